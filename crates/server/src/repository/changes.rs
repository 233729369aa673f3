//! The changes of an article, as subscribers hear of them.

use comments::{Comment, CommentId, Slug};
use sqlx::{Any, AssertSqlSafe, Database, Row as _, any::AnyRow, query::Query};

pub use super::position::{Position, PositionError};
use super::{
    Repository, RepositoryError,
    rows::{COLUMNS, Row, count, id, number},
};

/// A change of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place after it.
    pub position: Position,
    /// What changed.
    pub kind: ChangeKind,
}

/// What changed since the place from which changes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The comment is new.
    Created(Comment),
    /// It was edited, or is shown again.
    Updated(Comment),
    /// It was deleted, or is not shown any more.
    Deleted(Comment),
    /// It has this number of votes.
    Votes(CommentId, u32),
}

/// A list of an article's changes: its columns, and the condition that says which rows it has and where they stand. The
/// parameters are the article and the place.
struct List {
    columns: &'static str,
    rows: &'static str,
    order: &'static str,
}

/// Changes of comments, by the index `changes`.
const CONTENT: List = List {
    columns: COLUMNS,
    rows: "c.article = $1 AND (c.version, c.id) > ($2, $3)",
    order: "c.version, c.id",
};

/// Changes of votes, by the index `vote_changes`.
const VOTES: List = List {
    columns: "c.id, c.helpful, c.votes_version",
    rows: "c.article = $1 AND c.votes_version > 0 AND (c.votes_version, c.id) > ($2, $3) AND c.body IS NOT NULL",
    order: "c.votes_version, c.id",
};

impl Repository {
    /// At most `limit` changes of an article after a place, the oldest first. Of a comment that was changed more than once, the
    /// last change, and the last change of its votes.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn changes(
        &self,
        slug: &Slug,
        since: Position,
        limit: usize,
    ) -> Result<Vec<Change>, RepositoryError> {
        let content = self.rows(&CONTENT, slug, since, limit).await?;
        let votes = self.rows(&VOTES, slug, since, limit).await?;
        // A row that cannot be read is left out: the stream goes on.
        let mut changes = Row::read_all(&content, |row| changed(row, since));
        changes.extend(Row::read_all(&votes, voted));
        // Each list is whole up to its end, so the first of both together are.
        changes.sort_by_key(|change| change.position);
        changes.truncate(limit);
        Ok(changes)
    }

    /// Whether there are more than `limit` changes of comments, or of votes, after a place.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn has_more_changes(
        &self,
        slug: &Slug,
        since: Position,
        limit: usize,
    ) -> Result<bool, RepositoryError> {
        for List { rows, order, .. } in [CONTENT, VOTES] {
            let sql =
                format!("SELECT 1 FROM comments c WHERE {rows} ORDER BY {order} LIMIT 1 OFFSET $4");
            let found = query(sql, slug, since, limit);
            if found.fetch_optional(&self.read).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn rows(
        &self,
        list: &List,
        slug: &Slug,
        since: Position,
        limit: usize,
    ) -> Result<Vec<AnyRow>, RepositoryError> {
        let List {
            columns,
            rows,
            order,
        } = list;
        let sql =
            format!("SELECT {columns} FROM comments c WHERE {rows} ORDER BY {order} LIMIT $4");
        let found = query(sql, slug, since, limit);
        Ok(found.fetch_all(&self.read).await?)
    }
}

/// A statement with the parameters of a [`List`] and a limit.
fn query(
    sql: String,
    slug: &Slug,
    since: Position,
    limit: usize,
) -> Query<'static, Any, <Any as Database>::Arguments> {
    sqlx::query(AssertSqlSafe(sql))
        .bind(slug.to_string())
        .bind(since.version())
        .bind(since.id().to_vec())
        .bind(number(limit as u64))
}

fn changed(row: &AnyRow, since: Position) -> Result<Change, RepositoryError> {
    let Row {
        comment,
        created_version,
        version,
        ..
    } = Row::read(row)?;
    let position = Position::after(version, comment.id);
    let kind = if comment.is_deleted() {
        ChangeKind::Deleted(comment)
    } else if Position::after(created_version, comment.id) > since {
        ChangeKind::Created(comment)
    } else {
        ChangeKind::Updated(comment)
    };
    Ok(Change { position, kind })
}

fn voted(row: &AnyRow) -> Result<Change, RepositoryError> {
    let id = id(row.try_get("id")?)?;
    let helpful = count(row.try_get("helpful")?);
    Ok(Change {
        position: Position::after(row.try_get("votes_version")?, id),
        kind: ChangeKind::Votes(id, u32::try_from(helpful).unwrap_or(u32::MAX)),
    })
}
