//! Server-sent events: every change once to every subscriber.

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpSocket,
};

use crate::{
    postgres::Postgres,
    running::{ARTICLE, Posted, Running, folder, is_problem, key, until},
};

/// A stream of events, as a browser reads it.
pub(crate) struct Stream {
    response: Response,
    rest: String,
    pub(crate) last_id: String,
}

impl Stream {
    pub(crate) async fn open(server: &Running, last_id: Option<&str>) -> Result<Self> {
        let request = server.ask(Method::GET, &format!("/articles/{ARTICLE}/events"));
        Self::begin(
            last_id
                .into_iter()
                .fold(request, |it, id| it.header("last-event-id", id)),
        )
        .await
    }

    /// From a page's version, or an event's id, on.
    async fn since(server: &Running, since: &str) -> Result<Self> {
        let path = format!("/articles/{ARTICLE}/events?since={since}");
        Self::begin(server.ask(Method::GET, &path)).await
    }

    async fn begin(request: RequestBuilder) -> Result<Self> {
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

    /// The next event as it was sent; `None` where the stream has ended.
    async fn event(&mut self) -> Result<Option<Sent>> {
        while let Some(block) = self.block().await? {
            let field = |name: &str| {
                let field = block.lines().find_map(|line| line.strip_prefix(name));
                field.map(str::to_owned)
            };
            if let (Some(kind), Some(data)) = (field("event: "), field("data: ")) {
                let id = field("id: ").context("each event has an id")?;
                let data = serde_json::from_str(&data)?;
                return Ok(Some(Sent { kind, id, data }));
            }
        }
        Ok(None)
    }

    /// The next event: its kind and the comment's text; `None` where the stream has ended.
    pub(crate) async fn next(&mut self) -> Result<Heard> {
        let event = self.event().await?;
        Ok(event.map(|it| (it.kind, it.data["body"].clone())))
    }

    /// The events until one with this text.
    async fn until(&mut self, body: &str) -> Result<Vec<Sent>> {
        let mut events = Vec::new();
        loop {
            let event = self.event().await?.context("the stream goes on")?;
            let is_last = event.data["body"] == body;
            events.push(event);
            if is_last {
                return Ok(events);
            }
        }
    }
}

/// An event as it was sent.
#[derive(Clone, Debug, PartialEq)]
struct Sent {
    kind: String,
    id: String,
    data: Value,
}

/// What [`Stream::next`] answers.
pub(crate) type Heard = Option<(String, Value)>;

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is compared with what was heard"
)]
pub(crate) fn event(kind: &str, body: impl Into<Value>) -> Heard {
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

/// A server without limits.
fn unlimited(folder: &std::path::Path) -> Result<Running> {
    let options = [
        "--changes",
        "0",
        "--requests",
        "0",
        "--proxies",
        "127.0.0.1/32",
    ];
    Running::start(folder, &options)
}

async fn delete(server: &Running, posted: &Posted) -> Result<()> {
    let request = server
        .ask(Method::DELETE, &format!("/comments/{}", posted.id))
        .bearer_auth(&posted.token)
        .header("if-match", "*");
    request.send().await?.error_for_status()?;
    Ok(())
}

async fn vote(server: &Running, comment: &str, device: usize) -> Result<()> {
    let request = server
        .ask(Method::PUT, &format!("/comments/{comment}/helpful"))
        .bearer_auth(format!("a-device-of-a-reader-{device}"))
        // Votes of one network count once.
        .header("x-forwarded-for", format!("192.0.2.{device}"));
    request.send().await?.error_for_status()?;
    Ok(())
}

fn ids(events: &[Sent]) -> Vec<&str> {
    events.iter().map(|it| it.id.as_str()).collect()
}

/// The comments of events, each with the event's kind.
fn kinds<'e>(events: &'e [Sent]) -> Vec<(&'e str, &'e str)> {
    let kind = |it: &'e Sent| {
        let id = it.data["id"].as_str().unwrap_or_default();
        (it.kind.as_str(), id)
    };
    events.iter().map(kind).collect()
}

#[tokio::test]
async fn deleted_reply_below_a_tombstone_is_announced() -> Result<()> {
    let folder = folder()?;
    let server = Running::start(folder.path(), &[])?;
    let comment = server.post(None, "a comment").await?;
    let reply = server.post(Some(&comment.id), "a reply").await?;
    delete(&server, &comment).await?;
    let mut stream = Stream::open(&server, None).await?;
    // With the reply, its parent is not shown any more: one transaction changes both.
    delete(&server, &reply).await?;
    server.post(None, "afterwards").await?;
    let events = stream.until("afterwards").await?;
    let mut deleted = kinds(&events[..events.len() - 1]);
    deleted.sort_unstable();
    let mut expected = [&comment, &reply].map(|it| ("deleted", it.id.as_str()));
    expected.sort_unstable();
    assert_eq!(deleted, expected, "each is announced, once");
    Ok(())
}

