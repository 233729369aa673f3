//! [`Limits`]: how much one client, one token and all together may ask for.

use std::{
    hash::Hash,
    net::SocketAddr,
    num::{NonZeroU32, NonZeroUsize},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    client::{Client, Proxies},
    held_body::HeldBody,
    per_client::{Held, PerClient},
    problem::Problem,
    repository::secrets::EditToken,
};

/// How much.
#[derive(Clone, Debug)]
pub struct LimitOptions {
    /// Requests of any kind, by client and second; as many again at once. `None`: any number.
    pub requests: Option<NonZeroU32>,
    /// Requests that change something, by client (and by edit token) and minute. `None`: any number.
    pub changes: Option<NonZeroU32>,
    /// Open streams of events.
    pub streams: usize,
    /// Open streams of events by client. `None`: any number.
    pub streams_per_client: Option<NonZeroUsize>,
    /// Requests of a client behind a proxy that are answered at once. `None`: any number.
    pub at_once: Option<NonZeroUsize>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Proxies,
}

/// Counts what was asked for.
#[derive(Clone, Debug)]
pub struct Limits(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    requests: Option<DefaultKeyedRateLimiter<Client>>,
    changes: Option<DefaultKeyedRateLimiter<Client>>,
    by_token: Option<DefaultKeyedRateLimiter<[u8; 32]>>,
    streams: Arc<Semaphore>,
    streams_per_client: PerClient,
    requests_at_once: PerClient,
    proxies: Proxies,
    has_warned: AtomicBool,
}

/// A place among the open streams, given back when dropped.
#[derive(Debug)]
pub(crate) struct StreamPermit {
    _among_all: OwnedSemaphorePermit,
    _of_client: Option<Held>,
}

/// How long a client that has too much at once is asked to wait.
const RETRY: Duration = Duration::from_secs(30);
/// So often those who have not come for a while are forgotten.
const FORGET: Duration = Duration::from_mins(1);

impl Limits {
    /// Limits that begin now.
    pub fn new(options: &LimitOptions) -> Self {
        let by_minute = |count| Quota::per_minute(count);
        let limits = Self(Arc::new(Inner {
            requests: options
                .requests
                .map(|count| RateLimiter::keyed(Quota::per_second(count))),
            changes: options
                .changes
                .map(|count| RateLimiter::keyed(by_minute(count))),
            by_token: options
                .changes
                .map(|count| RateLimiter::keyed(by_minute(count))),
            streams: Arc::new(Semaphore::new(options.streams)),
            streams_per_client: PerClient::new(options.streams_per_client),
            requests_at_once: PerClient::new(options.at_once),
            proxies: options.proxies.clone(),
            has_warned: AtomicBool::new(false),
        }));
        let inner = Arc::downgrade(&limits.0);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(FORGET).await;
                let Some(inner) = inner.upgrade() else {
                    return;
                };
                for limiter in [&inner.requests, &inner.changes].into_iter().flatten() {
                    limiter.retain_recent();
                    limiter.shrink_to_fit();
                }
                if let Some(limiter) = &inner.by_token {
                    limiter.retain_recent();
                    limiter.shrink_to_fit();
                }
            }
        });
        limits
    }

    /// A place among the open streams for a client; without one (a test of the routes alone) nobody is counted.
    ///
    /// # Errors
    /// [`Problem::TooMany`] where the client has as many as it may, [`Problem::Unavailable`] where all have.
    pub(crate) fn stream(&self, client: Option<Client>) -> Result<StreamPermit, Problem> {
        let hold = |client| {
            let held = self.0.streams_per_client.try_hold(client);
            held.ok_or(Problem::TooMany(RETRY.as_secs()))
        };
        let of_client = client.map(hold).transpose()?;
        let among_all = Arc::clone(&self.0.streams).try_acquire_owned();
        Ok(StreamPermit {
            _among_all: among_all.map_err(|_| Problem::Unavailable)?,
            _of_client: of_client,
        })
    }

    /// Counts a change that an edit token makes, from whatever address.
    ///
    /// # Errors
    /// [`Problem::TooMany`].
    pub(crate) fn check_token(&self, token: &EditToken) -> Result<(), Problem> {
        check(self.0.by_token.as_ref(), &token.hash())
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`Problem::TooMany`].
    pub(crate) fn check_request(&self, request: &Request) -> Result<(), Problem> {
        let Some(client) = request.extensions().get::<Client>() else {
            return Ok(());
        };
        check(self.0.requests.as_ref(), client)?;
        if request.method().is_safe() {
            return Ok(());
        }
        check(self.0.changes.as_ref(), client)
    }

    fn warn_of_forgotten_proxy(&self) {
        if !self.0.has_warned.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                "a request with X-Forwarded-For came from an address that is not among --proxies: \
                 if that is your proxy, all its readers share one limit"
            );
        }
    }
}

fn check<K: Hash + Eq + Clone>(
    limiter: Option<&DefaultKeyedRateLimiter<K>>,
    key: &K,
) -> Result<(), Problem> {
    let Some(limiter) = limiter else {
        return Ok(());
    };
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        Problem::TooMany(wait.as_secs() + 1)
    })
}

/// Lets through what is within the limits.
pub(crate) async fn limit(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    match limits.check_request(&request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Says who asks: each request that came over a connection gets its [`Client`]. A client behind a proxy has at most as many
/// requests at once as it would have connections without one.
pub(crate) async fn identify(
    State(limits): State<Limits>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
        return next.run(request).await;
    };
    let (peer, proxies) = (peer.ip(), &limits.0.proxies);
    if proxies.seem_to_lack(peer, request.headers()) {
        limits.warn_of_forgotten_proxy();
    }
    let client = proxies.client(peer, request.headers());
    request.extensions_mut().insert(client);
    if !proxies.contain(peer) {
        return next.run(request).await;
    }
    let Some(held) = limits.0.requests_at_once.try_hold(client) else {
        return Problem::TooMany(RETRY.as_secs()).into_response();
    };
    let response = next.run(request).await;
    response.map(|body| Body::new(HeldBody::new(body, held)))
}
