//! Comments by themselves, and how many there are.

use std::collections::HashMap;

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

    /// How many comments articles have, in one query. An article without comments is not among them.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn totals(&self, slugs: &[Slug]) -> Result<HashMap<Slug, u64>, RepositoryError> {
        let mut totals = HashMap::new();
        if slugs.is_empty() {
            return Ok(totals);
        }
        let places: Vec<_> = (1..=slugs.len()).map(|at| format!("${at}")).collect();
        let sql = format!(
            "SELECT slug, total FROM articles WHERE slug IN ({})",
            places.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for slug in slugs {
            query = query.bind(slug.as_str());
        }
        for row in query.fetch_all(&self.read).await? {
            if let Ok(slug) = row.try_get::<String, _>("slug")?.parse() {
                totals.insert(slug, count(row.try_get("total")?));
            }
        }
        Ok(totals)
    }

    /// The newest comments of an article, wherever they stand.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn newest(&self, slug: &Slug, limit: usize) -> Result<Vec<Comment>, RepositoryError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM comments c WHERE c.article = $1 AND c.body IS NOT NULL
            ORDER BY c.created DESC, c.id DESC LIMIT $2"
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(number(limit as u64));
        let rows = Row::read_all(&query.fetch_all(&self.read).await?, Row::read);
        Ok(rows.into_iter().map(|row| row.comment).collect())
    }
}
