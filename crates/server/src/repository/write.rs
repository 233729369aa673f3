//! What is written. Whoever writes on an article first takes its turn (the row of the article), so that numbers follow each
//! other and readers see each change whole.

use comments::{Comment, CommentBody, CommentId, Content, NewComment, Slug, Timestamp};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

use super::{
    Path, Repository, RepositoryError,
    rows::{COLUMNS, Row, count},
    secrets::{self, Device, EditToken, IdempotencyKey},
};

/// A comment that was posted.
#[derive(Clone, Debug)]
pub struct Posted {
    /// As it is kept.
    pub comment: Comment,
    /// With this it can be edited and deleted.
    pub edit_token: EditToken,
}

/// A turn at writing on an article.
struct Turn {
    transaction: Transaction<'static, Any>,
    slug: Slug,
    version: i64,
    latest: i64,
}

fn millis(time: Timestamp) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

fn moment(millis: i64) -> Result<Timestamp, RepositoryError> {
    let time = Timestamp::from_millis(count(millis));
    time.map_err(|_| RepositoryError::Damaged("the clock".to_owned()))
}

fn bytes(id: CommentId) -> Vec<u8> {
    id.to_bytes().to_vec()
}

impl Repository {
    async fn turn(&self, slug: &Slug) -> Result<Turn, RepositoryError> {
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
    async fn end(&self, turn: Turn) -> Result<(), RepositoryError> {
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

    /// Keeps a new comment. With the key and the words of one that was kept before, it is that one.
    ///
    /// # Errors
    /// `Missing`: what it answers is not there, or is deleted. `KeyReused`: the key is another comment's.
    pub async fn create(
        &self,
        slug: &Slug,
        key: &IdempotencyKey,
        new: NewComment,
        now: Timestamp,
    ) -> Result<Posted, RepositoryError> {
        let key_hash = key.hash(slug);
        let request = secrets::request(&new);
        let mut turn = self.turn(slug).await?;
        if let Some(posted) = turn.replay(key, &key_hash, &request).await? {
            return Ok(posted);
        }
        let created = moment(millis(now).max(turn.latest + 1))?;
        let id = CommentId::new(created, random()?);
        let parent = match new.parent {
            Some(parent) => Some(turn.find(parent).await?),
            None => None,
        };
        let is_there = parent
            .as_ref()
            .is_none_or(|it| it.article == *slug && !it.comment.is_deleted());
        if !is_there {
            return Err(RepositoryError::Missing);
        }
        let (thread, path) = match parent {
            Some(parent) => {
                let number = turn.next_reply(parent.thread).await?;
                (parent.thread, parent.path.below(number))
            }
            None => (id, Path::default()),
        };
        let nonce: [u8; 16] = random()?;
        let edit_token = key.token(&nonce);
        let comment = new.at(id, created);
        let body = match &comment.content {
            Content::Said { body, .. } => Some(body.as_str().to_owned()),
            Content::Deleted => None,
        };
        let sql = "INSERT INTO comments (id, article, parent, thread, path, depth, name, body, created, born, version, \
            key_hash, request_hash, nonce, token_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13, $14)";
        sqlx::query(sql)
            .bind(bytes(id))
            .bind(slug.as_str())
            .bind(comment.parent.map(bytes))
            .bind(bytes(thread))
            .bind(path.as_bytes().to_vec())
            .bind(i64::try_from(path.depth()).unwrap_or(i64::MAX))
            .bind(comment.name().map(|it| it.as_str().to_owned()))
            .bind(body)
            .bind(millis(created))
            .bind(turn.version)
            .bind(key_hash.to_vec())
            .bind(request.to_vec())
            .bind(nonce.to_vec())
            .bind(edit_token.hash().to_vec())
            .execute(&mut *turn.transaction)
            .await?;
        turn.count_above(thread, &path, 1).await?;
        sqlx::query("UPDATE articles SET total = total + 1, latest = $2 WHERE slug = $1")
            .bind(slug.as_str())
            .bind(millis(created))
            .execute(&mut *turn.transaction)
            .await?;
        self.end(turn).await?;
        Ok(Posted {
            comment,
            edit_token,
        })
    }

    /// Gives a comment another text, if it is still the version `seen`.
    ///
    /// # Errors
    /// `Missing`; `Forbidden`: the token is another comment's; `Changed`: it is another version.
    pub async fn edit(
        &self,
        id: CommentId,
        token: &EditToken,
        body: CommentBody,
        seen: Timestamp,
        now: Timestamp,
    ) -> Result<Comment, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        turn.is_allowed(id, token).await?;
        let name = match row.comment.content {
            Content::Said { ref name, .. } => name.clone(),
            Content::Deleted => return Err(RepositoryError::Missing),
        };
        let version = row.comment.version();
        if version != seen {
            return Err(RepositoryError::Changed);
        }
        let edited = moment(millis(now).max(millis(version) + 1))?;
        sqlx::query("UPDATE comments SET body = $2, edited = $3, version = $4 WHERE id = $1")
            .bind(bytes(id))
            .bind(body.as_str())
            .bind(millis(edited))
            .bind(turn.version)
            .execute(&mut *turn.transaction)
            .await?;
        self.end(turn).await?;
        let content = Content::Said {
            name,
            body,
            edited: Some(edited),
        };
        Ok(Comment {
            content,
            ..row.comment
        })
    }

    /// Deletes a comment: with something below it, it leaves a tombstone. What is deleted already is.
    ///
    /// # Errors
    /// `Missing`: it never was here; `Forbidden`; `Changed`: it is another version than `seen`.
    pub async fn delete(
        &self,
        id: CommentId,
        token: &EditToken,
        seen: Option<Timestamp>,
    ) -> Result<(), RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        turn.is_allowed(id, token).await?;
        if row.comment.is_deleted() {
            return Ok(());
        }
        if seen.is_some_and(|it| it != row.comment.version()) {
            return Err(RepositoryError::Changed);
        }
        sqlx::query("UPDATE comments SET name = NULL, body = NULL, edited = NULL, version = $2 WHERE id = $1")
            .bind(bytes(id))
            .bind(turn.version)
            .execute(&mut *turn.transaction)
            .await?;
        sqlx::query("UPDATE articles SET total = total - 1 WHERE slug = $1")
            .bind(turn.slug.as_str().to_owned())
            .execute(&mut *turn.transaction)
            .await?;
        turn.hide_if_empty(row).await?;
        self.end(turn).await
    }

