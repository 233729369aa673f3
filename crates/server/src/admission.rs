//! [`Admission`]: which connections are let in, so that no client takes all the room.
//!
//! Each client has at most so many connections; all together have at most so many; and beyond these some are kept for health
//! checks, so that whoever runs the server is told that it is full rather than that it is dead.

use std::{net::IpAddr, num::NonZeroUsize, sync::Arc, time::Duration};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    client::{Client, Proxies},
    per_client::{Held, PerClient},
};

/// How many connections are kept for health checks.
pub(crate) const RESERVE: usize = 32;

/// How many connections there are, and how long they may stall.
#[derive(Clone, Debug)]
pub struct ConnectionOptions {
    /// Open connections, all together.
    pub total: usize,
    /// Open connections by client (an IPv4 address or an IPv6 network). `None`: any number.
    pub per_client: Option<NonZeroUsize>,
    /// Whose connections are counted together only, as each of them speaks for many.
    pub proxies: Proxies,
    /// How long a client may take for the head of a request, or be silent between two.
    pub head_timeout: Duration,
    /// How long a client may take nothing of what it is sent.
    pub write_timeout: Duration,
}

impl Default for ConnectionOptions {
    fn default() -> Self {
        Self {
            total: 10_000,
            per_client: NonZeroUsize::new(256),
            proxies: Proxies::default(),
            head_timeout: Duration::from_secs(15),
            write_timeout: Duration::from_secs(30),
        }
    }
}

/// Counts the open connections.
#[derive(Debug)]
pub(crate) struct Admission {
    places: Arc<Semaphore>,
    reserve: Arc<Semaphore>,
    per_client: PerClient,
    proxies: Proxies,
}

/// A connection that was let in: its place is free again when dropped.
#[derive(Debug)]
pub(crate) enum Admitted {
    /// For anything.
    Place(Place),
    /// For health checks only: there is no room for more.
    Reserve(Place),
}

/// A place among the open connections.
#[derive(Debug)]
pub(crate) struct Place {
    _among_all: OwnedSemaphorePermit,
    /// `None` for a proxy.
    _of_client: Option<Held>,
}

impl Admission {
    pub(crate) fn new(options: &ConnectionOptions) -> Self {
        Self {
            places: Arc::new(Semaphore::new(options.total)),
            reserve: Arc::new(Semaphore::new(RESERVE)),
            per_client: PerClient::new(options.per_client),
            proxies: options.proxies.clone(),
        }
    }

    /// Lets a connection in; `None` where its client, or all together, have as many as they may.
    pub(crate) fn admit(&self, peer: IpAddr) -> Option<Admitted> {
        let of_client = if self.proxies.contain(peer) {
            None
        } else {
            Some(self.per_client.try_hold(Client::at(peer))?)
        };
        let place = |among_all| Place {
            _among_all: among_all,
            _of_client: of_client,
        };
        if let Ok(permit) = Arc::clone(&self.places).try_acquire_owned() {
            return Some(Admitted::Place(place(permit)));
        }
        let permit = Arc::clone(&self.reserve).try_acquire_owned().ok()?;
        Some(Admitted::Reserve(place(permit)))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    fn admission(total: usize, per_client: usize) -> Admission {
        Admission::new(&ConnectionOptions {
            total,
            per_client: NonZeroUsize::new(per_client),
            proxies: vec!["10.0.0.0/8".parse().expect("a network")].into(),
            ..ConnectionOptions::default()
        })
    }

    fn peer(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn each_client_has_at_most_its_share() {
        let admission = admission(100, 2);
        let open = [(); 2].map(|()| admission.admit(peer("192.0.2.1")));
        assert!(open.iter().all(Option::is_some));
        assert!(admission.admit(peer("192.0.2.1")).is_none());
        assert!(admission.admit(peer("192.0.2.2")).is_some());
        drop(open);
        assert!(admission.admit(peer("192.0.2.1")).is_some());
    }

    #[test]
    fn proxies_share_is_not_limited() {
        let admission = admission(100, 1);
        let open = [(); 10].map(|()| admission.admit(peer("10.0.0.1")));
        assert!(open.iter().all(Option::is_some));
    }

    #[test]
    fn full_server_lets_health_checks_in() {
        let admission = admission(1, 0);
        let open = admission.admit(peer("192.0.2.1"));
        assert!(matches!(open, Some(Admitted::Place(_))));
        let reserve = [(); RESERVE].map(|()| admission.admit(peer("192.0.2.2")));
        let all_reserved = reserve
            .iter()
            .all(|it| matches!(it, Some(Admitted::Reserve(_))));
        assert!(all_reserved);
        assert!(admission.admit(peer("192.0.2.3")).is_none());
        drop(open);
        let next = admission.admit(peer("192.0.2.3"));
        assert!(matches!(next, Some(Admitted::Place(_))));
    }
}
