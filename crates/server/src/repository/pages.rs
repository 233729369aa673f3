//! Threads, page by page: by keyset, never by offset.

use comments::{
    At, CommentId, Cursor, FIRST_REPLIES, Page, REPLIES, Reply, Slug, Sort, Thread, Window,
};
use sqlx::{AssertSqlSafe, Row as _};

use super::{
    Repository, RepositoryError,
    replies::{place, replies_sql},
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
        let (counts, mut rows) = self.threads(slug, sort, at, limit + 1).await?;
        let has_more = rows.len() > limit;
        rows.truncate(limit);
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

    /// What begins threads, from a place on, and how many comments there are in all.
    async fn threads(
        &self,
        slug: &Slug,
        sort: Sort,
        at: At,
        limit: usize,
    ) -> Result<(Counts, Vec<Row>), RepositoryError> {
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
            ) t ON t.article = a.slug WHERE a.slug = $1 ORDER BY t.{key} {direction}, t.id {direction}"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(number(limit as u64));
        if let Some(cursor) = cursor {
            query = query.bind(number(cursor.key)).bind(bytes(cursor.id));
        }
        let rows = query.fetch_all(&self.read).await?;
        let mut counts = Counts::default();
        if let Some(row) = rows.first() {
            counts.total = small(count(row.try_get("total")?));
            counts.version = count(row.try_get("changes")?);
        }
        let mut threads = Vec::with_capacity(rows.len());
        for row in &rows {
            if row.try_get::<Option<Vec<u8>>, _>("id")?.is_some() {
                threads.push(Row::read(row)?);
            }
        }
        Ok((counts, threads))
    }

    /// Threads with their first replies: one query for all of them.
    async fn with_replies(&self, rows: Vec<Row>) -> Result<Vec<Thread>, RepositoryError> {
        let with: Vec<_> = rows
            .iter()
            .filter(|it| it.below > 0)
            .map(|it| it.comment.id)
            .collect();
        let mut replies = Vec::new();
        if !with.is_empty() {
            let parts: Vec<_> = (1..=with.len())
                .map(|at| {
                    format!(
                        "SELECT * FROM ({}) r{at}",
                        replies_sql(at, "", "ASC", FIRST_REPLIES)
                    )
                })
                .collect();
            let mut query = sqlx::query(AssertSqlSafe(parts.join(" UNION ALL ")));
            for id in &with {
                query = query.bind(bytes(*id));
            }
            for row in query.fetch_all(&self.read).await? {
                replies.push(Row::read_reply(&row)?);
            }
        }
        let threads = rows.into_iter().map(|row| {
            let of_it = replies
                .iter()
                .filter(|(thread, _)| *thread == row.comment.id);
            let items: Vec<_> = of_it.map(|(_, reply)| reply.clone()).collect();
            let count = small(row.below);
            let after = items.last().map(place).filter(|_| items.len() < count);
            Thread {
                replies: Window {
                    items,
                    before: None,
                    after,
                },
                count,
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
        let row = self.find(id).await?;
        if !row.is_shown {
            return Err(RepositoryError::Missing);
        }
        let root = if row.thread == id {
            row.clone()
        } else {
            self.find(row.thread).await?
        };
        let slug = &row.article;
        let cursor = root.cursor(sort);
        let half = limit / 2;
        let (_, mut earlier) = self
            .threads(slug, sort, At::Before(cursor), half + 1)
            .await?;
        let (counts, mut later) = self.threads(slug, sort, At::After(cursor), half).await?;
        let (more_earlier, more_later) = (earlier.len() > half, later.len() + 1 > half);
        earlier.truncate(half);
        later.truncate(half.saturating_sub(1));
        let mut rows = earlier;
        rows.reverse();
        rows.push(root);
        rows.append(&mut later);
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
            total: counts.total,
            version: counts.version,
        })
    }

    /// Replies of a thread around one of them.
    async fn replies_around(&self, row: &Row) -> Result<Window<Reply>, RepositoryError> {
        let here = Cursor {
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
