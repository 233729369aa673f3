//! Server-sent events: what is changed while a page is open.
//!
//! One task reads each change once and hands it to all who listen. Whoever comes (again) with `Last-Event-ID` first gets what
//! it has missed, from the database: nothing is kept for it meanwhile.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use comments::Slug;
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, broadcast};
use utoipa::IntoParams;

use super::{
    Api,
    openapi::Refused,
    request::{Article, Asked},
};
use crate::{
    problem::Problem,
    repository::{
        Repository,
        changes::{Change, ChangeKind},
        notices::Notice,
    },
};

/// So many changes are read at once.
const MANY: usize = 100;
/// So many events may wait for whoever is slow; then it is told what it has missed.
const ROOM: usize = 256;
/// After so long whoever was cut off comes again.
const RETRY: Duration = Duration::from_secs(2);
/// So often a quiet stream says that it is there.
const QUIET: Duration = Duration::from_secs(15);

/// A change as it is sent.
#[derive(Clone, Debug)]
struct Told {
    slug: Slug,
    version: i64,
    event: Event,
}

/// What all who listen hear.
#[derive(Clone, Debug)]
pub(super) struct Events {
    sender: broadcast::Sender<Arc<Told>>,
    /// Up to which version each article's changes are told, of those that anybody has listened to.
    told: Arc<Mutex<HashMap<Slug, i64>>>,
}

impl Events {
    pub(super) fn new(repository: &Repository) -> Self {
        let events = Self {
            sender: broadcast::channel(ROOM).0,
            told: Arc::default(),
        };
        let notices = repository.notices().subscribe();
        tokio::spawn(events.clone().tell(repository.clone(), notices));
        events
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Slug, i64>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on, every event; of an article all that come after this version.
    fn listen(&self, slug: &Slug, version: i64) {
        self.lock().entry(slug.clone()).or_insert(version);
    }

    fn told(&self, slug: &Slug) -> Option<i64> {
        self.lock().get(slug).copied()
    }

    /// The articles that anybody has listened to.
    fn articles(&self) -> Vec<Slug> {
        self.lock().keys().cloned().collect()
    }

    /// Reads each change once, and tells of it.
    async fn tell(self, repository: Repository, mut notices: broadcast::Receiver<Notice>) {
        loop {
            match notices.recv().await {
                Ok(Notice::Changed(slug, version)) => {
                    // Notices may come in another order than the changes: a later one tells of the earlier change, too.
                    if self.told(&slug).is_some_and(|told| told < version) {
                        self.tell_of(&repository, slug).await;
                    }
                }
                // Wherever somebody listens, something may have been missed.
                Ok(Notice::Lost) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    for slug in self.articles() {
                        self.tell_of(&repository, slug).await;
                    }
                }
                Err(broadcast::error::RecvError::Closed) => return,
            }
        }
    }

    async fn tell_of(&self, repository: &Repository, slug: Slug) {
        while let Some(since) = self.told(&slug) {
            let changes = match repository.changes(&slug, since, MANY).await {
                Ok(changes) => changes,
                Err(error) => return tracing::warn!(%error, "a change was not told"),
            };
            for change in &changes {
                // Nobody listens: nobody misses it.
                let _ = self.sender.send(Arc::new(told(&slug, change)));
            }
            if let Some(last) = changes.last() {
                self.lock().insert(slug.clone(), last.version);
            }
            if changes.len() < MANY {
                return;
            }
        }
    }
}

fn told(slug: &Slug, change: &Change) -> Told {
    let kind = match change.kind {
        ChangeKind::Created => "created",
        ChangeKind::Updated => "updated",
        ChangeKind::Deleted => "deleted",
    };
    let event = Event::default()
        .id(change.version.to_string())
        .event(kind)
        .retry(RETRY);
    // A comment is always JSON.
    let event = event.clone().json_data(&change.comment).unwrap_or(event);
    Told {
        slug: slug.clone(),
        version: change.version,
        event,
    }
}

/// One who listens.
struct Listener {
    repository: Repository,
    slug: Slug,
    since: i64,
    heard: broadcast::Receiver<Arc<Told>>,
    /// What it has missed and is told now.
    missed: Vec<Told>,
    has_missed: bool,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(told) = self.missed.pop() {
                self.since = told.version;
                return Some(told.event);
            }
            if self.has_missed {
                let changes = self
                    .repository
                    .changes(&self.slug, self.since, MANY)
                    .await
                    .ok()?;
                self.has_missed = changes.len() == MANY;
                self.missed = changes
                    .iter()
                    .rev()
                    .map(|change| told(&self.slug, change))
                    .collect();
                continue;
            }
            match self.heard.recv().await {
                Ok(told) if told.slug == self.slug && told.version > self.since => {
                    self.since = told.version;
                    return Some(told.event.clone());
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => self.has_missed = true,
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, async |mut listener| {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    })
}

/// From where a stream goes on.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Since {
    /// The `version` of the page that was read, where no event was heard yet.
    since: Option<i64>,
}

/// Server-sent events of an article: `created`, `updated` and `deleted`, each with the comment as it is then.
#[utoipa::path(get, path = "/articles/{slug}/events", tag = "articles",
    params(("slug" = String, Path), Since, ("Last-Event-ID" = Option<String>, Header, description = "The last event that was heard")),
    responses((status = 200, description = "A stream", content_type = "text/event-stream"), Refused))]
pub(super) async fn stream(
    State(api): State<Api>,
    Article(slug): Article,
    Asked(Since { since }): Asked<Since>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let place = api.0.limits.stream()?;
    // First it listens, then it looks: nothing is between.
    let heard = api.0.events.sender.subscribe();
    let last = headers.get("last-event-id").and_then(|it| it.to_str().ok());
    let since = match last.map(str::parse) {
        Some(Ok(since)) => Some(since),
        Some(Err(_)) => return Err(Problem::Malformed("Last-Event-ID is a number".to_owned())),
        None => since,
    };
    let (_, version) = api.0.repository.count(&slug).await?;
    api.0.events.listen(&slug, version);
    let listener = Listener {
        repository: api.0.repository.clone(),
        slug,
        // Who has heard of what is to come has heard it from another database.
        since: since.unwrap_or(version).min(version),
        heard,
        missed: Vec::new(),
        has_missed: since.is_some(),
        _place: place,
    };
    let hello = Event::default()
        .comment("welcome")
        .id(version_or(since, version))
        .retry(RETRY);
    let told = stream::iter([Ok(hello)]).chain(events(listener));
    let told = told.take_until(api.0.shutdown.clone().begun());
    Ok(Sse::new(told)
        .keep_alive(KeepAlive::new().interval(QUIET))
        .into_response())
}

/// From where whoever is cut off at once goes on.
fn version_or(since: Option<i64>, version: i64) -> String {
    since.unwrap_or(version).min(version).to_string()
}
