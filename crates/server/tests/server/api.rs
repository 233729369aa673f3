//! The API as it is meant to be used.

use anyhow::Result;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::running::{ARTICLE, Running, folder, is_problem};

#[tokio::test]
async fn a_comment_is_posted_once() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let text = "<b>Hello</b> 🙂 مرحبا\n**you**";
    let mut answers = Vec::new();
    for _ in 0..2 {
        let answer = server
            .new_comment("0123456789abcdef0123456789abcdef", None, text)
            .send()
            .await?;
        assert_eq!(answer.status(), StatusCode::CREATED);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
        let location = answer.headers()[header::LOCATION].to_str()?.to_owned();
        let at = answer.url().join(&location)?;
        let tag = answer.headers()[header::ETAG].clone();
        let posted: Value = answer.json().await?;
        let there = server.get(at.path()).send().await?;
        assert_eq!(there.headers()[header::ETAG], tag);
        assert_eq!(there.json::<Value>().await?, posted["comment"]);
        answers.push(posted);
    }
    assert_eq!(
        answers[0], answers[1],
        "the same key and words: the same answer"
    );
    assert_eq!(answers[0]["comment"]["body"], text);
    let other = server
        .new_comment("0123456789abcdef0123456789abcdef", None, "other words")
        .send()
        .await?;
    is_problem(other, 409, "key-reused").await?;
    let page = server.page().await?;
    assert_eq!(page["total"], 1);
    assert_eq!(page["items"][0]["comment"], answers[0]["comment"]);
    Ok(())
}

#[tokio::test]
async fn threads_are_read_page_by_page() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    for number in 1..=5 {
        let first = server.post(None, &format!("thread {number}")).await?;
        for reply in 1..=4 {
            server
                .post(Some(&first.id), &format!("reply {reply} of {number}"))
                .await?;
        }
    }
    let mut seen = Vec::new();
    let mut place = String::new();
    loop {
        let path = format!("/articles/{ARTICLE}/comments?sort=newest&limit=2{place}");
        let page: Value = server.ask(Method::GET, &path).send().await?.json().await?;
        assert_eq!(page["total"], 25);
        for thread in page["items"].as_array().unwrap() {
            seen.push(thread["comment"]["body"].as_str().unwrap().to_owned());
            assert_eq!(thread["count"], 4);
            assert_eq!(thread["replies"]["items"].as_array().unwrap().len(), 3);
            let id = thread["comment"]["id"].as_str().unwrap();
            let next = thread["replies"]["next"].as_str().unwrap();
            let rest: Value = server
                .ask(
                    Method::GET,
                    &format!("/comments/{id}/replies?cursor={next}"),
                )
                .send()
                .await?
                .json()
                .await?;
            assert_eq!(rest["items"].as_array().unwrap().len(), 1);
            assert_eq!(rest["items"][0]["to_name"], "Hana");
            assert_eq!(rest["next"], Value::Null);
        }
        match page["next"].as_str() {
            Some(next) => place = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(
        seen,
        ["thread 5", "thread 4", "thread 3", "thread 2", "thread 1"]
    );
    let counts: Value = server
        .ask(Method::GET, &format!("/counts?slug={ARTICLE}"))
        .send()
        .await?
        .json()
        .await?;
    assert_eq!(counts, json!([{ "slug": ARTICLE, "total": 25 }]));
    Ok(())
}

#[tokio::test]
async fn a_permalink_shows_what_is_around() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    let mut ids = Vec::new();
    for number in 1..=9 {
        ids.push(server.post(None, &format!("thread {number}")).await?.id);
    }
    let reply = server.post(Some(&ids[4]), "a reply").await?.id;
    let path = format!("/comments/{reply}/context?sort=oldest&limit=4");
    let page: Value = server.ask(Method::GET, &path).send().await?.json().await?;
    let shown: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["comment"]["id"].clone())
        .collect();
    assert_eq!(shown, ids[2..6]);
    assert_eq!(
        page["items"][2]["replies"]["items"][0]["comment"]["id"],
        reply
    );
    assert!(page["previous"].is_string() && page["next"].is_string());
    Ok(())
}

#[tokio::test]
async fn only_who_has_the_token_edits_what_was_seen() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let mine = server.post(None, "mine").await?;
    let other = server.post(None, "of another").await?;
    let edit = |token: Option<&str>, tag: Option<&str>| {
        let mut request = server
            .ask(Method::PATCH, &format!("/comments/{}", mine.id))
            .json(&json!({ "body": "better" }));
        request = token
            .into_iter()
            .fold(request, reqwest::RequestBuilder::bearer_auth);
        tag.into_iter()
            .fold(request, |it, tag| it.header(header::IF_MATCH, tag))
    };
    is_problem(
        edit(None, Some(&mine.tag)).send().await?,
        401,
        "unauthorized",
    )
    .await?;
    is_problem(
        edit(Some("short"), Some(&mine.tag)).send().await?,
        401,
        "unauthorized",
    )
    .await?;
    is_problem(
        edit(Some(&other.token), Some(&mine.tag)).send().await?,
        403,
        "forbidden",
    )
    .await?;
    is_problem(
        edit(Some(&mine.token), None).send().await?,
        428,
        "unconditional",
    )
    .await?;
    is_problem(
        edit(Some(&mine.token), Some("\"1\"")).send().await?,
        412,
        "stale",
    )
    .await?;
    is_problem(
        edit(Some(&mine.token), Some("*")).send().await?,
        412,
        "stale",
    )
    .await?;
    let edited = edit(Some(&mine.token), Some(&mine.tag)).send().await?;
    assert_eq!(edited.status(), StatusCode::OK);
    assert_ne!(edited.headers()[header::ETAG], mine.tag.as_str());
    let edited: Value = edited.json().await?;
    assert_eq!(
        (&edited["body"], edited["edited"].is_string()),
        (&json!("better"), true)
    );
    is_problem(
        edit(Some(&mine.token), Some(&mine.tag)).send().await?,
        412,
        "stale",
    )
    .await?;
    Ok(())
}

