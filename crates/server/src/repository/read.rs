//! What is read: pages by keyset, never by offset.

use comments::{
    At, Comment, CommentId, Cursor, FIRST_REPLIES, Page, REPLIES, Reply, Slug, Sort, Thread, Window,
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{
    Repository, RepositoryError,
    rows::{COLUMNS, Row, count, small},
};

/// What was changed, as readers hear of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The version of the article that the change made.
    pub version: i64,
    /// What kind of change, as far as `since` knew.
    pub kind: ChangeKind,
    /// The comment as it is now.
    pub comment: Comment,
}

/// What kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Created,
    /// It says something else, or helps more or fewer.
    Updated,
    /// It says nothing any more.
    Deleted,
}

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

/// A number for the database: what is too big is bigger than all that is there.
fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
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
        let (total, mut rows) = self.threads(slug, sort, at, limit + 1).await?;
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        if matches!(at, At::Before(_)) {
            rows.reverse();
        }
        let ends = (rows.first(), rows.last());
        let (first, last) = (
            ends.0.map(|it| it.cursor(sort)),
            ends.1.map(|it| it.cursor(sort)),
        );
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
            total,
        })
    }

    /// What begins threads, from a place on, and how many comments there are in all.
    async fn threads(
        &self,
        slug: &Slug,
        sort: Sort,
        at: At,
        limit: usize,
    ) -> Result<(usize, Vec<Row>), RepositoryError> {
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
            "SELECT a.total, t.* FROM articles a LEFT JOIN (
                SELECT {COLUMNS} FROM comments c WHERE c.article = $1 AND c.depth = 0 AND c.shown = 1 {place}
                ORDER BY c.{key} {direction}, c.id {direction} LIMIT $2
            ) t ON t.article = a.slug WHERE a.slug = $1 ORDER BY t.{key} {direction}, t.id {direction}"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(number(limit as u64));
        if let Some(cursor) = cursor {
            query = query
                .bind(number(cursor.key))
                .bind(cursor.id.to_bytes().to_vec());
        }
        let rows = query.fetch_all(&self.read).await?;
        let total: i64 = rows
            .first()
            .map(|row| row.try_get("total"))
            .transpose()?
            .unwrap_or_default();
        let mut threads = Vec::with_capacity(rows.len());
        for row in &rows {
            if row.try_get::<Option<Vec<u8>>, _>("id")?.is_some() {
                threads.push(Row::read(row)?);
            }
        }
        Ok((small(count(total)), threads))
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
                query = query.bind(id.to_bytes().to_vec());
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
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(thread.to_bytes().to_vec());
        if let Some(cursor) = cursor {
            query = query.bind(cursor.id.to_bytes().to_vec());
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

    /// The threads around a comment, with it among its thread's replies, and the article that it is on.
    ///
    /// # Errors
    /// `Missing`: it is not there, or nothing of it is shown.
    pub async fn context(
        &self,
        sort: Sort,
        id: CommentId,
        limit: usize,
    ) -> Result<(Slug, Page), RepositoryError> {
        let row = self.find(id).await?;
        if !row.is_shown {
            return Err(RepositoryError::Missing);
        }
        let root = if row.thread == id {
            row.clone()
        } else {
            self.find(row.thread).await?
        };
        let slug = row.article.clone();
        let cursor = root.cursor(sort);
        let half = limit / 2;
        let (_, mut earlier) = self
            .threads(&slug, sort, At::Before(cursor), half + 1)
            .await?;
        let (total, mut later) = self.threads(&slug, sort, At::After(cursor), half).await?;
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
        Ok((
            slug,
            Page {
                threads: Window {
                    items,
                    before,
                    after,
                },
                total,
            },
        ))
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

    pub(crate) async fn find(&self, id: CommentId) -> Result<Row, RepositoryError> {
        let sql = format!("SELECT {COLUMNS} FROM comments c WHERE c.id = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(id.to_bytes().to_vec());
        let row = query.fetch_optional(&self.read).await?;
        Row::read(&row.ok_or(RepositoryError::Missing)?)
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

    /// What was changed on an article after a version, the oldest change first. Of a comment that was changed more than once,
    /// the last.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn changes(
        &self,
        slug: &Slug,
        since: i64,
        limit: usize,
    ) -> Result<Vec<Change>, RepositoryError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM comments c WHERE c.article = $1 AND c.version > $2 ORDER BY c.version LIMIT $3"
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(slug.as_str())
            .bind(since);
        let rows = query
            .bind(number(limit as u64))
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(|row| change(row, since)).collect()
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

fn change(row: &AnyRow, since: i64) -> Result<Change, RepositoryError> {
    let Row {
        comment,
        born,
        version,
        ..
    } = Row::read(row)?;
    let kind = match (comment.is_deleted(), born > since) {
        (true, _) => ChangeKind::Deleted,
        (false, true) => ChangeKind::Created,
        (false, false) => ChangeKind::Updated,
    };
    Ok(Change {
        version,
        kind,
        comment,
    })
}

/// A reply's place in its thread.
fn place(reply: &Reply) -> Cursor {
    Cursor {
        key: 0,
        id: reply.comment.id,
    }
}

/// Reads replies of the thread whose id is the parameter with this number, in the order in which they are read.
fn replies_sql(thread: usize, compare: &str, direction: &str, limit: usize) -> String {
    format!(
        "SELECT {COLUMNS}, p.name AS to_name FROM comments c LEFT JOIN comments p ON p.id = c.parent
        WHERE c.thread = ${thread} AND c.depth > 0 AND c.shown = 1 {compare} ORDER BY c.path {direction} LIMIT {limit}"
    )
}
