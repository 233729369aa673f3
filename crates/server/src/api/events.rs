//! Server-sent events: an article's changes while a page is open.
//!
//! A subscriber that comes (again) with `Last-Event-ID` or `?since=` first gets the changes that it missed, from the database.
//! One that missed more than [`MOST_MISSED`] is told to read the article again instead.

use std::{convert::Infallible, sync::Arc, time::Duration, vec};

use axum::{
    extract::{Extension, State},
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use comments::Slug;
use futures_util::{Stream, StreamExt, stream};
use serde::{Deserialize, Deserializer, de};
use tokio::sync::broadcast;
use utoipa::IntoParams;

use super::{
    Api,
    channels::{BATCH, ChangeEvent, Channel},
    openapi::Refused,
    request::{Article, Asked, text},
};
use crate::{
    client::Client,
    limits::StreamPermit,
    problem::Problem,
    repository::{Repository, RepositoryError, changes::Position},
};

/// Maximum number of missed changes that are sent one by one.
const MOST_MISSED: usize = 500;
/// Pause before a browser connects again.
const RETRY: Duration = Duration::from_secs(2);
/// Interval of comments on a quiet stream, which keep the connection open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// From where a subscriber gets its next event.
enum Source {
    /// It missed changes, nobody knows how many.
    Behind,
    /// From the database: a batch of changes, and whether it was a full one.
    Database(vec::IntoIter<ChangeEvent>, bool),
    /// From the article's channel.
    Channel,
}

/// A subscriber to an article's changes.
struct Subscriber {
    repository: Repository,
    slug: Slug,
    /// The place after the last event that it got.
    position: Position,
    source: Source,
    events: broadcast::Receiver<Arc<ChangeEvent>>,
    /// Kept, so that the channel goes on.
    _channel: Arc<Channel>,
    _permit: StreamPermit,
}

impl Subscriber {
    /// The next event. `None` ends the stream: the browser connects again and says where it was.
    async fn next(&mut self) -> Option<Event> {
        loop {
            match &mut self.source {
                Source::Behind => match self.catch_up().await {
                    Ok(Some(reset)) => return Some(reset),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::warn!(%error, "missed changes cannot be read; the stream ends");
                        return None;
                    }
                },
                Source::Database(batch, is_full) => match batch.next() {
                    Some(event) => {
                        self.position = event.position;
                        return Some(event.event);
                    }
                    None if *is_full => self.read().await.ok()?,
                    None => self.source = Source::Channel,
                },
                Source::Channel => match self.events.recv().await {
                    Ok(event) if event.position > self.position => {
                        self.position = event.position;
                        return Some(event.event.clone());
                    }
                    // It got this one from the database.
                    Ok(_) => {}
                    Err(broadcast::error::RecvError::Lagged(_)) => self.source = Source::Behind,
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
            }
        }
    }

    /// Begins to read the missed changes; or answers an event `reset` where these are too many.
    async fn catch_up(&mut self) -> Result<Option<Event>, RepositoryError> {
        let (repository, slug) = (&self.repository, &self.slug);
        let is_far_behind = repository
            .has_more_changes(slug, self.position, MOST_MISSED)
            .await?;
        if !is_far_behind {
            self.read().await?;
            return Ok(None);
        }
        let (_, version) = repository.count(slug).await?;
        self.position = Position::after_version(version);
        self.source = Source::Channel;
        let reset = Event::default().event("reset").data("{}");
        Ok(Some(reset.id(self.position.to_string())))
    }

    async fn read(&mut self) -> Result<(), RepositoryError> {
        let changes = self
            .repository
            .changes(&self.slug, self.position, BATCH)
            .await?;
        let batch: Vec<_> = changes.iter().map(ChangeEvent::from).collect();
        self.source = Source::Database(batch.into_iter(), changes.len() == BATCH);
        Ok(())
    }
}

fn events(subscriber: Subscriber) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(subscriber, async |mut subscriber| {
        let event = subscriber.next().await?;
        Some((Ok(event), subscriber))
    })
}

/// The place from which a stream begins.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Since {
    /// The `version` of the page that was read, or the id of the last event.
    #[serde(default, deserialize_with = "position")]
    #[param(value_type = Option<String>)]
    since: Option<Position>,
}

fn position<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Position>, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(de::Error::custom)
}

/// Server-sent events of an article: `created`, `updated` and `deleted`, each with the comment as it is then; `helpful` with its
/// id and its votes; `reset` where the article has to be read again.
#[utoipa::path(get, path = "/articles/{slug}/events", tag = "articles",
    params(("slug" = String, Path), Since, ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event")),
    responses((status = 200, description = "A stream", content_type = "text/event-stream"), Refused))]
pub(super) async fn stream(
    State(api): State<Api>,
    Article(slug): Article,
    Asked(Since { since }): Asked<Since>,
    client: Option<Extension<Client>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let permit = api.0.limits.stream(client.map(|Extension(it)| it))?;
    let since = match text(&headers, "last-event-id").map(str::parse) {
        Some(Ok(since)) => Some(since),
        Some(Err(error)) => return Err(Problem::Malformed(format!("Last-Event-ID: {error}"))),
        None => since,
    };
    // First the channel, then the version: every later change comes by the channel.
    let channel = api.0.channels.join(&slug).await?;
    let events = channel.subscribe();
    let (_, version) = api.0.repository.count(&slug).await?;
    let now = Position::after_version(version);
    let subscriber = Subscriber {
        repository: api.0.repository.clone(),
        slug,
        // A place that is still to come is another database's.
        position: since.unwrap_or(now).min(now),
        source: since.map_or(Source::Channel, |_| Source::Behind),
        events,
        _channel: channel,
        _permit: permit,
    };
    let hello = Event::default()
        .comment("welcome")
        .id(subscriber.position.to_string())
        .retry(RETRY);
    let events = stream::iter([Ok(hello)]).chain(self::events(subscriber));
    let events = events.take_until(api.0.shutdown.clone().draining());
    Ok(Sse::new(events)
        .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
        .into_response())
}
