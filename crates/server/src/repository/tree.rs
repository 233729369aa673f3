//! How the tree of comments shows: what says nothing is out of sight unless something below it is shown.

use comments::CommentId;
use sqlx::AssertSqlSafe;

use super::{
    RepositoryError,
    rows::{COLUMNS, Row, bytes},
    turn::Turn,
};

impl Turn {
    /// Takes out of sight what says nothing and has nothing below it, and so on upwards: at most as many as a path has
    /// places, and each once.
    pub(super) async fn hide_if_empty(&mut self, mut row: Row) -> Result<(), RepositoryError> {
        while !self.has_shown_below(&row).await? {
            self.set_shown(&row, false).await?;
            let Some(above) = self.above(&row).await?.pop() else {
                return Ok(());
            };
            row = above;
            if !row.comment.is_deleted() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Brings what says something again back into sight, and what stands above it.
    pub(super) async fn bring_back(&mut self, row: &Row) -> Result<(), RepositoryError> {
        let mut all = self.above(row).await?;
        all.push(row.clone());
        for row in all.iter().filter(|it| !it.is_shown) {
            self.set_shown(row, true).await?;
        }
        Ok(())
    }

    async fn has_shown_below(&mut self, row: &Row) -> Result<bool, RepositoryError> {
        let sql = "SELECT 1 AS found FROM comments c WHERE c.thread = $1 AND c.shown = 1 AND c.path > $2 AND c.path < $3 \
            LIMIT 1";
        let found = sqlx::query(sql)
            .bind(bytes(row.thread))
            .bind(row.path.as_bytes().to_vec())
            .bind(row.path.branch_end())
            .fetch_optional(&mut *self.transaction)
            .await?;
        Ok(found.is_some())
    }

    async fn set_shown(&mut self, row: &Row, is_shown: bool) -> Result<(), RepositoryError> {
        sqlx::query("UPDATE comments SET shown = $2, version = $3 WHERE id = $1")
            .bind(bytes(row.comment.id))
            .bind(i64::from(is_shown))
            .bind(self.version)
            .execute(&mut *self.transaction)
            .await?;
        // The comment that begins the thread counts those below it, not itself.
        if row.comment.id != row.thread {
            self.count_in_thread(row.thread, if is_shown { 1 } else { -1 })
                .await?;
        }
        Ok(())
    }

    async fn count_in_thread(
        &mut self,
        thread: CommentId,
        change: i64,
    ) -> Result<(), RepositoryError> {
        sqlx::query("UPDATE comments SET descendants = descendants + $2 WHERE id = $1")
            .bind(bytes(thread))
            .bind(change)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// What stands above it, from the beginning of the thread down.
    async fn above(&mut self, row: &Row) -> Result<Vec<Row>, RepositoryError> {
        let above = row.path.above();
        if above.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<_> = (2..2 + above.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM comments c WHERE c.thread = $1 AND c.path IN ({})",
            places.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(bytes(row.thread));
        for path in above {
            query = query.bind(path.as_bytes().to_vec());
        }
        let rows = query.fetch_all(&mut *self.transaction).await?;
        let mut rows = Row::read_all(&rows, Row::read);
        rows.sort_by(|one, next| one.path.cmp(&next.path));
        Ok(rows)
    }
}
