//! Comments by themselves, and how many there are.

use comments::{Comment, CommentId, Slug};
use sqlx::{AssertSqlSafe, Row as _};

use super::{
    Repository, RepositoryError,
    rows::{COLUMNS, Row, count, number},
};

impl Repository {
    /// A comment, a tombstone too where it is shown.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn comment(&self, id: CommentId) -> Result<Comment, RepositoryError> {
        let row = self.find(id).await?;
        row.is_shown
            .then_some(row.comment)
            .ok_or(RepositoryError::Missing)
    }

    /// The article that a comment is on.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn article_of(&self, id: CommentId) -> Result<Slug, RepositoryError> {
        self.find(id).await.map(|row| row.article)
    }

    pub(crate) async fn find(&self, id: CommentId) -> Result<Row, RepositoryError> {
        Row::find(&self.read, id).await
    }

    /// How many comments an article has, and the version of its comments.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn count(&self, slug: &Slug) -> Result<(u64, i64), RepositoryError> {
        let query =
            sqlx::query("SELECT total, version FROM articles WHERE slug = $1").bind(slug.as_str());
        let Some(row) = query.fetch_optional(&self.read).await? else {
            return Ok((0, 0));
        };
        Ok((count(row.try_get("total")?), row.try_get("version")?))
    }

    /// The newest comments of an article, wherever they stand.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn newest(&self, slug: &Slug, limit: usize) -> Result<Vec<Comment>, RepositoryError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM comments c WHERE c.article = $1 AND c.body IS NOT NULL ORDER BY c.created DESC LIMIT $2"
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(number(limit as u64));
        let rows = query.fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| Row::read(row).map(|it| it.comment))
            .collect()
    }
}
