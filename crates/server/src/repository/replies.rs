//! The replies of a thread, each below what it answers.

use comments::{At, CommentId, Cursor, Reply, Window};
use sqlx::AssertSqlSafe;

use super::{
    Repository, RepositoryError,
    rows::{COLUMNS, Row, bytes},
};

impl Repository {
    /// Replies of the thread that a comment begins.
    ///
    /// # Errors
    /// `Missing`: it begins none.
    pub async fn replies(
        &self,
        thread: CommentId,
        at: At,
        limit: usize,
    ) -> Result<Window<Reply>, RepositoryError> {
        let (compare, direction, cursor) = match at {
            At::Start => ("", "ASC", None),
            At::After(cursor) => (
                "AND c.path > (SELECT path FROM comments WHERE thread = $1 AND id = $2)",
                "ASC",
                Some(cursor),
            ),
            At::Before(cursor) => (
                "AND c.path < (SELECT path FROM comments WHERE thread = $1 AND id = $2)",
                "DESC",
                Some(cursor),
            ),
        };
        let sql = replies_sql(1, compare, direction, limit + 1);
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(bytes(thread));
        if let Some(cursor) = cursor {
            query = query.bind(bytes(cursor.id));
        }
        let rows = query.fetch_all(&self.read).await?;
        let items: Result<Vec<_>, _> = rows.iter().map(Row::read_reply).collect();
        let mut items: Vec<_> = items?.into_iter().map(|(_, reply)| reply).collect();
        if items.is_empty() && !self.find(thread).await?.path.as_bytes().is_empty() {
            return Err(RepositoryError::Missing);
        }
        let has_more = items.len() > limit;
        items.truncate(limit);
        let (before, after) = match at {
            At::Start | At::After(_) => {
                let before = items.first().map(place).filter(|_| cursor.is_some());
                (before, items.last().map(place).filter(|_| has_more))
            }
            At::Before(_) => {
                items.reverse();
                (
                    items.first().map(place).filter(|_| has_more),
                    items.last().map(place),
                )
            }
        };
        Ok(Window {
            items,
            before,
            after,
        })
    }
}

/// A reply's place in its thread.
pub(super) fn place(reply: &Reply) -> Cursor {
    Cursor {
        key: 0,
        id: reply.comment.id,
    }
}

/// Reads replies of the thread whose id is the parameter with this number, in the order in which they are read.
pub(super) fn replies_sql(thread: usize, compare: &str, direction: &str, limit: usize) -> String {
    format!(
        "SELECT {COLUMNS}, p.name AS to_name FROM comments c LEFT JOIN comments p ON p.id = c.parent
        WHERE c.thread = ${thread} AND c.depth > 0 AND c.shown = 1 {compare} ORDER BY c.path {direction} LIMIT {limit}"
    )
}
