//! [`Turn`]: whoever writes on an article first takes its row, so that numbers follow each other and readers see each change
//! whole.

use comments::{CommentId, Slug, Timestamp};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

use super::{
    Path, Repository, RepositoryError,
    rows::{COLUMNS, Row, bytes, count},
    secrets::{EditToken, IdempotencyKey},
    write::Posted,
};

/// A turn at writing on an article.
pub(super) struct Turn {
    pub(super) transaction: Transaction<'static, Any>,
    pub(super) slug: Slug,
    pub(super) version: i64,
    pub(super) latest: i64,
}

pub(super) fn millis(time: Timestamp) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn moment(millis: i64) -> Result<Timestamp, RepositoryError> {
    let time = Timestamp::from_millis(count(millis));
    time.map_err(|_| RepositoryError::Damaged("the clock".to_owned()))
}

impl Repository {
    pub(super) async fn turn(&self, slug: &Slug) -> Result<Turn, RepositoryError> {
        let mut transaction = self.begin().await?;
        sqlx::query("INSERT INTO articles (slug) VALUES ($1) ON CONFLICT DO NOTHING")
            .bind(slug.as_str())
            .execute(&mut *transaction)
            .await?;
        let sql =
            "UPDATE articles SET version = version + 1 WHERE slug = $1 RETURNING version, latest";
        let row = sqlx::query(sql)
            .bind(slug.as_str())
            .fetch_one(&mut *transaction)
            .await?;
        let (version, latest) = (row.try_get("version")?, row.try_get("latest")?);
        Ok(Turn {
            transaction,
            slug: slug.clone(),
            version,
            latest,
        })
    }

    /// Keeps the change, and tells of it.
    pub(super) async fn end(&self, turn: Turn) -> Result<(), RepositoryError> {
        let Turn {
            mut transaction,
            slug,
            version,
            ..
        } = turn;
        self.notices
            .send_along(&mut transaction, &slug, version)
            .await?;
        transaction.commit().await?;
        self.notices.committed(slug, version);
        Ok(())
    }
}

impl Turn {
    pub(super) async fn find(&mut self, id: CommentId) -> Result<Row, RepositoryError> {
        Row::find(&mut *self.transaction, id).await
    }

    /// The answer that was given to the same request before.
    pub(super) async fn replay(
        &mut self,
        key: &IdempotencyKey,
        key_hash: &[u8],
        request: &[u8],
    ) -> Result<Option<Posted>, RepositoryError> {
        let sql = format!(
            "SELECT {COLUMNS}, c.request_hash, c.nonce FROM comments c WHERE c.key_hash = $1"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(key_hash.to_vec());
        let Some(row) = query.fetch_optional(&mut *self.transaction).await? else {
            return Ok(None);
        };
        if row.try_get::<Vec<u8>, _>("request_hash")? != request {
            return Err(RepositoryError::KeyReused);
        }
        let nonce: Vec<u8> = row.try_get("nonce")?;
        let comment = Row::read(&row)?.comment;
        Ok(Some(Posted {
            comment,
            edit_token: key.token(&nonce),
        }))
    }

    pub(super) async fn is_allowed(
        &mut self,
        id: CommentId,
        token: &EditToken,
    ) -> Result<(), RepositoryError> {
        let query = sqlx::query("SELECT token_hash FROM comments WHERE id = $1").bind(bytes(id));
        let row = query.fetch_one(&mut *self.transaction).await?;
        // Hashes of random texts: how long the comparison takes says nothing of the token.
        let is_right = row.try_get::<Vec<u8>, _>("token_hash")? == token.hash();
        is_right.then_some(()).ok_or(RepositoryError::Forbidden)
    }

    pub(super) async fn next_reply(&mut self, thread: CommentId) -> Result<u64, RepositoryError> {
        let sql = "UPDATE comments SET answers = answers + 1 WHERE id = $1 RETURNING answers";
        let row = sqlx::query(sql)
            .bind(bytes(thread))
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(count(row.try_get("answers")?))
    }

    /// Counts a comment at `path` for all that stand above it.
    pub(super) async fn count_above(
        &mut self,
        thread: CommentId,
        path: &Path,
        change: i64,
    ) -> Result<(), RepositoryError> {
        let above = path.above();
        if above.is_empty() {
            return Ok(());
        }
        let places: Vec<_> = (3..3 + above.len()).map(|at| format!("${at}")).collect();
        let places = places.join(", ");
        let sql = format!(
            "UPDATE comments SET below = below + $2 WHERE thread = $1 AND path IN ({places})"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(bytes(thread))
            .bind(change);
        for path in above {
            query = query.bind(path.as_bytes().to_vec());
        }
        query.execute(&mut *self.transaction).await?;
        Ok(())
    }

    /// Hides what says nothing and has nothing below it, and so on upwards.
    pub(super) async fn hide_if_empty(&mut self, mut row: Row) -> Result<(), RepositoryError> {
        while row.below == 0 {
            sqlx::query("UPDATE comments SET shown = 0, version = $2 WHERE id = $1")
                .bind(bytes(row.comment.id))
                .bind(self.version)
                .execute(&mut *self.transaction)
                .await?;
            self.count_above(row.thread, &row.path, -1).await?;
            let Some(above) = row.path.above().pop() else {
                return Ok(());
            };
            let sql =
                format!("SELECT {COLUMNS} FROM comments c WHERE c.thread = $1 AND c.path = $2");
            let query = sqlx::query(AssertSqlSafe(sql))
                .bind(bytes(row.thread))
                .bind(above.as_bytes().to_vec());
            row = Row::read(&query.fetch_one(&mut *self.transaction).await?)?;
            if !row.comment.is_deleted() {
                return Ok(());
            }
        }
        Ok(())
    }
}
