//! How the site and the API are served: files, folders, packing, and what whoever runs the server sees.

use anyhow::Result;
use reqwest::{Method, StatusCode, header};
use serde_json::Value;

use crate::running::{ARTICLE, Running, folder};

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
    let server = Running::start(folder.path(), &["--log-format", "json"])?;
    server.post(None, "counted").await?;
    for (path, says) in [
        ("/healthz", "alive"),
        ("/readyz", "ready"),
        ("/metrics", "inside_out_comments_posted_total 1"),
    ] {
        let answer = server
            .get(path)
            .send()
            .await?
            .error_for_status()?
            .text()
            .await?;
        assert!(answer.contains(says), "{path}: {answer}");
    }
    let log = server.log();
    let line: Value = serde_json::from_str(log.lines().next().unwrap_or_default())?;
    assert_eq!(line["status"], 201, "{log}");
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