#[tokio::test]
async fn changes_of_one_transaction_are_not_split_by_a_batch() -> Result<()> {
    let folder = folder()?;
    let server = unlimited(folder.path())?;
    // The database is read by 100 changes: the last transaction changes the 98th to the 102nd comment.
    for number in 1..98 {
        server.post(None, &format!("number {number}")).await?;
    }
    let mut chain: Vec<Posted> = Vec::new();
    for number in 98..=102 {
        let parent = chain.last().map(|it| it.id.clone());
        chain.push(
            server
                .post(parent.as_deref(), &format!("number {number}"))
                .await?,
        );
    }
    for posted in &chain {
        delete(&server, posted).await?;
    }
    let mut stream = Stream::since(&server, "0").await?;
    server.post(None, "afterwards").await?;
    let events = stream.until("afterwards").await?;
    assert_eq!(events.len(), 103, "{:?}", kinds(&events));
    let ids: HashSet<_> = ids(&events).into_iter().collect();
    assert_eq!(ids.len(), 103, "each event has an id of its own");
    // Whoever is cut off between them goes on there.
    let cut = &events[99];
    let mut again = Stream::open(&server, Some(&cut.id)).await?;
    assert_eq!(again.until("afterwards").await?, events[100..]);
    let mut again = Stream::since(&server, &cut.id).await?;
    assert_eq!(again.until("afterwards").await?, events[100..]);
    Ok(())
}

#[tokio::test]
async fn subscriber_far_behind_is_told_to_read_again() -> Result<()> {
    let folder = folder()?;
    let server = unlimited(folder.path())?;
    for number in 0..=500 {
        server.post(None, &format!("number {number}")).await?;
    }
    let mut far = Stream::since(&server, "0").await?;
    let reset = far.event().await?.context("an event")?;
    assert_eq!((reset.kind.as_str(), reset.id.as_str()), ("reset", "501"));
    let mut near = Stream::since(&server, "1").await?;
    server.post(None, "live").await?;
    assert_eq!(far.next().await?, event("created", "live"));
    assert_eq!(near.until("live").await?.len(), 501);
    // It goes on from the reset.
    let mut again = Stream::open(&server, Some(&reset.id)).await?;
    assert_eq!(again.next().await?, event("created", "live"));
    Ok(())
}

#[tokio::test]
async fn votes_are_announced_together_and_alone() -> Result<()> {
    const VOTES: usize = 60;
    let folder = folder()?;
    let server = unlimited(folder.path())?;
    let comment = server.post(None, "helpful").await?;
    let mut stream = Stream::open(&server, None).await?;
    for device in 0..VOTES {
        vote(&server, &comment.id, device).await?;
    }
    let mut events = Vec::new();
    loop {
        let event = stream.event().await?.context("the stream goes on")?;
        assert_eq!(event.kind, "helpful");
        let votes = event.data["helpful"].clone();
        assert_eq!(
            event.data,
            json!({ "id": comment.id, "helpful": votes }),
            "no words are in it"
        );
        events.push(event);
        if votes == VOTES {
            break;
        }
    }
    assert!(events.len() < VOTES, "{} of {VOTES}", events.len());
    // An edit after a vote is an edit.
    vote(&server, &comment.id, VOTES).await?;
    let edit = server
        .ask(Method::PATCH, &format!("/comments/{}", comment.id))
        .bearer_auth(&comment.token)
        .header("if-match", &comment.tag);
    edit.json(&json!({ "body": "edited" }))
        .send()
        .await?
        .error_for_status()?;
    let edited = stream.until("edited").await?;
    let edited = edited.last().context("an event")?;
    assert_eq!(edited.kind, "updated");
    assert_eq!(edited.data["helpful"], VOTES + 1);
    // Who comes again hears of the votes alone, too.
    let version = &edited.id;
    for device in VOTES + 1..VOTES + 3 {
        vote(&server, &comment.id, device).await?;
    }
    let mut again = Stream::since(&server, version).await?;
    server.post(None, "afterwards").await?;
    let missed = again.until("afterwards").await?;
    let votes = json!({ "id": comment.id, "helpful": VOTES + 3 });
    assert_eq!(missed[0].data, votes);
    assert_eq!(missed.len(), 2, "{missed:?}");
    Ok(())
}

