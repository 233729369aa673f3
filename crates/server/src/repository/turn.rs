//! [`Turn`]: whoever writes on an article first takes its row, so that numbers follow each other and readers see each change
//! whole.

use comments::{CommentId, Slug, Timestamp};
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};

use super::{
    Repository, RepositoryError,
    notices::Change,
    rows::{COLUMNS, Row, bytes, count},
    secrets::{EditToken, IdempotencyKey},
    write::Posted,
};

/// So long after a comment was posted its edit token is told again to whoever repeats the request, in milliseconds: a day.
const REPLAYS: u64 = 24 * 60 * 60 * 1_000;

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

/// So far ahead of the clock a comment may be dated so that it stands after the one before, in milliseconds.
const MOST_AHEAD: i64 = 60_000;

/// The moment of a change: later than the one before, also where the clock was moved back a little. Where that one is far
/// ahead, the clock was wrong then: it is believed again now, and the future does not stick.
pub(super) fn next_moment(now: Timestamp, last: i64) -> Result<Timestamp, RepositoryError> {
    let now = millis(now);
    let next = last.saturating_add(1);
    if next <= now.saturating_add(MOST_AHEAD) {
        return moment(now.max(next));
    }
    tracing::warn!(
        ahead_ms = next.saturating_sub(now),
        "the comment before is dated in the future: the clock was wrong then, or is now"
    );
    moment(now)
}

fn moment(millis: i64) -> Result<Timestamp, RepositoryError> {
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

    /// Commits changes of comments, and announces them.
    pub(super) async fn end(&self, turn: Turn) -> Result<(), RepositoryError> {
        let change = Change::Content(turn.version);
        self.commit(turn, change).await
    }

    /// Commits a change of votes, and announces it.
    pub(super) async fn end_vote(&self, turn: Turn) -> Result<(), RepositoryError> {
        let change = Change::Votes(turn.version);
        self.commit(turn, change).await
    }

    /// Commits and announces in a task of its own: a client that leaves, or a request that takes too long, drops this future,
    /// and must not come between the commit and the notice.
    async fn commit(&self, turn: Turn, change: Change) -> Result<(), RepositoryError> {
        let notices = self.notices.clone();
        let Turn {
            mut transaction,
            slug,
            ..
        } = turn;
        let committing = tokio::spawn(async move {
            notices.send_along(&mut transaction, &slug, change).await?;
            let committed = transaction.commit().await;
            match committed {
                Ok(()) => notices.committed(slug, change),
                Err(_) => notices.uncertain(slug),
            }
            Ok(committed?)
        });
        let committed = committing.await;
        // It is neither aborted nor does it panic, but for a fault.
        committed.unwrap_or_else(|error| Err(RepositoryError::Damaged(error.to_string())))
    }
}

impl Turn {
    pub(super) async fn find(&mut self, id: CommentId) -> Result<Row, RepositoryError> {
        Row::find(&mut *self.transaction, id).await
    }

    /// The answer that was given to the same request before. Its edit token is told again for [`REPLAYS`] only.
    pub(super) async fn replay(
        &mut self,
        key: &IdempotencyKey,
        key_hash: &[u8],
        request: &[u8],
        now: Timestamp,
    ) -> Result<Option<Posted>, RepositoryError> {
        let sql = format!(
            "SELECT {COLUMNS}, c.request_hash, c.nonce FROM comments c WHERE c.key_hash = $1"
        );
        let query = sqlx::query(AssertSqlSafe(sql)).bind(key_hash.to_vec());
        let Some(row) = query.fetch_optional(&mut *self.transaction).await? else {
            return Ok(None);
        };
        let comment = Row::read(&row)?.comment;
        if comment.is_deleted() {
            return Err(RepositoryError::Gone);
        }
        if row.try_get::<Vec<u8>, _>("request_hash")? != request {
            return Err(RepositoryError::KeyReused);
        }
        let age = millis(now).abs_diff(millis(comment.created));
        let nonce: Vec<u8> = row.try_get("nonce")?;
        Ok(Some(Posted {
            comment,
            edit_token: (key.is_secret() && age <= REPLAYS).then(|| key.token(&nonce)),
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

    /// The number of the next reply in a thread, which is counted.
    pub(super) async fn next_reply(&mut self, thread: CommentId) -> Result<u64, RepositoryError> {
        let sql = "UPDATE comments SET reply_seq = reply_seq + 1, descendants = descendants + 1 WHERE id = $1 \
            RETURNING reply_seq";
        let row = sqlx::query(sql)
            .bind(bytes(thread))
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(count(row.try_get("reply_seq")?))
    }
}
