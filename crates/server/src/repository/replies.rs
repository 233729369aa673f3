//! The replies of a thread, each below what it answers.

use comments::{At, AuthorName, CommentId, Cursor, List, Reply, Window};
use sqlx::{AssertSqlSafe, Row as _};

use super::{
    Path, Repository, RepositoryError,
    rows::{COLUMNS, Row, bytes, count, small},
};

/// Replies of one thread that follow each other in it.
pub(super) struct Run {
    pub(super) thread: CommentId,
    replies: Vec<(Path, Reply)>,
    /// Whether others follow.
    pub(super) has_more: bool,
}

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
        // Only the comment that begins the thread has the empty path.
        let root = Vec::new();
        let (range, direction, parameters) = match at {
            At::Start => ("c.path > $2", "ASC", vec![root]),
            At::After(cursor) => (
                "c.path > (SELECT path FROM comments WHERE thread = $1 AND id = $2)",
                "ASC",
                vec![bytes(cursor.id)],
            ),
            At::Before(cursor) => (
                "c.path > $2 AND c.path < (SELECT path FROM comments WHERE thread = $1 AND id = $3)",
                "DESC",
                vec![root, bytes(cursor.id)],
            ),
        };
        let sql = replies_sql(1, range, direction, limit + 1);
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(bytes(thread));
        for parameter in parameters {
            query = query.bind(parameter);
        }
        let mut rows = query.fetch_all(&self.read).await?;
        if rows.is_empty() && self.find(thread).await?.thread != thread {
            return Err(RepositoryError::Missing);
        }
        let is_full = rows.len() > limit;
        rows.truncate(limit);
        if matches!(at, At::Before(_)) {
            rows.reverse();
        }
        // Before a place, that place follows at least.
        let has_more = is_full || matches!(at, At::Before(_));
        let rows = Row::read_all(&rows, Row::read_reply);
        let mut runs = vec![Run::new(thread, rows, has_more)];
        self.count_branches(&mut runs).await?;
        let items: Vec<_> = runs.into_iter().flat_map(Run::into_replies).collect();
        let (first, last) = (items.first().map(place), items.last().map(place));
        let (before, after) = match at {
            At::Start | At::After(_) => {
                (first.filter(|_| at != At::Start), last.filter(|_| is_full))
            }
            At::Before(_) => (first.filter(|_| is_full), last),
        };
        Ok(Window {
            items,
            before,
            after,
        })
    }

    /// Counts what is below each reply: one query for all of them, or none. What is below a reply follows it, so it is in
    /// the run, or behind its end; only branches that reach over the end are counted in the database, each part of them once.
    pub(super) async fn count_branches(&self, runs: &mut [Run]) -> Result<(), RepositoryError> {
        let ranges: Vec<_> = runs.iter().enumerate().flat_map(open_ranges).collect();
        let mut beyond = vec![0; ranges.len()];
        if !ranges.is_empty() {
            let parts: Vec<_> = (0..ranges.len())
                .map(|at| {
                    let parameter = 3 * at + 1;
                    format!(
                        "SELECT CAST({at} AS BIGINT) AS part, count(*) AS replies FROM comments c
                        WHERE c.thread = ${} AND c.shown = 1 AND c.path > ${} AND c.path < ${}",
                        parameter,
                        parameter + 1,
                        parameter + 2
                    )
                })
                .collect();
            let mut query = sqlx::query(AssertSqlSafe(parts.join(" UNION ALL ")));
            for range in &ranges {
                query = query
                    .bind(bytes(range.thread))
                    .bind(range.after.clone())
                    .bind(range.before.clone());
            }
            for row in query.fetch_all(&self.read).await? {
                let part = small(count(row.try_get("part")?));
                if let Some(counted) = beyond.get_mut(part) {
                    *counted = small(count(row.try_get("replies")?));
                }
            }
        }
        for (run, place) in runs.iter_mut().zip(0..) {
            run.count_within();
            // From the innermost branch out: an outer one has all that the inner ones have.
            let mut sum = 0;
            for (range, counted) in ranges.iter().zip(&beyond).filter(|(it, _)| it.run == place) {
                sum += counted;
                run.replies[range.reply].1.replies += sum;
            }
        }
        Ok(())
    }
}

impl Run {
    /// Replies in their order, each with the name of whom it answers.
    pub(super) fn new(
        thread: CommentId,
        rows: Vec<(Row, Option<AuthorName>)>,
        has_more: bool,
    ) -> Self {
        let replies = rows.into_iter().map(|(row, to_name)| {
            let reply = Reply {
                depth: row.path.depth(),
                to: row.comment.parent.unwrap_or(thread),
                to_name,
                replies: 0,
                comment: row.comment,
            };
            (row.path, reply)
        });
        Self {
            thread,
            replies: replies.collect(),
            has_more,
        }
    }

    pub(super) fn into_replies(self) -> impl Iterator<Item = Reply> {
        self.replies.into_iter().map(|(_, reply)| reply)
    }

    /// Counts for each reply those of the run that are below it.
    fn count_within(&mut self) {
        let paths: Vec<_> = self.replies.iter().map(|(path, _)| path.clone()).collect();
        for (at, (path, reply)) in self.replies.iter_mut().enumerate() {
            let below = paths[at + 1..].iter().take_while(|it| it.is_below(path));
            reply.replies = below.count();
        }
    }
}

/// A part of a branch that reaches over the end of its run: without what branches within it have.
struct OpenRange {
    run: usize,
    /// Whose branch, of the run.
    reply: usize,
    thread: CommentId,
    after: Vec<u8>,
    before: Vec<u8>,
}

/// The branches that reach over the end of a run, the innermost first: at most as many as a path has places.
fn open_ranges((number, run): (usize, &Run)) -> Vec<OpenRange> {
    let Some((last, _)) = run.replies.last().filter(|_| run.has_more) else {
        return Vec::new();
    };
    let mut after = last.as_bytes().to_vec();
    let open = run.replies.iter().enumerate().rev();
    let open = open.filter(|(_, (path, _))| path == last || last.is_below(path));
    let ranges = open.map(|(reply, (path, _))| {
        let end = path.branch_end();
        OpenRange {
            run: number,
            reply,
            thread: run.thread,
            after: std::mem::replace(&mut after, end.clone()),
            before: end,
        }
    });
    ranges.collect()
}

/// A reply's place in its thread.
pub(super) fn place(reply: &Reply) -> Cursor {
    Cursor {
        list: List::Replies,
        key: 0,
        id: reply.comment.id,
    }
}

/// Reads replies of the thread whose id is the parameter `thread`, in the order in which they are read.
pub(super) fn replies_sql(thread: usize, range: &str, direction: &str, limit: usize) -> String {
    format!(
        "SELECT {COLUMNS}, p.name AS to_name FROM comments c LEFT JOIN comments p ON p.id = c.parent
        WHERE c.thread = ${thread} AND c.shown = 1 AND {range} ORDER BY c.path {direction} LIMIT {limit}"
    )
}
