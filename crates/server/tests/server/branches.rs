//! How many comments are below a reply, counted when it is read.

use std::collections::HashMap;

use anyhow::{Context, Result};
use comments::{At, CommentId, NewComment, Slug, Sort};
use reqwest::Method;
use serde_json::Value;
use server::{
    clock::now,
    repository::{
        Database, Repository,
        secrets::{EditToken, IdempotencyKey},
    },
};

use crate::{
    postgres::Postgres,
    running::{ARTICLE, Running, folder, until},
};

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}

/// A thread of 150 comments at random depths, some deleted, read in windows of every size, forwards and backwards.
async fn counts_are_right_in_every_window(repository: Repository) -> Result<()> {
    let slug: Slug = ARTICLE.parse()?;
    let mut numbers = Numbers(7);
    let mut ids: Vec<(CommentId, EditToken)> = Vec::new();
    for number in 0..150 {
        // Mostly the newest are answered: branches get long.
        let newest = ids.len().saturating_sub(1 + numbers.below(8));
        let any = numbers.below(ids.len().max(1));
        let parent = if number % 3 == 0 { any } else { newest };
        let parent = ids.get(parent).map(|(id, _)| *id);
        let key = IdempotencyKey::new(&format!("a-key-of-the-branches-{number}"))?;
        let new = NewComment::new(parent, "Hana", "text").expect("a comment");
        let posted = repository.create(&slug, &key, new, now()).await?;
        ids.push((posted.comment.id, posted.edit_token.context("a token")?));
    }
    let first = ids[0].0;
    for (id, token) in ids.iter().skip(1).step_by(4) {
        repository.delete(*id, token, None).await?;
    }
    let all = repository.replies(first, At::Start, 1_000).await?.items;
    let parents: HashMap<_, _> = all.iter().map(|it| (it.comment.id, it.to)).collect();
    let mut expected = HashMap::<CommentId, usize>::new();
    for reply in &all {
        let mut above = reply.to;
        while above != first {
            *expected.entry(above).or_default() += 1;
            above = parents[&above];
        }
    }
    let page = repository.page(&slug, Sort::Oldest, At::Start, 1).await?;
    assert_eq!(page.threads.items[0].count, all.len());
    let right = |items: &[comments::Reply], what: &str| {
        for reply in items {
            let count = expected.get(&reply.comment.id).copied().unwrap_or_default();
            assert_eq!(reply.replies, count, "{what}: {reply:?}");
        }
    };
    right(&all, "all at once");
    right(&page.threads.items[0].replies.items, "the first ones");
    for size in [1, 2, 3, 7, 50] {
        let mut window = repository.replies(first, At::Start, size).await?;
        let mut seen = window.items.len();
        while let Some(after) = window.after {
            right(&window.items, "forwards");
            window = repository.replies(first, At::After(after), size).await?;
            seen += window.items.len();
        }
        assert_eq!(seen, all.len());
        while let Some(before) = window.before {
            window = repository.replies(first, At::Before(before), size).await?;
            right(&window.items, "backwards");
        }
    }
    repository.close().await;
    Ok(())
}

#[tokio::test]
async fn counts_of_branches_are_right_over_sqlite() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let database = Database::Sqlite(folder.path().join("comments.db"));
    counts_are_right_in_every_window(Repository::open(&database).await?).await
}

#[tokio::test]
async fn counts_of_branches_are_right_over_postgresql() -> Result<()> {
    let server = Postgres::start()?;
    let database = Database::Postgres(server.database("branches")?);
    counts_are_right_in_every_window(Repository::open(&database).await?).await
}

#[tokio::test]
async fn a_reply_writes_the_same_few_rows_however_deep_it_stands() -> Result<()> {
    let folder = folder()?;
    let options = [
        "--changes",
        "0",
        "--log",
        "info,sqlx::query=debug",
        "--log-format",
        "json",
    ];
    let server = Running::start(folder.path(), &options)?;
    let mut above = server.post(None, "the beginning").await?.id;
    for depth in 1..=105 {
        above = server
            .post(Some(&above), &format!("at depth {depth}"))
            .await?
            .id;
    }
    let log = until("the lines of all requests", async || {
        let log = server.log();
        Ok((log.matches("\"status\":201").count() == 106).then_some(log))
    })
    .await?;
    // Of each request the rows that its statements have changed.
    let mut written = vec![0];
    for line in log
        .lines()
        .filter_map(|it| serde_json::from_str::<Value>(it).ok())
    {
        let statement = line["summary"].as_str().unwrap_or_default();
        if statement.starts_with("INSERT") || statement.starts_with("UPDATE") {
            let rows = line["rows_affected"].as_u64().context("a number of rows")?;
            *written.last_mut().context("a request")? += rows;
        }
        if line["status"] == 201 {
            written.push(0);
        }
    }
    assert_eq!(written.len(), 107);
    assert!(
        written[1..106].iter().all(|it| *it == written[1]),
        "{written:?}"
    );
    assert!((1..=5).contains(&written[1]), "{written:?}");
    let page = server.ask(Method::GET, &format!("/articles/{ARTICLE}/comments"));
    let page: Value = page.send().await?.json().await?;
    let thread = &page["items"][0];
    let counts: Vec<_> = (0..3)
        .map(|at| thread["replies"]["items"][at]["replies"].as_u64())
        .collect();
    assert_eq!(
        (thread["count"].as_u64(), counts),
        (Some(105), vec![Some(104), Some(103), Some(102)])
    );
    Ok(())
}
