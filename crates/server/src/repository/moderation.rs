//! What the publisher does: reads reports, hides comments, shows them again, deletes them.

use comments::{CommentId, Timestamp};
use sqlx::{AssertSqlSafe, Row as _};

use super::{
    Repository, RepositoryError,
    rows::{Row, bytes, count},
    turn::{Turn, millis},
};

/// A comment that readers have reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Which one.
    pub id: CommentId,
    /// The article that it is on.
    pub article: String,
    /// Who says it; `None` for nobody.
    pub name: Option<String>,
    /// What it says, also where it is hidden.
    pub body: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// How many devices report it; of each network, one.
    pub reports: u64,
    /// When it was reported first, in milliseconds since 1970.
    pub first: u64,
}

impl Repository {
    /// Comments that are reported and say something, the oldest comment first, from the one after `after` on.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn reports(
        &self,
        after: Option<CommentId>,
        limit: usize,
    ) -> Result<Vec<Reported>, RepositoryError> {
        // The limit is in the text, so that PostgreSQL plans for few rows.
        let sql = format!(
            "SELECT t.*, c.article, c.name, c.body, h.name AS hidden_name, h.body AS hidden_body FROM (
                SELECT r.comment AS id, count(*) AS reports, min(r.reported) AS first FROM reports r
                WHERE r.comment > $1 GROUP BY r.comment ORDER BY r.comment LIMIT {limit}
            ) t JOIN comments c ON c.id = t.id LEFT JOIN hidden_comments h ON h.comment = t.id"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(after.map(bytes).unwrap_or_default())
            .fetch_all(&self.read)
            .await?;
        let mut reports = Vec::with_capacity(rows.len());
        for row in &rows {
            let hidden: Option<String> = row.try_get("hidden_body")?;
            let is_hidden = hidden.is_some();
            let body: Option<String> = row.try_get("body")?;
            let name = if is_hidden { "hidden_name" } else { "name" };
            let id: Vec<u8> = row.try_get("id")?;
            let id = id.try_into().ok().map(CommentId::from_bytes);
            if let (Some(Ok(id)), Some(body)) = (id, hidden.or(body)) {
                reports.push(Reported {
                    id,
                    article: row.try_get("article")?,
                    name: row.try_get(name)?,
                    body,
                    is_hidden,
                    reports: count(row.try_get("reports")?),
                    first: count(row.try_get("first")?),
                });
            }
        }
        reports.sort_by_key(|it| it.id);
        Ok(reports)
    }

    /// Removes the reports on a comment: how many there were.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn dismiss(&self, id: CommentId) -> Result<u64, RepositoryError> {
        let query = sqlx::query("DELETE FROM reports WHERE comment = $1").bind(bytes(id));
        Ok(query.execute(&self.write).await?.rows_affected())
    }

    /// Hides a comment: to readers it is as if it were deleted, until it is shown again. Whether it was not hidden before.
    ///
    /// # Errors
    /// `Missing`: it is not there, or is deleted.
    pub async fn hide(&self, id: CommentId, now: Timestamp) -> Result<bool, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        if row.comment.is_deleted() {
            let is_hidden = turn.is_hidden(&row).await?;
            return is_hidden.then_some(false).ok_or(RepositoryError::Missing);
        }
        sqlx::query(
            "INSERT INTO hidden_comments (comment, name, body, edited, hidden) \
            SELECT id, name, body, edited, CAST($2 AS BIGINT) FROM comments WHERE id = $1",
        )
        .bind(bytes(id))
        .bind(millis(now))
        .execute(&mut *turn.transaction)
        .await?;
        sqlx::query(
            "UPDATE comments SET name = NULL, body = NULL, edited = NULL, version = $2 WHERE id = $1",
        )
        .bind(bytes(id))
        .bind(turn.version)
        .execute(&mut *turn.transaction)
        .await?;
        turn.count_said(-1).await?;
        turn.hide_if_empty(row).await?;
        self.end(turn).await?;
        Ok(true)
    }

    /// Shows a hidden comment again, with its votes. Whether it was hidden.
    ///
    /// # Errors
    /// `Missing`: it is not there, or is deleted.
    pub async fn show(&self, id: CommentId) -> Result<bool, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        if !turn.is_hidden(&row).await? {
            let is_said = !row.comment.is_deleted();
            return is_said.then_some(false).ok_or(RepositoryError::Missing);
        }
        sqlx::query(
            "UPDATE comments SET name = h.name, body = h.body, edited = h.edited, version = $2 \
            FROM hidden_comments h WHERE comments.id = $1 AND h.comment = $1",
        )
        .bind(bytes(id))
        .bind(turn.version)
        .execute(&mut *turn.transaction)
        .await?;
        let sql = "DELETE FROM hidden_comments WHERE comment = $1";
        turn.run_on(sql, &row).await?;
        turn.count_said(1).await?;
        turn.bring_back(&row).await?;
        self.end(turn).await?;
        Ok(true)
    }

    /// Deletes a comment, hidden or not, for good. Whether it was not deleted before.
    ///
    /// # Errors
    /// `Missing`: it never was here.
    pub async fn delete_any(&self, id: CommentId) -> Result<bool, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        let is_erased = turn.erase(row).await?;
        if is_erased {
            self.end(turn).await?;
            self.scrub_soon();
        }
        Ok(is_erased)
    }
}

impl Turn {
    async fn is_hidden(&mut self, row: &Row) -> Result<bool, RepositoryError> {
        let sql = "SELECT 1 AS found FROM hidden_comments WHERE comment = $1";
        let query = sqlx::query(sql).bind(bytes(row.comment.id));
        let found = query.fetch_optional(&mut *self.transaction).await?;
        Ok(found.is_some())
    }
}
