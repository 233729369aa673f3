//! The repository passes the suite that every store passes, over SQLite and over PostgreSQL.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use anyhow::Result;
use comments::{
    Command, Comment, CommentId, CommentStore, Found, NewComment, PAGE, Query, REPLIES, Slug,
    StoreError, Timestamp, contract::every_store_keeps_the_contract,
};
use server::repository::{
    Database, Repository, RepositoryError,
    secrets::{Device, EditToken, IdempotencyKey, Voter},
};
use tokio::task::LocalSet;

use crate::postgres::Postgres;

/// A reader's view of the repository: one article, one device, the tokens of the comments it has posted.
struct Reader {
    repository: Repository,
    slug: Slug,
    voter: Voter,
    tokens: Rc<RefCell<HashMap<CommentId, EditToken>>>,
}

fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let millis = u64::try_from(since.as_millis()).unwrap_or_default();
    Timestamp::from_millis(millis).unwrap_or_default()
}

fn told(error: RepositoryError) -> StoreError {
    match error {
        RepositoryError::Missing => StoreError::Missing,
        RepositoryError::Changed | RepositoryError::KeyReused => StoreError::Changed,
        error => StoreError::Place {
            reason: error.to_string(),
        },
    }
}

impl Reader {
    /// The token of a comment that one of them has posted.
    fn token(&self, id: CommentId) -> Result<EditToken, StoreError> {
        let token = self.tokens.borrow().get(&id).cloned();
        token.ok_or(StoreError::Missing)
    }
}

impl Reader {
    async fn create(&self, id: CommentId, new: NewComment) -> Result<Comment, RepositoryError> {
        let key = IdempotencyKey::new(&format!("{id}-of-the-suite")).expect("a key");
        let posted = self.repository.create(&self.slug, &key, new, now()).await?;
        let token = posted.edit_token.expect("it is told within a day");
        self.tokens.borrow_mut().insert(posted.comment.id, token);
        Ok(posted.comment)
    }
}

impl CommentStore for Reader {
    async fn query(&self, query: Query) -> Result<Found, StoreError> {
        let repository = &self.repository;
        let found = match query {
            Query::Page(sort, at) => repository
                .page(&self.slug, sort, at, PAGE)
                .await
                .map(Found::Threads),
            Query::Replies(thread, at) => repository
                .replies(thread, at, REPLIES)
                .await
                .map(Found::Replies),
            Query::Context(sort, id) => {
                repository.context(sort, id, PAGE).await.map(Found::Threads)
            }
        };
        found.map_err(told)
    }

    async fn execute(&self, command: Command) -> Result<Option<Comment>, StoreError> {
        let repository = &self.repository;
        let done = match command {
            Command::Create { id, new } => self.create(id, new).await.map(Some),
            Command::Edit { id, body, seen } => {
                let token = self.token(id)?;
                let edited = repository.edit(id, &token, body, seen, now()).await;
                edited.map(Some)
            }
            Command::Delete(id) => {
                let token = self.token(id)?;
                repository.delete(id, &token, None).await.map(|()| None)
            }
            Command::Helpful(id, mine) => repository.helpful(id, &self.voter, mine).await.map(Some),
            Command::Report(id) => repository
                .report(id, &self.voter, now())
                .await
                .map(|_| None),
        };
        done.map_err(told)
    }

    fn subscribe(&self, hear: impl Fn() + Clone + 'static) {
        let mut notices = self.repository.notices().subscribe(&self.slug);
        tokio::task::spawn_local(async move {
            while notices.changed().await.is_ok() {
                hear();
            }
        });
    }
}

/// Two readers on two servers, with the same database, of an article that has no comments yet.
async fn keeps_the_contract(one: Repository, other: Repository) {
    let number = Cell::new(0);
    let suite = every_store_keeps_the_contract(
        async || {
            number.set(number.get() + 1);
            let slug: Slug = format!("article-{}", number.get()).parse().expect("a slug");
            let tokens = Rc::default();
            [&one, &other].map(|repository| Reader {
                repository: repository.clone(),
                slug: slug.clone(),
                voter: Voter {
                    device: Device::new("a-device-of-this-test").expect("long enough"),
                    network: None,
                },
                tokens: Rc::clone(&tokens),
            })
        },
        async || tokio::time::sleep(Duration::from_millis(10)).await,
    );
    LocalSet::new().run_until(suite).await;
    one.close().await;
    other.close().await;
}

#[tokio::test]
async fn sqlite_keeps_the_contract() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let repository = Repository::open(&Database::Sqlite(folder.path().join("comments.db"))).await?;
    keeps_the_contract(repository.clone(), repository).await;
    Ok(())
}

#[tokio::test]
async fn postgresql_keeps_the_contract() -> Result<()> {
    let server = Postgres::start()?;
    let database = Database::Postgres(server.database("contract")?);
    let one = Repository::open(&database).await?;
    let other = Repository::open(&database).await?;
    keeps_the_contract(one, other).await;
    Ok(())
}
