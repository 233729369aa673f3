//! [`Notices`]: change notices, by article. Within a process by a watch channel; across replicas by PostgreSQL's LISTEN and
//! NOTIFY.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use comments::Slug;
use sqlx::{
    Any, Transaction,
    postgres::{PgListener, PgNotification},
};
use tokio::{sync::watch, task::AbortHandle};

/// The channel of PostgreSQL.
const CHANNEL: &str = "inside_out_comments";
/// Pause between attempts to listen again.
const AGAIN: Duration = Duration::from_secs(1);
/// Maximum age of cached data while notices arrive from the other replicas: a dead connection can look alive for a while.
const MAX_AGE: Duration = Duration::from_secs(30);
/// Maximum age of cached data while no notices arrive from the other replicas.
const MAX_AGE_DEAF: Duration = Duration::from_secs(1);

/// A change notice.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notice {
    /// An article's comments changed.
    Changed(Slug, Change),
    /// A transaction failed at its end: an article's comments may have changed.
    Uncertain(Slug),
    /// Notices were lost: any article may have changed.
    Lost,
}

/// What a committed transaction changed on an article, and the version that it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Comments were created, edited, deleted, hidden or shown.
    Content(i64),
    /// A comment's number of votes changed, nothing else.
    Votes(i64),
}

/// What this process knows of an article's changes. Data that was read at one generation is current until a later one is
/// announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Generation {
    /// How often notices were lost.
    losses: u64,
    /// The article's version after the last change; 0 before the first notice.
    version: i64,
    /// The article's version after the last change other than a vote.
    content: i64,
}

impl Generation {
    /// This generation, for data that was read from the database since and has this version.
    #[must_use]
    pub fn with_version(self, version: i64) -> Self {
        Self {
            version: self.version.max(version),
            ..self
        }
    }

    /// Notices were lost. The database may have been restored meanwhile: versions begin anew, too.
    fn lose(&mut self) {
        *self = Self {
            losses: self.losses + 1,
            ..Self::default()
        };
    }

    /// Takes a change in; whether it is news.
    fn change(&mut self, change: Change) -> bool {
        let before = *self;
        match change {
            Change::Content(version) => {
                self.content = self.content.max(version);
                self.version = self.version.max(version);
            }
            Change::Votes(version) => self.version = self.version.max(version),
        }
        *self != before
    }

    /// Whether data of this generation is current at another one.
    pub fn is_current(self, now: Self) -> bool {
        self.losses == now.losses && self.version >= now.version
    }

    /// Whether more than votes may have changed since a version.
    pub fn has_content_after(self, version: i64) -> bool {
        self.content > version
    }

    /// Whether notices were lost between another generation and this one.
    pub fn has_losses_since(self, other: Self) -> bool {
        self.losses != other.losses
    }
}

/// Announces changes to this process and to the other replicas. A clone is the same.
#[derive(Clone, Debug)]
pub struct Notices(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    articles: Mutex<Articles>,
    is_listening: AtomicBool,
    /// The task that listens to the other replicas; `None` where there are none.
    listener: std::sync::OnceLock<AbortHandle>,
}

/// The generation of each article that was changed or subscribed to.
#[derive(Debug, Default)]
struct Articles {
    losses: u64,
    generations: HashMap<Slug, watch::Sender<Generation>>,
}

impl Articles {
    fn of(&mut self, slug: &Slug) -> &watch::Sender<Generation> {
        let losses = self.losses;
        self.generations.entry(slug.clone()).or_insert_with(|| {
            let begin = Generation {
                losses,
                ..Generation::default()
            };
            watch::channel(begin).0
        })
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(task) = self.listener.get() {
            task.abort();
        }
    }
}

impl Notices {
    pub(crate) fn within_process() -> Self {
        Self(Arc::new(Inner {
            articles: Mutex::default(),
            is_listening: AtomicBool::new(true),
            listener: std::sync::OnceLock::new(),
        }))
    }

    pub(super) async fn across_replicas(url: &str) -> Result<Self, sqlx::Error> {
        let notices = Self::within_process();
        let mut listener = PgListener::connect(url).await?;
        listener.listen(CHANNEL).await?;
        let inner = Arc::downgrade(&notices.0);
        let task = tokio::spawn(async move {
            loop {
                let heard = listener.try_recv().await;
                let Some(inner) = inner.upgrade() else {
                    return;
                };
                let notices = Self(inner);
                if let Ok(Some(notification)) = heard {
                    notices.tell(read(&notification));
                    continue;
                }
                // The connection was lost, and what was said meanwhile with it.
                notices.0.is_listening.store(false, Ordering::SeqCst);
                while listener.listen(CHANNEL).await.is_err() {
                    tokio::time::sleep(AGAIN).await;
                }
                notices.0.is_listening.store(true, Ordering::SeqCst);
                notices.tell(Notice::Lost);
            }
        });
        // It is set once, here.
        let _ = notices.0.listener.set(task.abort_handle());
        Ok(notices)
    }

    fn articles(&self) -> MutexGuard<'_, Articles> {
        let articles = &self.0.articles;
        articles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An article's generations from now on: the receiver holds the last one.
    pub fn subscribe(&self, slug: &Slug) -> watch::Receiver<Generation> {
        self.articles().of(slug).subscribe()
    }

