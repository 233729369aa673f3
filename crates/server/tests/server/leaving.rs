//! Clients that leave while their change is being committed.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use anyhow::{Result, ensure};
use comments::{NewComment, Timestamp};
use server::repository::{
    Database, Repository,
    secrets::{Device, IdempotencyKey, Voter},
};

use crate::running::{ARTICLE, until};

/// What a future answers, or `None` where it is dropped before: after being polled so often.
async fn leave_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polled = 0;
    poll_fn(move |context| {
        polled += 1;
        match future.as_mut().poll(context) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending if polled == polls => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[tokio::test]
async fn committed_change_is_announced_though_its_client_left() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let repository = Repository::open(&Database::Sqlite(folder.path().join("comments.db"))).await?;
    let (article, now) = (ARTICLE.parse()?, Timestamp::from_millis(1_000)?);
    let voter = Voter {
        device: Device::new("a-device-of-this-test")?,
        network: None,
    };
    let create = async |number: usize, polls: usize| {
        let new = NewComment::new(None, "", "text").expect("a comment");
        let key = IdempotencyKey::new(&format!("key-of-a-reader-number-{number}")).expect("a key");
        let create = repository.create(&article, &key, new, now);
        leave_after(polls, create).await.transpose()
    };
    let first = create(0, usize::MAX).await?;
    let first = first.map(|it| it.comment.id);
    // Which poll sends the commit is for the system to say: it is met after some attempts.
    let mut left_behind = 0;
    for attempt in 1.. {
        ensure!(
            attempt < 1_000,
            "nobody left between the commit and its answer"
        );
        let (_, before) = repository.count(&article).await?;
        let seen = repository.notices().generation(&article);
        let answer = create(attempt, 1 + attempt % 40).await?;
        // Who writes next waits until this one has ended.
        if let Some(first) = first {
            repository.report(first, &voter, now).await?;
        }
        let (_, after) = repository.count(&article).await?;
        if after > before {
            until("the change is announced", async || {
                let known = repository.notices().generation(&article);
                Ok((!seen.is_current(known)).then_some(()))
            })
            .await?;
            left_behind += usize::from(answer.is_none());
        }
        if left_behind == 3 {
            break;
        }
    }
    repository.close().await;
    Ok(())
}
