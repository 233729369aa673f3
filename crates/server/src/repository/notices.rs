//! [`Notices`]: who hears of a change. Within a process by a channel; across replicas by PostgreSQL's LISTEN and NOTIFY.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use comments::Slug;
use sqlx::{Any, Transaction};
use tokio::{sync::broadcast, task::AbortHandle};

use super::{
    PostgresOptions,
    listener::{Heard, Listener},
};

/// The channel of PostgreSQL.
const CHANNEL: &str = "inside_out_comments";
/// So many notices may wait for whoever is slow; then it reads what it has missed.
const ROOM: usize = 1_024;

/// Something was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// On this article, which is at this version now.
    Changed(Slug, i64),
    /// Nobody knows where: notices were lost.
    Lost,
}

/// Tells of changes, and counts them.
#[derive(Clone, Debug)]
pub struct Notices(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sender: broadcast::Sender<Notice>,
    generation: AtomicU64,
    is_listening: AtomicBool,
    /// What listens to the other replicas; `None` where there are none.
    listener: std::sync::OnceLock<AbortHandle>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(task) = self.listener.get() {
            task.abort();
        }
    }
}

impl Notices {
    pub(super) fn within_process() -> Self {
        Self(Arc::new(Inner {
            sender: broadcast::channel(ROOM).0,
            generation: AtomicU64::new(0),
            is_listening: AtomicBool::new(true),
            listener: std::sync::OnceLock::new(),
        }))
    }

    pub(super) async fn across_replicas(options: &PostgresOptions) -> Result<Self, sqlx::Error> {
        let notices = Self::within_process();
        let mut listener = Listener::connect(&options.url, CHANNEL, options.heartbeat).await?;
        let inner = Arc::downgrade(&notices.0);
        let task = tokio::spawn(async move {
            loop {
                let heard = listener.next().await;
                let Some(inner) = inner.upgrade() else {
                    return;
                };
                Self(inner).hear(heard);
            }
        });
        // It is set once, here.
        let _ = notices.0.listener.set(task.abort_handle());
        Ok(notices)
    }

    /// Takes in what PostgreSQL says of changes by other replicas.
    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Notification(payload) => self.tell(read(&payload)),
            Heard::Lost => self.0.is_listening.store(false, Ordering::SeqCst),
            Heard::Reconnected => {
                self.0.is_listening.store(true, Ordering::SeqCst);
                self.tell(Notice::Lost);
            }
        }
    }

    /// From now on, every notice.
    pub fn subscribe(&self) -> broadcast::Receiver<Notice> {
        self.0.sender.subscribe()
    }

    /// How many changes were heard of: what was read before it went up may be stale. `None` while other replicas are not
    /// heard, so that anything may be.
    pub fn generation(&self) -> Option<u64> {
        let is_listening = self.0.is_listening.load(Ordering::SeqCst);
        is_listening.then(|| self.0.generation.load(Ordering::SeqCst))
    }

    fn tell(&self, notice: Notice) {
        self.0.generation.fetch_add(1, Ordering::SeqCst);
        // Nobody listens: nobody misses it.
        let _ = self.0.sender.send(notice);
    }

    /// Sends a notice to all replicas, when the transaction is committed.
    pub(super) async fn send_along(
        &self,
        transaction: &mut Transaction<'static, Any>,
        slug: &Slug,
        version: i64,
    ) -> Result<(), sqlx::Error> {
        if self.0.listener.get().is_some() {
            sqlx::query("SELECT CAST(pg_notify($1, $2) AS TEXT)")
                .bind(CHANNEL)
                .bind(format!("{version} {slug}"))
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    /// Tells this process at once.
    pub(super) fn committed(&self, slug: Slug, version: i64) {
        self.tell(Notice::Changed(slug, version));
    }
}

fn read(payload: &str) -> Notice {
    let parts = payload.split_once(' ');
    let notice = parts.and_then(|(version, slug)| {
        Some(Notice::Changed(slug.parse().ok()?, version.parse().ok()?))
    });
    notice.unwrap_or(Notice::Lost)
}