    /// An article's generation: to be taken before the data is read that will have it.
    pub fn generation(&self, slug: &Slug) -> Generation {
        let articles = self.articles();
        let known = articles.generations.get(slug).map(|it| *it.borrow());
        known.unwrap_or(Generation {
            losses: articles.losses,
            ..Generation::default()
        })
    }

    /// How long data may be used though no notice has announced a change; `None` for ever, where this process makes every
    /// change itself.
    pub fn max_age(&self) -> Option<Duration> {
        self.0.listener.get()?;
        let is_listening = self.0.is_listening.load(Ordering::SeqCst);
        Some(if is_listening { MAX_AGE } else { MAX_AGE_DEAF })
    }

    fn tell(&self, notice: Notice) {
        let mut articles = self.articles();
        match notice {
            Notice::Changed(slug, change) => {
                articles.of(&slug).send_if_modified(|it| it.change(change));
            }
            Notice::Uncertain(slug) => articles.of(&slug).send_modify(Generation::lose),
            Notice::Lost => {
                articles.losses += 1;
                let all = articles.generations.values();
                all.for_each(|article| article.send_modify(Generation::lose));
            }
        }
    }

    /// Sends a notice to all replicas, when the transaction is committed.
    pub(super) async fn send_along(
        &self,
        transaction: &mut Transaction<'static, Any>,
        slug: &Slug,
        change: Change,
    ) -> Result<(), sqlx::Error> {
        if self.0.listener.get().is_some() {
            let (version, votes) = match change {
                Change::Content(version) => (version, ""),
                Change::Votes(version) => (version, VOTES),
            };
            sqlx::query("SELECT CAST(pg_notify($1, $2) AS TEXT)")
                .bind(CHANNEL)
                .bind(format!("{version} {slug}{votes}"))
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    /// Announces that nobody knows whether a transaction was committed.
    pub(super) fn uncertain(&self, slug: Slug) {
        self.tell(Notice::Uncertain(slug));
    }

    /// Announces that any article may have changed.
    pub(super) fn lost(&self) {
        self.tell(Notice::Lost);
    }

    /// Announces a committed change to this process at once.
    pub(crate) fn committed(&self, slug: Slug, change: Change) {
        self.tell(Notice::Changed(slug, change));
    }
}

/// Ends the payload of a notification of votes.
const VOTES: &str = " votes";

fn read(notification: &PgNotification) -> Notice {
    parse(notification.payload()).unwrap_or(Notice::Lost)
}

fn parse(payload: &str) -> Option<Notice> {
    let (version, rest) = payload.split_once(' ')?;
    let version = version.parse().ok()?;
    let (slug, change) = match rest.strip_suffix(VOTES) {
        Some(slug) => (slug, Change::Votes(version)),
        None => (rest, Change::Content(version)),
    };
    Some(Notice::Changed(slug.parse().ok()?, change))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    fn slug(text: &str) -> Slug {
        text.parse().expect("a slug")
    }

    #[test]
    fn change_of_one_article_leaves_the_others_current() {
        let notices = Notices::within_process();
        let [one, other] = ["one", "other"].map(slug);
        let (before, of_other) = (notices.generation(&one), notices.generation(&other));
        notices.committed(one.clone(), Change::Content(1));
        assert!(!before.is_current(notices.generation(&one)));
        assert!(before.with_version(1).is_current(notices.generation(&one)));
        assert!(of_other.is_current(notices.generation(&other)));
    }

    #[test]
    fn notice_that_comes_twice_or_late_changes_nothing() {
        let notices = Notices::within_process();
        let one = slug("one");
        notices.committed(one.clone(), Change::Votes(7));
        let heard = notices.subscribe(&one);
        let seen = notices.generation(&one);
        notices.committed(one.clone(), Change::Votes(7));
        notices.committed(one.clone(), Change::Votes(6));
        assert!(seen.is_current(notices.generation(&one)));
        assert!(!heard.has_changed().expect("it is announced by somebody"));
        // The order of notices is not that of commits: an edit before the vote is news.
        notices.committed(one.clone(), Change::Content(6));
        assert!(notices.generation(&one).has_content_after(5));
        assert!(heard.has_changed().expect("it is announced by somebody"));
    }

    #[test]
    fn lost_notices_make_every_article_stale() {
        let notices = Notices::within_process();
        let [one, other] = ["one", "other"].map(slug);
        notices.committed(one.clone(), Change::Content(1));
        let (before, of_other) = (notices.generation(&one), notices.generation(&other));
        notices.tell(Notice::Lost);
        for (slug, before) in [(&one, before), (&other, of_other)] {
            assert!(!before.is_current(notices.generation(slug)));
            assert!(notices.generation(slug).has_losses_since(before));
        }
    }

    #[test]
    fn payload_of_an_older_replica_is_read() {
        let of = |change| Some(Notice::Changed(slug("letters"), change));
        assert_eq!(parse("3 letters"), of(Change::Content(3)));
        assert_eq!(parse("3 letters votes"), of(Change::Votes(3)));
        assert_eq!(parse("letters"), None);
    }
}
