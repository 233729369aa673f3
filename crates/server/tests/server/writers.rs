//! Two writers at once: nothing is counted twice or lost, and versions follow each other.

use std::collections::BTreeSet;

use anyhow::Result;
use comments::{At, CommentId, NewComment, PAGE, REPLIES, Slug, Sort};
use server::{
    clock::now,
    repository::{
        Database, Repository,
        secrets::{Device, IdempotencyKey, Voter},
    },
};
use tokio::task::JoinSet;

use crate::{postgres::Postgres, running::ARTICLE};

/// So many write at once, and so often.
const WRITERS: u64 = 8;
const EACH: u64 = 12;

async fn post(
    repository: &Repository,
    slug: &Slug,
    parent: Option<CommentId>,
    text: &str,
) -> Result<CommentId> {
    let key = IdempotencyKey::new(&format!("a-key-of-the-writers-{}", text.replace(' ', "-")))?;
    let new = NewComment::new(parent, "Hana", text).expect("a comment");
    Ok(repository.create(slug, &key, new, now()).await?.comment.id)
}

async fn many_write_at_once(url: &str, repositories: [Repository; 2]) -> Result<()> {
    let slug: Slug = ARTICLE.parse()?;
    let first = post(&repositories[0], &slug, None, "the one that all answer").await?;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let repository = repositories[usize::try_from(writer % 2)?].clone();
        let slug = slug.clone();
        writers.spawn(async move {
            for number in 0..EACH {
                let text = format!("reply {number} of {writer}");
                post(&repository, &slug, Some(first), &text).await?;
                let device = Device::new(&format!("a-device-called-{writer}-{number}"))?;
                let network = None;
                repository
                    .helpful(first, &Voter { device, network }, true)
                    .await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = writers.join_next().await {
        done??;
    }
    let all = WRITERS * EACH;
    let repository = &repositories[1];
    let page = repository
        .page(&slug, Sort::Oldest, At::Start, PAGE)
        .await?;
    assert_eq!(page.version, 1 + 2 * all, "each change is one version");
    assert_eq!(page.total as u64, 1 + all);
    let thread = &page.threads.items[0];
    assert_eq!(thread.count as u64, all);
    assert_eq!(u64::from(thread.first.helpful.count), all);
    let mut replies = repository.replies(first, At::Start, REPLIES).await?;
    while let Some(after) = replies.after {
        replies.append(repository.replies(first, At::After(after), REPLIES).await?);
    }
    let ids: BTreeSet<_> = replies.items.iter().map(|it| it.comment.id).collect();
    assert_eq!(ids.len() as u64, all, "each reply is there, once");
    let times: Vec<_> = replies.items.iter().map(|it| it.comment.created).collect();
    assert!(
        times.is_sorted_by(|one, next| one < next),
        "in the order of their numbers: {times:?}"
    );
    let pool = sqlx::AnyPool::connect(url).await?;
    let versions: i64 = sqlx::query_scalar("SELECT count(DISTINCT created_version) FROM comments")
        .fetch_one(&pool)
        .await?;
    assert_eq!(
        u64::try_from(versions)?,
        1 + all,
        "no two comments have one version"
    );
    pool.close().await;
    for repository in repositories {
        repository.close().await;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_writers_at_once_over_sqlite() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("comments.db");
    let url = format!("sqlite://{}", file.display());
    let database = Database::Sqlite(file);
    let one = Repository::open(&database).await?;
    // Another process, as a command is.
    let other = Repository::open_beside(&database).await?;
    many_write_at_once(&url, [one, other]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_writers_at_once_over_postgresql() -> Result<()> {
    let server = Postgres::start()?;
    let url = server.database("writers")?;
    let database = Database::Postgres(url.clone());
    let one = Repository::open(&database).await?;
    let other = Repository::open(&database).await?;
    many_write_at_once(&url, [one, other]).await
}
