//! Threads, page by page: by keyset, never by offset.

use std::collections::HashMap;

use comments::{
    At, CommentId, Cursor, FIRST_REPLIES, List, Page, REPLIES, Reply, Slug, Sort, Thread, Window,
};
use sqlx::{AssertSqlSafe, Row as _};

use super::{
    Repository, RepositoryError,
    replies::{Run, place, replies_sql},
    rows::{COLUMNS, Row, bytes, count, number, small},
};

/// Threads in an order, where one reads them.
struct Order {
    /// What the order goes by.
    key: &'static str,
    /// How what comes later compares.
    later: &'static str,
    earlier: &'static str,
    ascending: &'static str,
    descending: &'static str,
}

const fn order(sort: Sort) -> Order {
    let (key, is_up) = match sort {
        Sort::Oldest => ("created", true),
        Sort::Newest => ("created", false),
        Sort::Helpful => ("helpful", false),
    };
    let (later, earlier) = if is_up { (">", "<") } else { ("<", ">") };
    let (ascending, descending) = if is_up {
        ("ASC", "DESC")
    } else {
        ("DESC", "ASC")
    };
    Order {
        key,
        later,
        earlier,
        ascending,
        descending,
    }
}

/// What begins threads.
struct Found {
    counts: Counts,
    rows: Vec<Row>,
    /// Whether others follow.
    has_more: bool,
}

/// What an article counts.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Its comments; tombstones are none.
    total: usize,
    /// Its changes.
    version: u64,
}

