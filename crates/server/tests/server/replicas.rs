//! Events, and several servers on one database.

use anyhow::{Context, Result, ensure};
use comments::{At, NewComment, Sort, Timestamp};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use server::repository::{Database, Repository, secrets::IdempotencyKey};

use crate::{
    postgres::Postgres,
    running::{ARTICLE, Running, folder, is_problem, until},
};

/// A stream of events, as a browser reads it.
struct Stream {
    response: Response,
    rest: String,
    last_id: String,
}

impl Stream {
    async fn open(server: &Running, last_id: Option<&str>) -> Result<Self> {
        let request = server.ask(Method::GET, &format!("/articles/{ARTICLE}/events"));
        let request = last_id
            .into_iter()
            .fold(request, |it, id| it.header("last-event-id", id));
        let response = request.send().await?.error_for_status()?;
        ensure!(response.headers()["content-type"] == "text/event-stream");
        let mut stream = Self {
            response,
            rest: String::new(),
            last_id: String::new(),
        };
        // The greeting: from now on nothing is missed.
        while stream.last_id.is_empty() {
            stream.block().await?.context("a greeting")?;
        }
        Ok(stream)
    }

    /// What stands until the next empty line; `None` where the stream has ended.
    async fn block(&mut self) -> Result<Option<String>> {
        loop {
            if let Some((block, rest)) = self.rest.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.rest = rest;
                if let Some(id) = block.lines().find_map(|line| line.strip_prefix("id: ")) {
                    id.clone_into(&mut self.last_id);
                }
                return Ok(Some(block));
            }
            match self.response.chunk().await {
                Ok(Some(chunk)) => self.rest.push_str(&String::from_utf8_lossy(&chunk)),
                Ok(None) | Err(_) => return Ok(None),
            }
        }
    }

    /// The next event: its kind and the comment's words; `None` where the stream has ended.
    async fn next(&mut self) -> Result<Heard> {
        while let Some(block) = self.block().await? {
            let field = |name: &str| {
                block
                    .lines()
                    .find_map(|line| line.strip_prefix(name))
                    .map(str::to_owned)
            };
            if let (Some(kind), Some(data)) = (field("event: "), field("data: ")) {
                let comment: Value = serde_json::from_str(&data)?;
                return Ok(Some((kind, comment["body"].clone())));
            }
        }
        Ok(None)
    }
}

/// What [`Stream::next`] answers.
type Heard = Option<(String, Value)>;

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is compared with what was heard"
)]
fn event(kind: &str, body: impl Into<Value>) -> Heard {
    Some((kind.to_owned(), body.into()))
}

#[tokio::test]
async fn who_listens_hears_of_each_change() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    server.post(None, "before").await?;
    let mut stream = Stream::open(&server, None).await?;
    let posted = server.post(None, "first").await?;
    assert_eq!(stream.next().await?, event("created", "first"));
    let path = format!("/comments/{}", posted.id);
    let edit = server
        .ask(Method::PATCH, &path)
        .bearer_auth(&posted.token)
        .header("if-match", &posted.tag);
    edit.json(&json!({ "body": "better" }))
        .send()
        .await?
        .error_for_status()?;
    assert_eq!(stream.next().await?, event("updated", "better"));
    let delete = server
        .ask(Method::DELETE, &path)
        .bearer_auth(&posted.token)
        .header("if-match", "*");
    delete.send().await?.error_for_status()?;
    assert_eq!(stream.next().await?, event("deleted", Value::Null));
    let malformed = server
        .ask(Method::GET, &format!("/articles/{ARTICLE}/events"))
        .header("last-event-id", "x");
    is_problem(malformed.send().await?, 400, "malformed").await?;
    Ok(())
}

#[tokio::test]
async fn who_was_cut_off_misses_nothing() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0", "--requests", "0"])?;
    let last_id = Stream::open(&server, None).await?.last_id;
    // More than is read at once, and more than waits for whoever is slow.
    for number in 0..300 {
        server.post(None, &format!("meanwhile {number}")).await?;
    }
    let mut stream = Stream::open(&server, Some(&last_id)).await?;
    server.post(None, "live again").await?;
    for number in 0..300 {
        assert_eq!(
            stream.next().await?,
            event("created", format!("meanwhile {number}"))
        );
    }
    assert_eq!(stream.next().await?, event("created", "live again"));
    Ok(())
}

