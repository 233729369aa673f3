//! How the site and the API are served: files, folders, packing, and what whoever runs the server sees.

use anyhow::{Context, Result};
use reqwest::{Method, StatusCode, header};
use serde_json::Value;

use crate::running::{ARTICLE, Running, folder, until};

#[tokio::test]
async fn what_is_long_is_packed_for_who_can_unpack_it() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server
        .post(None, &"the same words again. ".repeat(100))
        .await?;
    let ask = || server.ask(Method::GET, &format!("/articles/{ARTICLE}/comments"));
    let plain = ask().send().await?.bytes().await?;
    for encoding in ["br", "gzip"] {
        let packed = ask()
            .header(header::ACCEPT_ENCODING, encoding)
            .send()
            .await?;
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], encoding);
        assert!(
            packed.headers()[header::VARY]
                .to_str()?
                .contains("accept-encoding")
        );
        let packed = packed.bytes().await?;
        assert!(
            packed.len() * 3 < plain.len(),
            "{} of {}",
            packed.len(),
            plain.len()
        );
    }
    Ok(())
}

#[tokio::test]
async fn whoever_runs_it_sees_how_it_is() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(
        folder.path(),
        &["--log-format", "json", "--metrics-address", "127.0.0.1:0"],
    )?;
    server.post(None, "counted").await?;
    let log = until("the line of the request", async || {
        let log = server.log();
        Ok(log.contains("answered").then_some(log))
    })
    .await?;
    let lines = log.lines().map(serde_json::from_str);
    let lines = lines.collect::<Result<Vec<Value>, _>>()?;
    assert!(lines.iter().any(|line| line["status"] == 201), "{log}");
    let metrics = lines
        .iter()
        .filter_map(|line| line["message"].as_str())
        .find_map(|it| it.strip_prefix("metrics are at "))
        .context("where the metrics are")?;
    let private = metrics.strip_suffix("/metrics").context("an origin")?;
    for origin in [server.origin(), private] {
        for (path, says) in [("/healthz", "alive"), ("/readyz", "ready")] {
            let answer = reqwest::get(format!("{origin}{path}")).await?;
            let answer = answer.error_for_status()?.text().await?;
            assert!(answer.contains(says), "{origin}{path}: {answer}");
        }
    }
    let counts = reqwest::get(metrics).await?.text().await?;
    assert!(
        counts.contains("inside_out_comments_posted_total 1"),
        "{counts}"
    );
    let public = server.get("/metrics").send().await?;
    assert_eq!(public.status(), 404, "the public does not reach it");
    Ok(())
}

#[tokio::test]
async fn the_site_may_stand_in_a_folder() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--base", "/blog/"])?;
    for path in [
        "/",
        "/letters/",
        &format!("/api/v1/articles/{ARTICLE}/comments"),
        "/../healthz",
    ] {
        let answer = server.get(path).send().await?;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
    // Without its slash, an address leads to the one with it.
    let page = server.get("/letters").send().await?;
    assert!(
        page.url().path().ends_with("/blog/letters/"),
        "{}",
        page.url()
    );
    assert_eq!(page.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_the_same_is_not_sent_again() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let page = server.get("/letters/").send().await?;
    assert_eq!(page.headers()[header::CACHE_CONTROL], "no-cache");
    let tag = page.headers()[header::ETAG].clone();
    let again = server
        .get("/letters/")
        .header(header::IF_NONE_MATCH, &tag)
        .send()
        .await?;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    std::fs::write(
        folder.path().join("site/letters/index.html"),
        "<title>Other letters</title>",
    )?;
    let other = server
        .get("/letters/")
        .header(header::IF_NONE_MATCH, &tag)
        .send()
        .await?;
    assert_eq!(other.status(), StatusCode::OK);
    Ok(())
}
