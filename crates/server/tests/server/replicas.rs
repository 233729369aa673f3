//! Several servers on one database.

use anyhow::Result;
use comments::{At, NewComment, Sort, Timestamp};
use server::repository::{Database, Repository, secrets::IdempotencyKey};

use crate::{
    events::{Stream, event},
    postgres::Postgres,
    running::{ARTICLE, Running, folder, is_problem, until},
};

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
        .new_comment("0123456789abcdef0123456789abcdef", None, "while it is gone")
        .send()
        .await?;
    assert!(refused.headers().contains_key("retry-after"), "{refused:?}");
    is_problem(refused, 503, "unavailable").await?;
    assert_eq!(server.get("/readyz").send().await?.status(), 503);
    assert_eq!(server.get("/healthz").send().await?.status(), 200);
    postgres.start_again()?;
    until("it recovers", async || {
        let answer = server
            .new_comment("0123456789abcdef0123456789abcdef", None, "while it is gone")
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
        let key = IdempotencyKey::new(&format!("key-of-one-of-the-readers-{number}"))?;
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