#[tokio::test]
async fn only_so_many_listen() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--streams", "1"])?;
    let stream = Stream::open(&server, None).await?;
    let ask = || server.ask(Method::GET, &format!("/articles/{ARTICLE}/events"));
    is_problem(ask().send().await?, 503, "unavailable").await?;
    drop(stream);
    until("a place is free", async || {
        Ok(ask().send().await?.status().is_success().then_some(()))
    })
    .await
}

#[tokio::test]
async fn two_servers_are_one_discussion() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database("replicas")?;
    let folder = folder()?;
    let mut one = Running::start(folder.path(), &["--database-url", &database])?;
    let other = Running::start(folder.path(), &["--database-url", &database])?;
    let mut stream = Stream::open(&one, None).await?;
    other.post(None, "from the other").await?;
    assert_eq!(stream.next().await?, event("created", "from the other"));
    assert_eq!(one.page().await?, other.page().await?);
    one.signal("-TERM")?;
    assert_eq!(
        stream.next().await?,
        None,
        "the stream ends with the server"
    );
    assert!(one.ended().await?.success());
    other.post(None, "meanwhile").await?;
    let mut stream = Stream::open(&other, Some(&stream.last_id)).await?;
    assert_eq!(stream.next().await?, event("created", "meanwhile"));
    other.post(None, "afterwards").await?;
    assert_eq!(stream.next().await?, event("created", "afterwards"));
    Ok(())
}

#[tokio::test]
async fn what_other_servers_change_is_never_answered_stale() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database("fresh")?;
    let folder = folder()?;
    let one = Running::start(folder.path(), &["--database-url", &database])?;
    let other = Running::start(folder.path(), &["--database-url", &database])?;
    for number in 1..=10 {
        assert_eq!(one.page().await?["total"], number - 1);
        other.post(None, &format!("comment {number}")).await?;
        until("the other server's comment is there", async || {
            Ok((one.page().await?["total"] == number).then_some(()))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_database_that_is_gone_is_a_moment_of_waiting() -> Result<()> {
    let mut postgres = Postgres::start()?;
    let database = postgres.database("gone")?;
    let folder = folder()?;
    let server = Running::start(
        folder.path(),
        &["--changes", "0", "--database-url", &database],
    )?;
    server.post(None, "before").await?;
    let mut stream = Stream::open(&server, None).await?;
    postgres.stop()?;
    let refused = server
        .new_comment("0123456789abcdef", None, "while it is gone")
        .send()
        .await?;
    assert!(refused.headers().contains_key("retry-after"), "{refused:?}");
    is_problem(refused, 503, "unavailable").await?;
    assert_eq!(server.get("/readyz").send().await?.status(), 503);
    assert_eq!(server.get("/healthz").send().await?.status(), 200);
    postgres.start_again()?;
    until("it recovers", async || {
        let answer = server
            .new_comment("0123456789abcdef", None, "while it is gone")
            .send()
            .await?;
        Ok(answer.status().is_success().then_some(()))
    })
    .await?;
    assert_eq!(stream.next().await?, event("created", "while it is gone"));
    Ok(())
}

#[tokio::test]
async fn a_clock_that_is_moved_back_changes_no_order() -> Result<()> {
    let folder = folder()?;
    let repository = Repository::open(&Database::Sqlite(folder.path().join("comments.db"))).await?;
    let slug = ARTICLE.parse()?;
    let mut posted = Vec::new();
    for (number, millis) in [5_000, 9_000, 1_000, 1_000, 0, 9_001]
        .into_iter()
        .enumerate()
    {
        let new = NewComment::new(None, "", "text").expect("a comment");
        let key = IdempotencyKey::new(&format!("key-of-a-reader-{number}"))?;
        posted.push(
            repository
                .create(&slug, &key, new, Timestamp::from_millis(millis)?)
                .await?
                .comment,
        );
    }
    assert!(
        posted.is_sorted_by(|one, next| one.created < next.created && one.id < next.id),
        "{posted:?}"
    );
    let mut seen = Vec::new();
    let mut at = At::Start;
    loop {
        let page = repository.page(&slug, Sort::Oldest, at, 1).await?;
        seen.extend(page.threads.items.into_iter().map(|thread| thread.first));
        match page.threads.after {
            Some(after) => at = At::After(after),
            None => break,
        }
    }
    assert_eq!(seen, posted);
    Ok(())
}
