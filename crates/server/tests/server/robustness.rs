//! Bad rows, bad clocks, cursors of another order.

use anyhow::{Context, Result};
use comments::{At, NewComment, Sort, Timestamp};
use reqwest::Method;
use serde_json::Value;
use server::{
    clock::now,
    repository::{Database, Repository, secrets::IdempotencyKey},
};

use crate::running::{ARTICLE, Running, folder, is_problem};

/// What is shown in place of a text that cannot be.
const UNREADABLE: &str = "This comment cannot be shown.";

#[tokio::test]
async fn a_row_that_breaks_a_rule_costs_only_its_own_words() -> Result<()> {
    let folder = folder()?;
    let file = folder.path().join("data/comments.db");
    {
        let server = Running::start(folder.path(), &["--changes", "0"])?;
        let first = server.post(None, "good").await?;
        server
            .post(Some(&first.id), "a reply that goes bad")
            .await?;
        for text in [
            "text that goes bad",
            "name that goes bad",
            "time that goes bad",
            "id that goes bad",
        ] {
            server.post(None, text).await?;
        }
    }
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await?;
    for change in [
        "UPDATE comments SET body = char(0x202E) || 'evil' WHERE body LIKE 'text that%'",
        "UPDATE comments SET body = '  ' WHERE body LIKE 'a reply%'",
        "UPDATE comments SET name = char(0xFFFE) || 'x' WHERE body LIKE 'name that%'",
        "UPDATE comments SET created = -7 WHERE body LIKE 'time that%'",
        "UPDATE comments SET id = x'00', thread = x'00' WHERE body LIKE 'id that%'",
    ] {
        let changed = sqlx::query(change).execute(&pool).await?;
        assert_eq!(changed.rows_affected(), 1, "{change}");
    }
    pool.close().await;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    for sort in ["oldest", "newest", "helpful"] {
        let mut bodies = Vec::new();
        let mut place = String::new();
        // One at a time: the bad ones must not end the pages, nor make them go round.
        for _ in 0..10 {
            let path = format!("/articles/{ARTICLE}/comments?sort={sort}&limit=2{place}");
            let page = server.ask(Method::GET, &path).send().await?;
            let page: Value = page.error_for_status()?.json().await?;
            for thread in page["items"].as_array().context("threads")? {
                bodies.push(
                    thread["comment"]["body"]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                );
                if thread["count"] == 1 {
                    assert_eq!(thread["replies"]["items"][0]["comment"]["body"], UNREADABLE);
                }
                if thread["comment"]["body"] == "name that goes bad" {
                    assert_eq!(thread["comment"]["name"], Value::Null);
                }
            }
            match page["next"].as_str() {
                Some(next) => place = format!("&cursor={next}"),
                None => break,
            }
        }
        bodies.sort();
        let expected = [
            UNREADABLE,
            "good",
            "name that goes bad",
            "time that goes bad",
        ];
        assert_eq!(bodies, expected, "{sort}");
    }
    let feed = server.ask(Method::GET, &format!("/articles/{ARTICLE}/comments.atom"));
    let feed = feed.send().await?.error_for_status()?.text().await?;
    let feed = roxmltree::Document::parse(&feed)?;
    assert!(feed.descendants().any(|it| it.text() == Some("good")));
    // The stream tells of all of them, and goes on.
    let events = format!("/articles/{ARTICLE}/events?since=0");
    let mut stream = server.ask(Method::GET, &events).send().await?;
    server.post(None, "afterwards").await?;
    let mut heard = String::new();
    while !heard.contains("afterwards") {
        let part = stream.chunk().await?.context("the stream goes on")?;
        heard.push_str(&String::from_utf8_lossy(&part));
    }
    assert!(
        heard.contains("good") && heard.contains(UNREADABLE),
        "{heard}"
    );
    // The publisher is told once of each.
    server.page().await?;
    let log = server.log();
    assert_eq!(log.matches("breaks a rule").count(), 4, "{log}");
    assert_eq!(
        log.matches("cannot be read: it is left out").count(),
        1,
        "{log}"
    );
    Ok(())
}

#[tokio::test]
async fn a_clock_that_jumped_ahead_is_forgotten() -> Result<()> {
    let folder = folder()?;
    let repository = Repository::open(&Database::Sqlite(folder.path().join("comments.db"))).await?;
    let slug = ARTICLE.parse()?;
    let year = 365 * 24 * 60 * 60 * 1_000;
    let right = now().as_millis();
    let mut posted = Vec::new();
    for (number, millis) in [
        right,
        right + 10 * year,
        right + 1_000,
        right + 2_000,
        right + 1_500,
    ]
    .into_iter()
    .enumerate()
    {
        let new = NewComment::new(None, "", "text").expect("a comment");
        let key = IdempotencyKey::new(&format!("key-of-one-of-the-readers-{number}"))?;
        let created = repository.create(&slug, &key, new, Timestamp::from_millis(millis)?);
        posted.push(created.await?);
    }
    let times: Vec<_> = posted
        .iter()
        .map(|it| it.comment.created.as_millis() - right)
        .collect();
    assert_eq!(
        times,
        [0, 10 * year, 1_000, 2_000, 2_001],
        "one is wrong, the next ones are right"
    );
    // It is edited: its version does not stay in the future either.
    let future = &posted[1];
    let token = future.edit_token.as_ref().context("a token")?;
    let body = NewComment::new(None, "", "better").expect("a comment").body;
    let seen = future.comment.version();
    let edited = repository
        .edit(
            future.comment.id,
            token,
            body,
            seen,
            Timestamp::from_millis(right + 3_000)?,
        )
        .await?;
    assert_eq!(edited.version().as_millis(), right + 3_000);
    let mut seen = Vec::new();
    let mut at = At::Start;
    loop {
        let page = repository.page(&slug, Sort::Newest, at, 1).await?;
        seen.extend(page.threads.items.into_iter().map(|thread| thread.first.id));
        match page.threads.after {
            Some(after) => at = At::After(after),
            None => break,
        }
    }
    let order = [1, 4, 3, 2, 0].map(|at: usize| posted[at].comment.id);
    assert_eq!(seen, order, "each once, by their times");
    Ok(())
}

#[tokio::test]
async fn a_cursor_is_of_one_order() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0"])?;
    let first = server.post(None, "first").await?.id;
    server.post(None, "second").await?;
    for number in 0..3 {
        server
            .post(Some(&first), &format!("reply {number}"))
            .await?;
    }
    let list = format!("/articles/{ARTICLE}/comments?limit=1");
    let replies = format!("/comments/{first}/replies?limit=1");
    let mut cursors = Vec::new();
    for (path, name) in [
        (format!("{list}&sort=oldest"), "oldest"),
        (format!("{list}&sort=newest"), "newest"),
        (format!("{list}&sort=helpful"), "helpful"),
        (replies.clone(), "replies"),
    ] {
        let page: Value = server.ask(Method::GET, &path).send().await?.json().await?;
        cursors.push((path, name, page["next"].as_str().context(name)?.to_owned()));
    }
    for (path, order, _) in &cursors {
        for (_, of, cursor) in &cursors {
            for parameter in ["cursor", "before"] {
                let path = format!("{path}&{parameter}={cursor}");
                let answer = server.ask(Method::GET, &path).send().await?;
                if order == of {
                    assert!(answer.status().is_success(), "{path}");
                } else {
                    is_problem(answer, 400, "malformed").await.context(path)?;
                }
            }
        }
    }
    Ok(())
}
