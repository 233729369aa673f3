//! [`Limits`]: how much one address, one token and all together may ask for.

use std::{
    hash::Hash,
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use ipnet::IpNet;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{problem::Problem, repository::secrets::EditToken};

/// How much.
#[derive(Clone, Debug)]
pub struct LimitOptions {
    /// Requests of any kind, by address and second; as many again at once. `None`: any number.
    pub requests: Option<NonZeroU32>,
    /// Requests that change something, by address (and by edit token) and minute. `None`: any number.
    pub changes: Option<NonZeroU32>,
    /// Open streams of events.
    pub streams: usize,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpNet>,
}

/// Counts what was asked for.
#[derive(Clone, Debug)]
pub struct Limits(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    requests: Option<DefaultKeyedRateLimiter<IpAddr>>,
    changes: Option<DefaultKeyedRateLimiter<IpAddr>>,
    by_token: Option<DefaultKeyedRateLimiter<[u8; 32]>>,
    streams: Arc<Semaphore>,
    proxies: Vec<IpNet>,
}

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
            proxies: options.proxies.clone(),
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

    /// A place among the open streams, given back when dropped.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] where there is none.
    pub(crate) fn stream(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let place = Arc::clone(&self.0.streams).try_acquire_owned();
        place.map_err(|_| Problem::Unavailable)
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
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        // Without a peer (a test of the routes alone) there is nobody to count.
        let Some(ConnectInfo(peer)) = peer else {
            return Ok(());
        };
        let client = client(peer.ip(), request.headers(), &self.0.proxies);
        self.check(client, request.method())
    }

    fn check(&self, client: IpAddr, method: &Method) -> Result<(), Problem> {
        check(self.0.requests.as_ref(), &client)?;
        if method.is_safe() {
            return Ok(());
        }
        check(self.0.changes.as_ref(), &client)
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

/// Who asks: the peer, or, where that is a proxy of ours, the last address before it that is none. Of IPv6 the network (/64),
/// as one device has as many addresses in it as it wants.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let is_proxy = |address: &IpAddr| proxies.iter().any(|proxy| proxy.contains(address));
    let mut client = peer;
    if is_proxy(&peer) {
        let lines = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|line| line.to_str().ok());
        let line = lines.collect::<Vec<_>>().join(",");
        for address in line.rsplit(',') {
            let Ok(address) = address.trim().parse() else {
                break;
            };
            client = address;
            if !is_proxy(&address) {
                break;
            }
        }
    }
    match client.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use axum::http::HeaderValue;

    use super::*;

    fn of(peer: &str, forwarded: &str) -> String {
        let proxies = ["10.0.0.0/8".parse().expect("a network")];
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            HeaderValue::from_str(forwarded).expect("a header"),
        );
        client(peer.parse().expect("an address"), &headers, &proxies).to_string()
    }

    #[test]
    fn only_our_proxies_are_believed() {
        assert_eq!(of("192.0.2.1", "198.51.100.9"), "192.0.2.1");
        assert_eq!(of("10.0.0.1", "198.51.100.9"), "198.51.100.9");
        assert_eq!(
            of("10.0.0.1", "203.0.113.5, 198.51.100.9, 10.0.0.7"),
            "198.51.100.9"
        );
        assert_eq!(of("10.0.0.1", "nonsense"), "10.0.0.1");
        assert_eq!(of("10.0.0.1", "nonsense, 10.0.0.7"), "10.0.0.7");
    }

    #[test]
    fn an_ipv6_network_is_one_reader() {
        assert_eq!(of("2001:db8:1:2:3:4:5:6", ""), "2001:db8:1:2::");
        assert_eq!(of("::ffff:192.0.2.1", ""), "192.0.2.1");
    }
}
