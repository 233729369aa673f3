//! What was changed, as readers hear of it.

use comments::{Comment, Slug};
use sqlx::{AssertSqlSafe, any::AnyRow};

use super::{
    Repository, RepositoryError,
    rows::{COLUMNS, Row, number},
};

/// What was changed, as readers hear of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version of the article that the change made.
    pub version: i64,
    /// What kind of change, as far as `since` knew.
    pub kind: ChangeKind,
    /// The comment as it is now.
    pub comment: Comment,
}

/// What kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Created,
    /// It says something else, or helps more or fewer.
    Updated,
    /// It says nothing any more.
    Deleted,
}

impl Repository {
    /// What was changed on an article after a version, the oldest change first. Of a comment that was changed more than once,
    /// the last.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn changes(
        &self,
        slug: &Slug,
        since: i64,
        limit: usize,
    ) -> Result<Vec<Change>, RepositoryError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM comments c WHERE c.article = $1 AND c.version > $2 ORDER BY c.version LIMIT $3"
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(since);
        let rows = query
            .bind(number(limit as u64))
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(|row| change(row, since)).collect()
    }
}

fn change(row: &AnyRow, since: i64) -> Result<Change, RepositoryError> {
    let Row {
        comment,
        born,
        version,
        ..
    } = Row::read(row)?;
    let kind = match (comment.is_deleted(), born > since) {
        (true, _) => ChangeKind::Deleted,
        (false, true) => ChangeKind::Created,
        (false, false) => ChangeKind::Updated,
    };
    Ok(Change {
        version,
        kind,
        comment,
    })
}
