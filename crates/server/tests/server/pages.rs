//! An article's page with its comments in it.

use anyhow::{Context, Result};
use inside_out::comments::prerendered::empty_thread;
use reqwest::{Method, StatusCode, header};
use serde_json::json;

use crate::{
    postgres::Postgres,
    running::{ARTICLE, Running, folder, key, until},
};

/// Makes the pages of the site such that a server keeps their comments.
pub(crate) fn with_server(folder: &std::path::Path) -> Result<()> {
    with_article(folder, ARTICLE)
}

fn with_article(folder: &std::path::Path, article: &str) -> Result<()> {
    let folder = folder.join("site").join(article);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("index.html"), page(article, "Letters"))?;
    Ok(())
}

/// An article's built page with room for the comments that a server keeps.
fn page(slug: &str, title: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\" data-article=\"{slug}\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>{title}</title>\
         <main>{}</main><script type=\"application/json\" id=\"page-state\">{{}}</script>",
        empty_thread()
    )
}

/// A server that says what it counts.
fn counted(folder: &std::path::Path, options: &[&str]) -> Result<Running> {
    let options = [&["--metrics-address", "127.0.0.1:0"], options].concat();
    Running::start(folder, &options)
}

/// How many pages the server has rendered since it was started.
async fn rendered(server: &Running) -> Result<u64> {
    let address = until("it says where the metrics are", async || {
        let log = server.log();
        let address = log.split("metrics are at ").nth(1);
        let is_end = |it: char| it.is_whitespace() || "\"\u{1b}".contains(it);
        Ok(address.and_then(|it| Some(it.split_once(is_end)?.0.to_owned())))
    });
    let metrics = reqwest::get(address.await?).await?.text().await?;
    let line = |it: &str| {
        let count = it.strip_prefix("inside_out_pages_rendered_total ")?;
        count.parse().ok()
    };
    Ok(metrics.lines().find_map(line).unwrap_or_default())
}

/// Asks for pages at the same time.
async fn visit(
    server: &Running,
    addresses: impl IntoIterator<Item = String>,
) -> Result<Vec<String>> {
    let visits = addresses.into_iter().map(|address| {
        let visit = server.get(&address).send();
        async { Ok(visit.await?.error_for_status()?.text().await?) }
    });
    futures_util::future::try_join_all(visits).await
}

async fn vote(server: &Running, comment: &str, device: u32) -> Result<()> {
    let request = server
        .ask(Method::PUT, &format!("/comments/{comment}/helpful"))
        .bearer_auth(format!("a-device-of-a-reader-{device}"));
    request.send().await?.error_for_status()?;
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
async fn page_has_its_comments_at_every_spelling_of_its_address() -> Result<()> {
    const SLUG: &str = "장과-피부";
    const ENCODED: &str = "%EC%9E%A5%EA%B3%BC-%ED%94%BC%EB%B6%80";
    let folder = folder()?;
    let site = folder.path().join("site");
    std::fs::create_dir(site.join(SLUG))?;
    let html = page(SLUG, "Korean");
    std::fs::write(site.join(SLUG).join("index.html"), html)?;
    with_server(folder.path())?;
    let server = Running::start(folder.path(), &[])?;
    for (slug, text) in [(ENCODED, "in Korean"), (ARTICLE, "in English")] {
        let path = format!("/articles/{slug}/comments");
        let post = server.ask(reqwest::Method::POST, &path);
        let post = post.header("idempotency-key", crate::running::key(text));
        let post = post.json(&serde_json::json!({ "body": text }));
        post.send().await?.error_for_status()?;
    }
    for (path, text) in [
        (format!("/{ENCODED}/"), "in Korean"),
        (format!("/{}/", ENCODED.to_lowercase()), "in Korean"),
        (format!("/{ENCODED}/index.html"), "in Korean"),
        ("/%6Cetters/".to_owned(), "in English"),
        ("/letters/index%2Ehtml".to_owned(), "in English"),
    ] {
        let answer = server.get(&path).send().await?.error_for_status()?;
        let policy = answer.headers().get(header::CONTENT_SECURITY_POLICY);
        let policy = policy.with_context(|| format!("{path} has a policy"))?;
        assert!(policy.to_str()?.contains("frame-ancestors"), "{path}");
        assert!(answer.text().await?.contains(text), "{path}");
    }
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

#[tokio::test]
async fn page_is_rendered_once_a_change_however_many_come() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    let server = counted(folder.path(), &["--changes", "0", "--requests", "0"])?;
    let comment = server.post(None, "helpful").await?;
    let addresses = || (0..64).map(|_| format!("/{ARTICLE}/"));
    visit(&server, addresses()).await?;
    for device in 1..=5 {
        let before = rendered(&server).await?;
        vote(&server, &comment.id, device).await?;
        let votes = format!("\"helpful\":{device}");
        for page in visit(&server, addresses()).await? {
            assert!(page.contains(&votes), "{votes}: {page}");
        }
        visit(&server, addresses()).await?;
        assert_eq!(rendered(&server).await? - before, 1, "of 128 visits");
    }
    Ok(())
}

#[tokio::test]
async fn change_of_an_article_renders_no_other_page() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    with_article(folder.path(), "others")?;
    let server = counted(folder.path(), &[])?;
    visit(&server, [format!("/{ARTICLE}/"), "/others/".to_owned()]).await?;
    let before = rendered(&server).await?;
    server.post(None, "a letter").await?;
    visit(&server, ["/others/".to_owned()]).await?;
    assert_eq!(rendered(&server).await?, before);
    visit(&server, [format!("/{ARTICLE}/")]).await?;
    assert_eq!(rendered(&server).await?, before + 1);
    Ok(())
}