#[tokio::test]
async fn what_is_answered_leaves_a_tombstone() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let first = server.post(None, "first").await?;
    let reply = server.post(Some(&first.id), "reply").await?;
    let delete = |id: &str, token: &str, tag: &str| {
        server
            .ask(Method::DELETE, &format!("/comments/{id}"))
            .bearer_auth(token)
            .header(header::IF_MATCH, tag)
    };
    is_problem(
        delete(&first.id, &first.token, "\"7\"").send().await?,
        412,
        "stale",
    )
    .await?;
    is_problem(
        delete(&first.id, &reply.token, "*").send().await?,
        403,
        "forbidden",
    )
    .await?;
    let deleted = delete(&first.id, &first.token, &first.tag).send().await?;
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    let page = server.page().await?;
    assert_eq!(
        (&page["total"], &page["items"][0]["comment"]["body"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(page["items"][0]["comment"]["name"], Value::Null);
    delete(&reply.id, &reply.token, "*")
        .send()
        .await?
        .error_for_status()?;
    assert_eq!(
        server.page().await?,
        json!({ "items": [], "previous": null, "next": null, "total": 0, "version": 4 })
    );
    let gone = server
        .ask(Method::GET, &format!("/comments/{}", first.id))
        .send()
        .await?;
    is_problem(gone, 404, "missing").await?;
    Ok(())
}

#[tokio::test]
async fn what_is_the_same_is_not_sent_again() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "first").await?;
    let ask = || server.ask(Method::GET, &format!("/articles/{ARTICLE}/comments"));
    let tag = ask().send().await?.headers()[header::ETAG].clone();
    let again = ask().header(header::IF_NONE_MATCH, &tag).send().await?;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    server.post(None, "second").await?;
    let other = ask().header(header::IF_NONE_MATCH, &tag).send().await?;
    assert_eq!(other.status(), StatusCode::OK, "a change is seen at once");
    assert_eq!(other.json::<Value>().await?["total"], 2);
    Ok(())
}

#[tokio::test]
async fn the_feed_is_atom_with_the_newest_comments() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    let empty = server
        .ask(Method::GET, &format!("/articles/{ARTICLE}/comments.atom"))
        .send()
        .await?;
    assert_eq!(
        empty.headers()[header::CONTENT_TYPE],
        "application/atom+xml"
    );
    let tag = empty.headers()[header::ETAG].clone();
    for number in 0..51 {
        server.post(None, &format!("number {number}")).await?;
    }
    let hostile = "newest <script>alert(1)</script> & ]]> \u{7f6e}";
    server.post(None, hostile).await?;
    let ask = |tag: &header::HeaderValue| {
        server
            .ask(Method::GET, &format!("/articles/{ARTICLE}/comments.atom"))
            .header(header::IF_NONE_MATCH, tag)
    };
    let feed = ask(&tag).send().await?;
    assert_eq!(feed.status(), StatusCode::OK, "it has changed");
    let tag = feed.headers()[header::ETAG].clone();
    let feed = feed.text().await?;
    let feed = roxmltree::Document::parse(&feed)?;
    let atom = "http://www.w3.org/2005/Atom";
    assert!(feed.root_element().has_tag_name((atom, "feed")));
    let entries: Vec<_> = feed
        .root_element()
        .children()
        .filter(|it| it.has_tag_name((atom, "entry")))
        .collect();
    let text = |entry: &roxmltree::Node, name: &str| {
        let found = entry.descendants().find(|it| it.has_tag_name((atom, name)));
        found.and_then(|it| it.text()).map(str::to_owned)
    };
    let texts: Vec<_> = entries
        .iter()
        .filter_map(|it| text(it, "content"))
        .collect();
    let mut newest = vec![hostile.to_owned()];
    newest.extend((2..51).rev().map(|number| format!("number {number}")));
    assert_eq!(texts, newest, "the newest fifty, the newest first");
    for entry in &entries {
        for name in ["id", "title", "published", "updated", "name"] {
            assert!(text(entry, name).is_some_and(|it| !it.is_empty()), "{name}");
        }
    }
    let again = ask(&tag).send().await?;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(again.headers()[header::ETAG], tag);
    Ok(())
}
