//! Rows of the database as what the domain knows.

use comments::{
    AuthorName, Comment, CommentBody, CommentId, Content, Cursor, Helpful, List, Origin, Slug,
    Sort, Timestamp,
};
use sqlx::{Any, AssertSqlSafe, Executor, Row as _, any::AnyRow};

use super::{Path, RepositoryError, unreadable};

/// What a [`Row`] is read from, of the table `comments` as `c`.
pub(crate) const COLUMNS: &str = "c.id, c.article, c.parent, c.thread, c.path, c.name, c.body, \
    c.created, c.edited, c.helpful, c.descendants, c.shown, c.created_version, c.version";

/// A comment as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) comment: Comment,
    pub(crate) article: Slug,
    pub(crate) thread: CommentId,
    pub(crate) path: Path,
    /// How many comments below it are shown, where it begins a thread; of a reply 0.
    pub(crate) descendants: u64,
    pub(crate) is_shown: bool,
    pub(crate) created_version: i64,
    pub(crate) version: i64,
    /// As kept: what pages go by, even where it is no moment that a comment can have.
    created: i64,
    helpful: i64,
}

/// What was kept breaks a rule that whatever is kept has passed.
fn damaged(what: &str) -> RepositoryError {
    RepositoryError::Damaged(what.to_owned())
}

/// An id for the database.
pub(crate) fn bytes(id: CommentId) -> Vec<u8> {
    id.to_bytes().to_vec()
}

pub(crate) fn id(bytes: Vec<u8>) -> Result<CommentId, RepositoryError> {
    let bytes = bytes.try_into().ok();
    let id = bytes.and_then(|it| CommentId::from_bytes(it).ok());
    id.ok_or_else(|| damaged("an id"))
}

/// A moment; of one that no comment can have, 1970.
fn time(id: CommentId, millis: i64) -> Timestamp {
    let time = u64::try_from(millis).ok();
    let time = time.and_then(|it| Timestamp::from_millis(it).ok());
    time.unwrap_or_else(|| {
        unreadable::log(id, "a time");
        Timestamp::default()
    })
}

fn name(id: CommentId, text: Option<String>) -> Option<AuthorName> {
    let name = text.map(|it| AuthorName::new(&it)).transpose();
    name.unwrap_or_else(|_| {
        unreadable::log(id, "a name");
        None
    })
}

/// A text; in place of one that breaks a rule of today, [`unreadable::TEXT`].
fn body(id: CommentId, text: Option<String>) -> Option<CommentBody> {
    let body = CommentBody::new(&text?);
    let body = body.or_else(|_| {
        unreadable::log(id, "a text");
        CommentBody::new(unreadable::TEXT)
    });
    body.ok()
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
        let own = id(row.try_get("id")?)?;
        let edited: Option<i64> = row.try_get("edited")?;
        let content = match body(own, row.try_get("body")?) {
            Some(body) => Content::Said {
                name: name(own, row.try_get("name")?),
                body,
                edited: edited.map(|it| time(own, it)),
            },
            None => Content::Deleted,
        };
        let parent: Option<Vec<u8>> = row.try_get("parent")?;
        let article: String = row.try_get("article")?;
        let shown: i64 = row.try_get("shown")?;
        let (created, helpful) = (row.try_get("created")?, row.try_get("helpful")?);
        Ok(Self {
            comment: Comment {
                id: own,
                parent: parent.map(id).transpose()?,
                created: time(own, created),
                content,
                helpful: Helpful {
                    count: u32::try_from(count(helpful)).unwrap_or(u32::MAX),
                    mine: false,
                },
                origin: Origin::Elsewhere,
            },
            article: article.parse().map_err(|_| damaged("an article's slug"))?,
            thread: id(row.try_get("thread")?)?,
            path: Path::from_bytes(row.try_get("path")?),
            descendants: count(row.try_get("descendants")?),
            is_shown: shown != 0,
            created_version: row.try_get("created_version")?,
            version: row.try_get("version")?,
            created,
            helpful,
        })
    }

    /// All that can be read. What cannot is left out, and logged: one bad row takes none of the others with it.
    pub(crate) fn read_all<T>(
        rows: &[AnyRow],
        read: impl Fn(&AnyRow) -> Result<T, RepositoryError>,
    ) -> Vec<T> {
        let read = |row| read(row).inspect_err(unreadable::log_row).ok();
        rows.iter().filter_map(read).collect()
    }

    /// What a reply answers, and whom; the row also has `to_name`.
    pub(crate) fn read_reply(row: &AnyRow) -> Result<(Self, Option<AuthorName>), RepositoryError> {
        let it = Self::read(row)?;
        let to_name = name(it.comment.id, row.try_get("to_name")?);
        Ok((it, to_name))
    }

    /// What an order goes by, as kept.
    pub(crate) fn key(&self, sort: Sort) -> i64 {
        match sort {
            Sort::Oldest | Sort::Newest => self.created,
            Sort::Helpful => self.helpful,
        }
    }

    /// Its place among the threads in an order.
    pub(crate) fn cursor(&self, sort: Sort) -> Cursor {
        Cursor {
            list: List::Threads(sort),
            key: self.key(sort).cast_unsigned(),
            id: self.comment.id,
        }
    }
}