    /// Says for a device that a comment helps, or not any more.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn helpful(
        &self,
        id: CommentId,
        device: &Device,
        mine: bool,
    ) -> Result<Comment, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let mut row = turn.find(id).await?;
        if row.comment.is_deleted() {
            return Err(RepositoryError::Missing);
        }
        let sql = if mine {
            "INSERT INTO votes (comment, device) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM votes WHERE comment = $1 AND device = $2"
        };
        let device = device.hash(&id.to_bytes()).to_vec();
        let query = sqlx::query(sql).bind(bytes(id)).bind(device);
        let is_changed = query.execute(&mut *turn.transaction).await?.rows_affected() > 0;
        if is_changed {
            let helpful = row.comment.helpful.count;
            let helpful = if mine {
                helpful.saturating_add(1)
            } else {
                helpful.saturating_sub(1)
            };
            sqlx::query("UPDATE comments SET helpful = $2, version = $3 WHERE id = $1")
                .bind(bytes(id))
                .bind(i64::from(helpful))
                .bind(turn.version)
                .execute(&mut *turn.transaction)
                .await?;
            self.end(turn).await?;
            row.comment.helpful.count = helpful;
        }
        row.comment.helpful.mine = mine;
        Ok(row.comment)
    }

    /// Reports a comment to the publisher: one report a device.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn report(
        &self,
        id: CommentId,
        device: &Device,
        now: Timestamp,
    ) -> Result<(), RepositoryError> {
        if self.find(id).await?.comment.is_deleted() {
            return Err(RepositoryError::Missing);
        }
        sqlx::query("INSERT INTO reports (comment, device, reported) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(bytes(id))
            .bind(device.hash(&id.to_bytes()).to_vec())
            .bind(millis(now))
            .execute(&self.write)
            .await?;
        Ok(())
    }
}

fn random<const N: usize>() -> Result<[u8; N], RepositoryError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| RepositoryError::Damaged(error.to_string()))?;
    Ok(bytes)
}

impl Turn {
    async fn find(&mut self, id: CommentId) -> Result<Row, RepositoryError> {
        let sql = format!("SELECT {COLUMNS} FROM comments c WHERE c.id = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(bytes(id));
        let row = query.fetch_optional(&mut *self.transaction).await?;
        Row::read(&row.ok_or(RepositoryError::Missing)?)
    }

    /// The answer that was given to the same request before.
    async fn replay(
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

    async fn is_allowed(
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

    async fn next_reply(&mut self, thread: CommentId) -> Result<u64, RepositoryError> {
        let sql = "UPDATE comments SET answers = answers + 1 WHERE id = $1 RETURNING answers";
        let row = sqlx::query(sql)
            .bind(bytes(thread))
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(count(row.try_get("answers")?))
    }

    /// Counts a comment at `path` for all that stand above it.
    async fn count_above(
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
    async fn hide_if_empty(&mut self, mut row: Row) -> Result<(), RepositoryError> {
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