impl Repository {
    /// Threads in an order, each with its first replies: two queries.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn page(
        &self,
        slug: &Slug,
        sort: Sort,
        at: At,
        limit: usize,
    ) -> Result<Page, RepositoryError> {
        let Found {
            counts,
            mut rows,
            has_more,
        } = self.threads(slug, sort, at, limit).await?;
        if matches!(at, At::Before(_)) {
            rows.reverse();
        }
        let first = rows.first().map(|it| it.cursor(sort));
        let last = rows.last().map(|it| it.cursor(sort));
        let (before, after) = match at {
            At::Start => (None, last.filter(|_| has_more)),
            At::After(_) => (first, last.filter(|_| has_more)),
            At::Before(_) => (first.filter(|_| has_more), last),
        };
        let items = self.with_replies(rows).await?;
        Ok(Page {
            threads: Window {
                items,
                before,
                after,
            },
            total: counts.total,
            version: counts.version,
        })
    }

    /// What begins threads, from a place on (the nearest first), and how many comments there are in all.
    async fn threads(
        &self,
        slug: &Slug,
        sort: Sort,
        at: At,
        limit: usize,
    ) -> Result<Found, RepositoryError> {
        let Order {
            key,
            later,
            earlier,
            ascending,
            descending,
        } = order(sort);
        let (compare, direction, cursor) = match at {
            At::Start => ("", ascending, None),
            At::After(cursor) => (later, ascending, Some(cursor)),
            At::Before(cursor) => (earlier, descending, Some(cursor)),
        };
        let place = if cursor.is_some() {
            format!("AND (c.{key}, c.id) {compare} ($3, $4)")
        } else {
            String::new()
        };
        let sql = format!(
            "SELECT a.total, a.version AS changes, t.* FROM articles a LEFT JOIN (
                SELECT {COLUMNS} FROM comments c WHERE c.article = $1 AND c.depth = 0 AND c.shown = 1 {place}
                ORDER BY c.{key} {direction}, c.id {direction} LIMIT $2
            ) t ON t.article = a.slug WHERE a.slug = $1"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(number(limit as u64 + 1));
        if let Some(cursor) = cursor {
            query = query.bind(cursor.key.cast_signed()).bind(bytes(cursor.id));
        }
        let mut rows = query.fetch_all(&self.read).await?;
        let mut counts = Counts::default();
        if let Some(row) = rows.first() {
            counts.total = small(count(row.try_get("total")?));
            counts.version = count(row.try_get("changes")?);
        }
        // An article without threads has a row without one.
        rows.retain(|row| !matches!(row.try_get::<Option<Vec<u8>>, _>("id"), Ok(None)));
        let has_more = rows.len() > limit;
        let mut rows = Row::read_all(&rows, Row::read);
        // The database sorts for the limit; what comes out of a join has no order.
        rows.sort_by_key(|row| (row.key(sort), row.comment.id));
        if direction == "DESC" {
            rows.reverse();
        }
        rows.truncate(limit);
        Ok(Found {
            counts,
            rows,
            has_more,
        })
    }

    /// Threads with their first replies: one query for all of them.
    async fn with_replies(&self, rows: Vec<Row>) -> Result<Vec<Thread>, RepositoryError> {
        let with: Vec<_> = rows.iter().filter(|it| it.descendants > 0).collect();
        let mut runs = Vec::new();
        if !with.is_empty() {
            let parts: Vec<_> = (1..=with.len())
                .map(|at| {
                    format!(
                        "SELECT * FROM ({}) r{at}",
                        replies_sql(at + 1, "c.path > $1", "ASC", FIRST_REPLIES)
                    )
                })
                .collect();
            let mut query =
                sqlx::query(AssertSqlSafe(parts.join(" UNION ALL "))).bind(Vec::<u8>::new());
            for row in &with {
                query = query.bind(bytes(row.comment.id));
            }
            let read = Row::read_all(&query.fetch_all(&self.read).await?, Row::read_reply);
            let mut by_thread = HashMap::<_, Vec<_>>::new();
            for reply in read {
                by_thread.entry(reply.0.thread).or_default().push(reply);
            }
            for row in with {
                let mut replies = by_thread.remove(&row.comment.id).unwrap_or_default();
                replies.sort_by(|(one, _), (next, _)| one.path.cmp(&next.path));
                let has_more = replies.len() < small(row.descendants);
                runs.push(Run::new(row.comment.id, replies, has_more));
            }
        }
        self.count_branches(&mut runs).await?;
        let mut runs = runs.into_iter().peekable();
        let threads = rows.into_iter().map(|row| {
            let run = runs.next_if(|it| it.thread == row.comment.id);
            let has_more = run.as_ref().is_some_and(|it| it.has_more);
            let items: Vec<_> = run.into_iter().flat_map(Run::into_replies).collect();
            Thread {
                replies: Window {
                    before: None,
                    after: items.last().map(place).filter(|_| has_more),
                    items,
                },
                count: small(row.descendants),
                first: row.comment,
            }
        });
        Ok(threads.collect())
    }

    /// The threads around a comment, with it among its thread's replies.
    ///
    /// # Errors
    /// `Missing`: it is not there, or nothing of it is shown.
    pub async fn context(
        &self,
        sort: Sort,
        id: CommentId,
        limit: usize,
    ) -> Result<Page, RepositoryError> {
        // First the version, then the comments: who reads this hears of every change after it.
        let slug = self.find(id).await?.article;
        let (total, version) = self.count(&slug).await?;
        let row = self.find(id).await?;
        if !row.is_shown {
            return Err(RepositoryError::Missing);
        }
        let root = if row.thread == id {
            row.clone()
        } else {
            self.find(row.thread).await?
        };
        let cursor = root.cursor(sort);
        let half = limit / 2;
        let earlier = self.threads(&slug, sort, At::Before(cursor), half);
        let earlier = earlier.await?;
        let later = self.threads(&slug, sort, At::After(cursor), half.saturating_sub(1));
        let later = later.await?;
        let (more_earlier, more_later) = (earlier.has_more, later.has_more);
        let mut rows = earlier.rows;
        rows.reverse();
        rows.push(root);
        rows.extend(later.rows);
        let before = rows
            .first()
            .map(|it| it.cursor(sort))
            .filter(|_| more_earlier);
        let after = rows.last().map(|it| it.cursor(sort)).filter(|_| more_later);
        let mut items = self.with_replies(rows).await?;
        let own = items
            .iter_mut()
            .find(|it| it.first.id == row.thread && row.thread != id);
        if let Some(thread) = own {
            thread.replies = self.replies_around(&row).await?;
        }
        Ok(Page {
            threads: Window {
                items,
                before,
                after,
            },
            total: small(total),
            version: count(version),
        })
    }

    /// Replies of a thread around one of them.
    async fn replies_around(&self, row: &Row) -> Result<Window<Reply>, RepositoryError> {
        let here = Cursor {
            list: List::Replies,
            key: 0,
            id: row.comment.id,
        };
        let mut window = self
            .replies(row.thread, At::Before(here), REPLIES / 2)
            .await?;
        let last = window
            .items
            .last()
            .map_or(At::Start, |it| At::After(place(it)));
        let before = window.before;
        window.append(self.replies(row.thread, last, REPLIES / 2).await?);
        window.before = before;
        Ok(window)
    }
}
