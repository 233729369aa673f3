//! [`Cache`]: values made from an article's comments, each made once a change.
//!
//! | state of the value | answer |
//! | --- | --- |
//! | current | it |
//! | outdated | waits at most [`PATIENCE`] for the one task that makes it anew; then the outdated one, while that task goes on |
//! | missing | waits for that task |
//!
//! So a writer who reloads sees the own comment; and however slow the database is, a reader gets a page, whose stream of events
//! begins at its version and brings what it lacks.

use std::{
    collections::HashMap,
    fmt,
    future::Future,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use comments::Slug;
use futures_util::{
    FutureExt,
    future::{BoxFuture, Shared},
};
use moka::sync;
use tokio::time::{sleep, timeout};

use crate::{
    problem::Problem,
    repository::notices::{Generation, Notices},
};

/// Longest wait for an up-to-date value where there is an outdated one.
const PATIENCE: Duration = Duration::from_secs(1);
/// Minimum time from one making of a value to the next, in multiples of how long the last one took: so that an article that
/// changes all the time takes a fifth of a core.
const PACE: u32 = 5;
/// Longest pause for that reason.
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// What a cached value weighs.
pub(crate) trait Weight {
    /// Approximate size in memory, in bytes.
    fn bytes(&self) -> usize;
}

/// A value as it was made.
#[derive(Debug)]
struct Made<V> {
    value: Arc<V>,
    /// The article's generation that it has at least.
    generation: Generation,
    /// When the comments were read.
    begun: Instant,
    /// How long it took.
    cost: Duration,
}

impl<V> Clone for Made<V> {
    fn clone(&self) -> Self {
        Self {
            value: Arc::clone(&self.value),
            ..*self
        }
    }
}

/// A task that makes a value, for all who wait for it.
type Making<V> = Shared<BoxFuture<'static, Result<Made<V>, Problem>>>;

/// Values by key, up to a number of bytes. A clone is the same cache.
pub(crate) struct Cache<K, V>(Arc<Inner<K, V>>);

struct Inner<K, V> {
    notices: Notices,
    made: sync::Cache<K, Made<V>>,
    making: Mutex<HashMap<K, Making<V>>>,
}

impl<K, V> fmt::Debug for Cache<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

impl<K, V> Clone for Cache<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, V> Cache<K, V>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    V: Weight + Send + Sync + 'static,
{
    /// An empty cache that holds values of at most `bytes` in all.
    pub(crate) fn new(notices: Notices, bytes: u64) -> Self {
        let weigh = |_: &K, made: &Made<V>| u32::try_from(made.value.bytes()).unwrap_or(u32::MAX);
        let made = sync::Cache::builder().weigher(weigh).max_capacity(bytes);
        Self(Arc::new(Inner {
            notices,
            made: made.build(),
            making: Mutex::default(),
        }))
    }

    /// The value at `key`, which is made from an article's comments by `build`: that answers it and the version of the comments
    /// that it has at least.
    ///
    /// # Errors
    /// Those of `build`, where there is no outdated value.
    pub(crate) async fn get<F>(
        &self,
        key: &K,
        article: &Slug,
        build: impl Fn() -> F,
    ) -> Result<Arc<V>, Problem>
    where
        F: Future<Output = Result<(V, i64), Problem>> + Send + 'static,
    {
        let begin = Instant::now();
        let mut last = self.0.made.get(key);
        loop {
            if let Some(made) = &last
                && self.is_current(made, article)
            {
                return Ok(Arc::clone(&made.value));
            }
            let making = self.making(key, article, &build);
            let made = match &last {
                None => Ok(making.await),
                Some(_) => timeout(PATIENCE.saturating_sub(begin.elapsed()), making).await,
            };
            match (made, last) {
                (Ok(Ok(made)), _) => last = Some(made),
                (Ok(Err(problem)), None) => return Err(problem),
                (Ok(Err(_)) | Err(_), Some(outdated)) => return Ok(outdated.value),
                // Without an outdated value there is no limit.
                (Err(_), None) => return Err(Problem::Unavailable),
            }
        }
    }

    fn is_current(&self, made: &Made<V>, article: &Slug) -> bool {
        let notices = &self.0.notices;
        let is_young = notices
            .max_age()
            .is_none_or(|longest| made.begun.elapsed() < longest);
        is_young && made.generation.is_current(notices.generation(article))
    }

    /// The task that makes the value at `key`: begun where there is none.
    fn making<F>(&self, key: &K, article: &Slug, build: impl Fn() -> F) -> Making<V>
    where
        F: Future<Output = Result<(V, i64), Problem>> + Send + 'static,
    {
        let making = self.0.making.lock();
        let mut making = making.unwrap_or_else(PoisonError::into_inner);
        if let Some(making) = making.get(key) {
            return making.clone();
        }
        let last = self.0.made.get(key);
        let pause = match last {
            // Another task has just ended.
            Some(made) if self.is_current(&made, article) => {
                return async { Ok(made) }.boxed().shared();
            }
            Some(made) => LONGEST_PAUSE
                .min(made.cost * PACE)
                .saturating_sub(made.begun.elapsed()),
            None => Duration::ZERO,
        };
        let (cache, article, value) = (self.clone(), article.clone(), build());
        let (place, task) = (
            key.clone(),
            tokio::spawn({
                let key = key.clone();
                async move { cache.make(key, article, pause, value).await }
            }),
        );
        // A fault of ours in the task.
        let made = task.map(|made| made.unwrap_or(Err(Problem::Internal)));
        let made = made.boxed().shared();
        making.insert(place, made.clone());
        made
    }

    async fn make(
        &self,
        key: K,
        article: Slug,
        pause: Duration,
        value: impl Future<Output = Result<(V, i64), Problem>> + Send + 'static,
    ) -> Result<Made<V>, Problem> {
        sleep(pause).await;
        // Before the comments are read: what changes meanwhile makes the value outdated.
        let generation = self.0.notices.generation(&article);
        let begun = Instant::now();
        // In a task of its own, so that no fault in it leaves this one unended.
        let made = tokio::spawn(value).await.unwrap_or(Err(Problem::Internal));
        let made = made.map(|(value, version)| Made {
            value: Arc::new(value),
            generation: generation.with_version(version),
            begun,
            cost: begun.elapsed(),
        });
        if let Ok(made) = &made {
            self.0.made.insert(key.clone(), made.clone());
        }
        let making = self.0.making.lock();
        making.unwrap_or_else(PoisonError::into_inner).remove(&key);
        made
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use std::{
        future::{Ready, ready},
        sync::atomic::{AtomicUsize, Ordering},
    };

    use tokio::sync::Notify;

    use super::*;
    use crate::repository::notices::Change;

    #[derive(Debug, PartialEq)]
    struct Text(String);

    impl Weight for Text {
        fn bytes(&self) -> usize {
            self.0.len()
        }
    }

    fn slug(text: &str) -> Slug {
        text.parse().expect("a slug")
    }

    fn cache(bytes: u64) -> (Notices, Cache<String, Text>) {
        let notices = Notices::within_process();
        (notices.clone(), Cache::new(notices, bytes))
    }

    /// A value that is made at once.
    fn text(text: &str, version: i64) -> Ready<Result<(Text, i64), Problem>> {
        ready(Ok((Text(text.to_owned()), version)))
    }

    #[tokio::test]
    async fn many_who_ask_at_once_wait_for_one_making() {
        let (notices, cache) = cache(1_000);
        let article = slug("letters");
        let count = AtomicUsize::new(0);
        for version in 1..=3 {
            notices.committed(article.clone(), Change::Votes(version));
            let make = || {
                count.fetch_add(1, Ordering::SeqCst);
                async move {
                    tokio::task::yield_now().await;
                    text(&version.to_string(), version).await
                }
            };
            let key = "key".to_owned();
            let asked = (0..64).map(|_| cache.get(&key, &article, make));
            for value in futures_util::future::join_all(asked).await {
                assert_eq!(*value.expect("a value"), Text(version.to_string()));
            }
        }
        assert_eq!(count.into_inner(), 3, "once a change");
    }

    #[tokio::test]
    async fn change_of_another_article_outdates_nothing() {
        let (notices, cache) = cache(1_000);
        let (key, article) = ("key".to_owned(), slug("letters"));
        let first = cache.get(&key, &article, || text("first", 0)).await;
        notices.committed(slug("others"), Change::Content(1));
        let again = cache.get(&key, &article, || text("again", 0)).await;
        assert_eq!(again, first);
    }

    #[tokio::test]
    async fn change_while_a_value_is_made_outdates_it() {
        let (notices, cache) = cache(1_000);
        let (key, article) = ("key".to_owned(), slug("letters"));
        let count = AtomicUsize::new(0);
        let make = || {
            let number = count.fetch_add(1, Ordering::SeqCst);
            let (notices, article) = (notices.clone(), article.clone());
            async move {
                // The first one has read the comments already.
                if number == 0 {
                    notices.committed(article, Change::Content(1));
                }
                text(&number.to_string(), 0).await
            }
        };
        let value = cache.get(&key, &article, make).await;
        assert_eq!(*value.expect("a value"), Text("1".to_owned()));
    }

    #[tokio::test]
    async fn outdated_value_is_answered_while_a_making_is_slow_or_fails() {
        let (notices, cache) = cache(1_000);
        let (key, article) = ("key".to_owned(), slug("letters"));
        let first = cache.get(&key, &article, || text("first", 0)).await;
        notices.committed(article.clone(), Change::Content(1));
        let failed = cache.get(&key, &article, || async { Err(Problem::Unavailable) });
        assert_eq!(failed.await, first);
        let is_free = Arc::new(Notify::new());
        let slow = || {
            let is_free = Arc::clone(&is_free);
            async move {
                is_free.notified().await;
                text("second", 1).await
            }
        };
        assert_eq!(cache.get(&key, &article, slow).await, first);
        is_free.notify_one();
        // Nobody asks twice: the same making goes on.
        let second = cache.get(&key, &article, || text("third", 1)).await;
        assert_eq!(*second.expect("a value"), Text("second".to_owned()));
    }

    #[tokio::test]
    async fn failure_is_answered_where_nothing_is_kept_and_not_kept_itself() {
        let (_, cache) = cache(1_000);
        let (key, article) = ("key".to_owned(), slug("letters"));
        let failed = cache.get(&key, &article, || async { Err(Problem::Full) });
        assert_eq!(failed.await, Err(Problem::Full));
        let made = cache.get(&key, &article, || text("made", 0)).await;
        assert_eq!(*made.expect("a value"), Text("made".to_owned()));
    }

    #[tokio::test]
    async fn values_take_at_most_their_budget() {
        let (_, cache) = cache(1_000);
        let article = slug("letters");
        for number in 0..100 {
            let key = number.to_string();
            let make = || async { Ok((Text("x".repeat(100)), 0)) };
            let _ = cache.get(&key, &article, make).await;
        }
        cache.0.made.run_pending_tasks();
        let bytes = cache.0.made.weighted_size();
        assert!((1..=1_000).contains(&bytes), "{bytes}");
    }
}
