//! Deletion: nothing is left of a comment but its place.

use super::{
    RepositoryError,
    rows::{Row, bytes},
    turn::Turn,
};

impl Turn {
    /// Erases a comment's words, hidden ones too, the votes and reports on it, and what the request that posted it could be
    /// known by. Its place stays (its id, what it answers and when it was posted), and the hashes of its key and its edit
    /// token: so that a late repetition of the request does not post it again. Whether there was anything to erase.
    pub(super) async fn erase(&mut self, row: Row) -> Result<bool, RepositoryError> {
        let id = row.comment.id;
        let sql = "DELETE FROM hidden_comments WHERE comment = $1";
        let was_hidden = self.run_on(sql, &row).await? > 0;
        let was_said = !row.comment.is_deleted();
        if !was_said && !was_hidden {
            return Ok(false);
        }
        self.run_on("DELETE FROM votes WHERE comment = $1", &row)
            .await?;
        self.run_on("DELETE FROM reports WHERE comment = $1", &row)
            .await?;
        sqlx::query(
            "UPDATE comments SET name = NULL, body = NULL, edited = NULL, helpful = 0, request_hash = $2, nonce = $2, \
            version = $3 WHERE id = $1",
        )
        .bind(bytes(id))
        .bind(Vec::<u8>::new())
        .bind(self.version)
        .execute(&mut *self.transaction)
        .await?;
        if was_said {
            self.count_said(-1).await?;
            self.hide_if_empty(row).await?;
        }
        Ok(true)
    }

    /// Counts a comment that says something, or does no longer.
    pub(super) async fn count_said(&mut self, change: i64) -> Result<(), RepositoryError> {
        sqlx::query("UPDATE articles SET total = total + $2 WHERE slug = $1")
            .bind(self.slug.as_str().to_owned())
            .bind(change)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Runs a statement whose one parameter is a comment's id: how many rows it has changed.
    pub(super) async fn run_on(
        &mut self,
        sql: &'static str,
        row: &Row,
    ) -> Result<u64, RepositoryError> {
        let query = sqlx::query(sql).bind(bytes(row.comment.id));
        Ok(query.execute(&mut *self.transaction).await?.rows_affected())
    }
}