#[tokio::test]
async fn change_is_announced_to_its_article_only() -> Result<()> {
    let folder = folder()?;
    let other = folder.path().join("site/others");
    std::fs::create_dir_all(&other)?;
    std::fs::write(
        other.join("index.html"),
        "<html data-article=\"others\"><title>Others</title>",
    )?;
    let server = Running::start(folder.path(), &[])?;
    let request = server.ask(Method::GET, "/articles/others/events");
    let mut others = Stream::begin(request).await?;
    let mut stream = Stream::open(&server, None).await?;
    server.post(None, "a letter").await?;
    assert_eq!(stream.next().await?, event("created", "a letter"));
    let comment = json!({ "body": "another" });
    let post = server
        .ask(Method::POST, "/articles/others/comments")
        .header("idempotency-key", key("another"));
    post.json(&comment).send().await?.error_for_status()?;
    assert_eq!(others.next().await?, event("created", "another"));
    Ok(())
}

/// A subscriber that stops reading for a while: nothing is kept for it but 256 events.
#[tokio::test]
async fn lagging_subscriber_gets_every_change_once() -> Result<()> {
    const CHANGES: usize = 480;
    let folder = folder()?;
    let server = unlimited(folder.path())?;
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(4 << 10)?;
    let at = server.origin().trim_start_matches("http://").parse()?;
    let mut lagging = socket.connect(at).await?;
    let request = format!("GET /api/v1/articles/{ARTICLE}/events HTTP/1.1\r\nhost: here\r\n\r\n");
    lagging.write_all(request.as_bytes()).await?;
    let mut received = Vec::new();
    let welcome = b": welcome";
    while !received.windows(welcome.len()).any(|it| it == welcome) {
        ensure!(lagging.read_buf(&mut received).await? > 0, "a greeting");
    }
    // More than 256 events, the network's buffers and one batch of the database hold.
    let long = "\u{8fd9}".repeat(4_990);
    for number in 0..CHANGES {
        server.post(None, &format!("{number} {long}")).await?;
    }
    server.post(None, "the last one").await?;
    let last = b"the last one";
    let mut seen = 0;
    while !received[seen..].windows(last.len()).any(|it| it == last) {
        seen = received.len().saturating_sub(last.len());
        ensure!(
            lagging.read_buf(&mut received).await? > 0,
            "the stream goes on"
        );
    }
    let received = String::from_utf8_lossy(&received);
    let numbers: Vec<usize> = received
        .split("\"body\":\"")
        .skip(1)
        .filter_map(|it| it.split_once(' ')?.0.parse().ok())
        .collect();
    assert_eq!(numbers, (0..CHANGES).collect::<Vec<_>>());
    Ok(())
}

/// The server's own words for a fault that it is expected to recover from.
const FAILED_READ: &str = "changes cannot be read";

#[tokio::test]
async fn failed_read_of_changes_is_tried_again() -> Result<()> {
    let postgres = Postgres::start()?;
    let database = postgres.database("unreadable")?;
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--database-url", &database])?;
    let comment = server.post(None, "before").await?;
    let mut stream = Stream::open(&server, None).await?;
    // Another program changes a comment, and for a moment makes comments unreadable: the one notice of the change comes then.
    sqlx::any::install_default_drivers();
    let other = sqlx::AnyPool::connect(&database).await?;
    let mut change = other.begin().await?;
    for sql in [
        "UPDATE articles SET version = version + 1",
        "UPDATE comments SET body = 'changed', version = version + 1",
        "ALTER TABLE comments RENAME COLUMN edited TO unreadable",
    ] {
        sqlx::query(sql).execute(&mut *change).await?;
    }
    sqlx::query("SELECT CAST(pg_notify('inside_out_comments', $1) AS TEXT)")
        .bind(format!("2 {ARTICLE}"))
        .execute(&mut *change)
        .await?;
    change.commit().await?;
    until("the change cannot be read", async || {
        Ok(server.log().contains(FAILED_READ).then_some(()))
    })
    .await?;
    sqlx::query("ALTER TABLE comments RENAME COLUMN unreadable TO edited")
        .execute(&other)
        .await?;
    let changed = stream.event().await?.context("an event")?;
    assert_eq!(changed.data["id"], comment.id);
    assert_eq!(changed.data["body"], "changed");
    Ok(())
}
