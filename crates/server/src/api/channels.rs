//! [`Channels`]: a broadcast channel for each article that has subscribers.
//!
//! ```text
//! notice of a change --> one task an article reads the changes once --> broadcast --> every subscriber
//! ```

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use axum::response::sse::Event;
use comments::{Slug, wire::WireHelpful};
use tokio::{
    sync::{OnceCell, broadcast, watch},
    task::AbortHandle,
    time::{sleep, timeout},
};

use crate::repository::{
    Repository, RepositoryError,
    changes::{Change, ChangeKind, Position},
    notices::Generation,
};

/// Maximum number of changes read by one query.
pub(super) const BATCH: usize = 100;
/// Events a subscriber may be behind; further ones it reads from the database.
const BUFFER: usize = 256;
/// Votes of this time are announced together.
const VOTES: Duration = Duration::from_millis(500);
/// Pause after a failed read of changes; each time twice as long.
const PAUSE: Duration = Duration::from_millis(100);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// A change as it is sent to subscribers.
#[derive(Clone, Debug)]
pub(super) struct ChangeEvent {
    /// The place after it.
    pub(super) position: Position,
    pub(super) event: Event,
}

impl From<&Change> for ChangeEvent {
    fn from(change: &Change) -> Self {
        let (kind, data) = match &change.kind {
            ChangeKind::Created(comment) => ("created", serde_json::to_string(comment)),
            ChangeKind::Updated(comment) => ("updated", serde_json::to_string(comment)),
            ChangeKind::Deleted(comment) => ("deleted", serde_json::to_string(comment)),
            &ChangeKind::Votes(id, helpful) => {
                let votes = WireHelpful { id, helpful };
                ("helpful", serde_json::to_string(&votes))
            }
        };
        let event = Event::default().event(kind).id(change.position.to_string());
        Self {
            position: change.position,
            // A comment is always JSON.
            event: event.data(data.unwrap_or_default()),
        }
    }
}

/// The channels of all articles. An article without subscribers has none.
#[derive(Debug)]
pub(super) struct Channels {
    repository: Repository,
    channels: Mutex<HashMap<Slug, Weak<Channel>>>,
}

/// The channel of an article. Its task ends when the last subscriber drops it.
#[derive(Debug)]
pub(super) struct Channel {
    sender: broadcast::Sender<Arc<ChangeEvent>>,
    task: OnceCell<AbortHandle>,
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(task) = self.task.get() {
            task.abort();
        }
    }
}

impl Channels {
    pub(super) fn new(repository: Repository) -> Self {
        Self {
            repository,
            channels: Mutex::default(),
        }
    }

    /// The channel of an article, which from now on sends every change that is later than what the database has then.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub(super) async fn join(&self, slug: &Slug) -> Result<Arc<Channel>, RepositoryError> {
        let channel = self.channel(slug);
        let begin = async || {
            let repository = &self.repository;
            // First the notices, then the version: what is changed between is announced.
            let notices = repository.notices().subscribe(slug);
            let (_, version) = repository.count(slug).await?;
            let reader = Reader {
                repository: repository.clone(),
                slug: slug.clone(),
                position: Position::after_version(version),
                notices,
            };
            let task = tokio::spawn(reader.run(channel.sender.clone()));
            Ok::<_, RepositoryError>(task.abort_handle())
        };
        channel.task.get_or_try_init(begin).await?;
        Ok(channel)
    }

    fn channel(&self, slug: &Slug) -> Arc<Channel> {
        let channels = self.channels.lock();
        let mut channels = channels.unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = channels.get(slug).and_then(Weak::upgrade) {
            return channel;
        }
        channels.retain(|_, channel| channel.strong_count() > 0);
        let channel = Arc::new(Channel {
            sender: broadcast::channel(BUFFER).0,
            task: OnceCell::new(),
        });
        channels.insert(slug.clone(), Arc::downgrade(&channel));
        channel
    }
}

impl Channel {
    /// Every event that is sent from now on.
    pub(super) fn subscribe(&self) -> broadcast::Receiver<Arc<ChangeEvent>> {
        self.sender.subscribe()
    }
}

/// Reads the changes of an article, each once.
struct Reader {
    repository: Repository,
    slug: Slug,
    /// Up to where changes were read.
    position: Position,
    notices: watch::Receiver<Generation>,
}

impl Reader {
    async fn run(mut self, sender: broadcast::Sender<Arc<ChangeEvent>>) {
        let mut pause = PAUSE;
        loop {
            let generation = *self.notices.borrow_and_update();
            let read = self
                .repository
                .changes(&self.slug, self.position, BATCH)
                .await;
            let changes = match read {
                Ok(changes) => changes,
                Err(error) => {
                    tracing::warn!(%error, "changes cannot be read; trying again");
                    sleep(pause).await;
                    pause = LONGEST_PAUSE.min(pause * 2);
                    continue;
                }
            };
            pause = PAUSE;
            for change in &changes {
                self.position = change.position;
                // Without a subscriber nobody misses it.
                let _ = sender.send(Arc::new(change.into()));
            }
            if changes.len() < BATCH {
                self.wait(generation).await;
            }
        }
    }

    /// Waits until there may be changes that came after a generation: votes wait for each other.
    async fn wait(&mut self, read: Generation) {
        match self.repository.notices().max_age() {
            // Notices may be lost unnoticed: then the clock says when to read.
            Some(longest) => {
                if timeout(longest, self.notices.changed()).await.is_err() {
                    return;
                }
            }
            None => drop(self.notices.changed().await),
        }
        let version = self.position.version();
        let is_urgent =
            |now: &Generation| now.has_content_after(version) || now.has_losses_since(read);
        drop(timeout(VOTES, self.notices.wait_for(is_urgent)).await);
    }
}