#[tokio::test]
async fn replicas_render_a_page_once_a_change() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database("pages")?;
    let folder = folder()?;
    with_server(folder.path())?;
    let server = counted(folder.path(), &["--database-url", &database])?;
    let comment = server.post(None, "helpful").await?;
    let address = format!("/{ARTICLE}/");
    for device in 1..=5 {
        vote(&server, &comment.id, device).await?;
        let before = rendered(&server).await?;
        // The database tells this server, too, of its own change, at any time.
        for _ in 0..10 {
            visit(&server, [address.clone()]).await?;
        }
        assert_eq!(rendered(&server).await? - before, 1);
    }
    Ok(())
}

#[tokio::test]
async fn writer_who_reloads_sees_the_own_comment() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    let server = counted(folder.path(), &["--changes", "0", "--requests", "0"])?;
    for number in 0..20 {
        let posted = server.post(None, &format!("number {number}")).await?;
        let page = visit(&server, [format!("/{ARTICLE}/")]).await?.remove(0);
        assert!(page.contains(&format!("id=\"comment-{}\"", posted.id)));
    }
    Ok(())
}

#[tokio::test]
async fn linked_page_is_rendered_once_a_change() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    let server = counted(folder.path(), &["--changes", "0", "--requests", "0"])?;
    let oldest = server.post(None, "the oldest").await?;
    let mut newest = oldest.clone();
    for number in 0..40 {
        newest = server.post(None, &format!("number {number}")).await?;
    }
    let address = |id: &str| format!("/{ARTICLE}/?comment={id}");
    let many = |id: &str| vec![address(id); 16];
    visit(&server, [format!("/{ARTICLE}/")]).await?;
    let before = rendered(&server).await?;
    visit(&server, many(&newest.id)).await?;
    assert_eq!(rendered(&server).await?, before, "it is on the first page");
    for page in visit(&server, many(&oldest.id)).await? {
        assert!(page.contains(&format!("id=\"comment-{}\"", oldest.id)));
    }
    visit(&server, many(&oldest.id)).await?;
    assert_eq!(rendered(&server).await?, before + 1);
    let reply = server.post(Some(&oldest.id), "a reply").await?;
    let page = visit(&server, [address(&oldest.id)]).await?.remove(0);
    assert!(page.contains(&format!("id=\"comment-{}\"", reply.id)));
    Ok(())
}

#[tokio::test]
async fn comment_of_another_article_is_not_shown() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    with_article(folder.path(), "others")?;
    let server = counted(folder.path(), &[])?;
    let letter = server.post(None, "a letter").await?;
    let other = server
        .ask(Method::POST, "/articles/others/comments")
        .header("idempotency-key", key("another"));
    let comment = serde_json::json!({ "body": "another" });
    other.json(&comment).send().await?.error_for_status()?;
    let page = visit(&server, [format!("/others/?comment={}", letter.id)]).await?;
    assert!(page[0].contains("another") && !page[0].contains("a letter"));
    Ok(())
}

#[tokio::test]
async fn page_keeps_its_comments_while_the_database_is_gone() -> Result<()> {
    let mut postgres = Postgres::start()?;
    let database = postgres.database("gone")?;
    let folder = folder()?;
    with_server(folder.path())?;
    let server = counted(folder.path(), &["--database-url", &database])?;
    server.post(None, "still here").await?;
    let page = || visit(&server, [format!("/{ARTICLE}/")]);
    assert!(page().await?[0].contains("still here"));
    postgres.stop()?;
    assert!(page().await?[0].contains("still here"));
    Ok(())
}

#[tokio::test]
async fn a_comment_on_another_article_is_not_shown_and_its_article_is_named() -> Result<()> {
    let folder = folder()?;
    with_server(folder.path())?;
    with_article(folder.path(), "notes")?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "on the letters").await?;
    let elsewhere: serde_json::Value = server
        .ask(Method::POST, "/articles/notes/comments")
        .header("idempotency-key", "0123456789abcdef0123456789abcdef")
        .json(&json!({ "body": "on the notes" }))
        .send()
        .await?
        .json()
        .await?;
    let id = elsewhere["comment"]["id"].as_str().context("an id")?;
    for (article, shown, other) in [
        (ARTICLE, "on the letters", "on the notes"),
        ("notes", "on the notes", "on the letters"),
    ] {
        let page = server.get(&format!("/{article}/?comment={id}"));
        let page = page.send().await?.error_for_status()?.text().await?;
        assert!(page.contains(shown), "{article}: {page}");
        assert!(!page.contains(other), "{article}: {page}");
    }
    let context = server.ask(Method::GET, &format!("/comments/{id}/context"));
    let context: serde_json::Value = context.send().await?.json().await?;
    assert_eq!(context["article"], "notes");
    assert_eq!(context["total"], 1);
    Ok(())
}
