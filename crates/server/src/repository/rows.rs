//! Rows of the database as what the domain knows.

use comments::{
    AuthorName, Comment, CommentBody, CommentId, Content, Cursor, Helpful, Origin, Reply, Slug,
    Sort, Timestamp,
};
use sqlx::{Any, AssertSqlSafe, Executor, Row as _, any::AnyRow};

use super::{Path, RepositoryError};

/// What a [`Row`] is read from, of the table `comments` as `c`.
pub(crate) const COLUMNS: &str = "c.id, c.article, c.parent, c.thread, c.path, c.name, c.body, \
    c.created, c.edited, c.helpful, c.below, c.shown, c.born, c.version";

/// A comment as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) comment: Comment,
    pub(crate) article: Slug,
    pub(crate) thread: CommentId,
    pub(crate) path: Path,
    pub(crate) below: u64,
    pub(crate) is_shown: bool,
    pub(crate) born: i64,
    pub(crate) version: i64,
}

/// What was kept breaks a rule that whatever is kept has passed.
fn damaged(what: &str) -> RepositoryError {
    RepositoryError::Damaged(what.to_owned())
}

/// An id for the database.
pub(crate) fn bytes(id: CommentId) -> Vec<u8> {
    id.to_bytes().to_vec()
}

fn id(bytes: Vec<u8>) -> Result<CommentId, RepositoryError> {
    let bytes = bytes.try_into().ok();
    let id = bytes.and_then(|it| CommentId::from_bytes(it).ok());
    id.ok_or_else(|| damaged("an id"))
}

fn time(millis: i64) -> Result<Timestamp, RepositoryError> {
    let millis = u64::try_from(millis).ok();
    let time = millis.and_then(|it| Timestamp::from_millis(it).ok());
    time.ok_or_else(|| damaged("a time"))
}

fn name(text: Option<String>) -> Result<Option<AuthorName>, RepositoryError> {
    let name = text.map(|it| AuthorName::new(&it)).transpose();
    name.map_err(|_| damaged("a name"))
}

pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// A number for the database: what is too big is bigger than all that is there.
pub(crate) fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(crate) fn small(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Row {
    /// The comment with this id.
    pub(crate) async fn find(
        executor: impl Executor<'_, Database = Any>,
        id: CommentId,
    ) -> Result<Self, RepositoryError> {
        let sql = format!("SELECT {COLUMNS} FROM comments c WHERE c.id = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(bytes(id));
        let row = query.fetch_optional(executor).await?;
        Self::read(&row.ok_or(RepositoryError::Missing)?)
    }

    pub(crate) fn read(row: &AnyRow) -> Result<Self, RepositoryError> {
        let body: Option<String> = row.try_get("body")?;
        let body = body.map(|it| CommentBody::new(&it)).transpose();
        let edited: Option<i64> = row.try_get("edited")?;
        let content = match body.map_err(|_| damaged("a text"))? {
            Some(body) => Content::Said {
                name: name(row.try_get("name")?)?,
                body,
                edited: edited.map(time).transpose()?,
            },
            None => Content::Deleted,
        };
        let parent: Option<Vec<u8>> = row.try_get("parent")?;
        let article: String = row.try_get("article")?;
        let shown: i64 = row.try_get("shown")?;
        Ok(Self {
            comment: Comment {
                id: id(row.try_get("id")?)?,
                parent: parent.map(id).transpose()?,
                created: time(row.try_get("created")?)?,
                content,
                helpful: Helpful {
                    count: u32::try_from(row.try_get::<i64, _>("helpful")?).unwrap_or(u32::MAX),
                    mine: false,
                },
                origin: Origin::Elsewhere,
            },
            article: article.parse().map_err(|_| damaged("an article's slug"))?,
            thread: id(row.try_get("thread")?)?,
            path: Path::from_bytes(row.try_get("path")?),
            below: count(row.try_get("below")?),
            is_shown: shown != 0,
            born: row.try_get("born")?,
            version: row.try_get("version")?,
        })
    }

    /// As a reply; the row also has `to_name`.
    pub(crate) fn read_reply(row: &AnyRow) -> Result<(CommentId, Reply), RepositoryError> {
        let to_name = name(row.try_get("to_name")?)?;
        let row = Self::read(row)?;
        let to = row.comment.parent.ok_or_else(|| damaged("a reply"))?;
        let reply = Reply {
            comment: row.comment,
            depth: row.path.depth(),
            to,
            to_name,
            replies: small(row.below),
        };
        Ok((row.thread, reply))
    }

    /// Its place among the threads in an order.
    pub(crate) fn cursor(&self, sort: Sort) -> Cursor {
        let key = match sort {
            Sort::Oldest | Sort::Newest => self.comment.created.as_millis(),
            Sort::Helpful => u64::from(self.comment.helpful.count),
        };
        let id = self.comment.id;
        Cursor { key, id }
    }
}
