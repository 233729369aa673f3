//! An article's page with its comments in it.

use anyhow::{Context, Result};
use inside_out::comments::prerendered::empty_thread;
use reqwest::{StatusCode, header};

use crate::running::{ARTICLE, Running, folder};

/// Makes the pages of the site such that a server keeps their comments.
fn with_server(folder: &std::path::Path) -> Result<()> {
    let page = format!(
        "<!doctype html><html lang=\"en\" data-article=\"{ARTICLE}\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>Letters</title>\
         <main>{}</main><script type=\"application/json\" id=\"page-state\">{{}}</script>",
        empty_thread()
    );
    std::fs::write(folder.join("site").join(ARTICLE).join("index.html"), &page)?;
    Ok(())
}

#[tokio::test]
async fn the_first_comments_are_in_the_page_and_in_its_data() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    let server = Running::start(folder.path(), &[])?;
    let address = format!("/{ARTICLE}/");
    let before = server.get(&address).send().await?;
    let tag = before.headers()[header::ETAG].clone();
    assert!(before.text().await?.contains("No comments yet"));
    let same = server
        .get(&address)
        .header(header::IF_NONE_MATCH, &tag)
        .send()
        .await?;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);

    let posted = server.post(None, "<b>not bold</b> *so*").await?;
    let after = server
        .get(&address)
        .header(header::IF_NONE_MATCH, &tag)
        .send()
        .await?;
    assert_eq!(after.status(), StatusCode::OK);
    assert_eq!(after.headers()[header::CACHE_CONTROL], "no-cache");
    let policy = after.headers()[header::CONTENT_SECURITY_POLICY].to_str()?;
    assert!(policy.contains("frame-ancestors"), "{policy}");
    let html = after.text().await?;
    assert!(
        html.contains("&lt;b&gt;not bold&lt;/b&gt; <em>so</em>"),
        "{html}"
    );
    assert!(html.contains(&format!("id=\"comment-{}\"", posted.id)));
    let data = html.split("id=\"comments-page\">").nth(1);
    let data = data.and_then(|it| it.split("</script>").next());
    let data: serde_json::Value = serde_json::from_str(data.unwrap_or_default())?;
    assert_eq!(data["items"][0]["comment"]["id"], posted.id);
    assert_eq!(data["version"], 1);
    assert!(!html.contains(&posted.token), "no secret is in it");
    Ok(())
}

/// What a program that has the page's data asks for next.
#[tokio::test]
async fn a_stream_begins_where_the_page_ends() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "in the page").await?;
    let page: serde_json::Value = server
        .get(&format!("/api/v1/articles/{ARTICLE}/comments"))
        .send()
        .await?
        .json()
        .await?;
    server.post(None, "after it").await?;
    let address = format!(
        "/api/v1/articles/{ARTICLE}/events?since={}",
        page["version"]
    );
    let mut stream = server.get(&address).send().await?;
    let mut heard = String::new();
    while !heard.contains("after it") {
        let part = stream.chunk().await?.context("the stream goes on")?;
        heard.push_str(&String::from_utf8_lossy(&part));
    }
    assert!(!heard.contains("in the page"), "{heard}");
    let malformed = format!("/api/v1/articles/{ARTICLE}/events?since=x");
    let status = server.get(&malformed).send().await?.status();
    assert_eq!(status, StatusCode::BAD_REQUEST);
    Ok(())
}

#[tokio::test]
async fn browsers_get_the_form_that_they_take() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    let server = Running::start(folder.path(), &[])?;
    let mut tags = Vec::new();
    for (accepted, encoding) in [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("", None)] {
        let answer = server
            .get(&format!("/{ARTICLE}/"))
            .header(header::ACCEPT_ENCODING, accepted)
            .send()
            .await?;
        let is = answer.headers().get(header::CONTENT_ENCODING);
        assert_eq!(is.and_then(|it| it.to_str().ok()), encoding);
        assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        tags.push(answer.headers()[header::ETAG].clone());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "each form is a representation of its own");
    Ok(())
}

#[tokio::test]
async fn a_link_leads_to_the_page_that_holds_the_comment() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    let oldest = server.post(None, "the oldest").await?;
    for number in 0..40 {
        server.post(None, &format!("number {number}")).await?;
    }
    let mark = format!("id=\"comment-{}\"", oldest.id);
    let page = async |query: &str| -> Result<String> {
        let answer = server.get(&format!("/{ARTICLE}/{query}")).send().await?;
        Ok(answer.error_for_status()?.text().await?)
    };
    assert!(!page("").await?.contains(&mark));
    let linked = page(&format!("?comment={}", oldest.id)).await?;
    assert!(linked.contains(&mark));
    // What leads nowhere shows the beginning.
    for query in [
        "?comment=",
        "?comment=<script>",
        "?comment=0190163d-8694-739b-aea5-966c26f8ad91",
    ] {
        assert!(page(query).await?.contains("number 39"), "{query}");
    }
    Ok(())
}
