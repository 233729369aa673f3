//! [`PerClient`]: how many of something each client holds at the moment, such as connections.

use std::{
    collections::{HashMap, hash_map::Entry},
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::client::Client;

/// Counts what each client holds, up to a limit. A clone counts the same.
#[derive(Clone, Debug)]
pub(crate) struct PerClient(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// `None`: any number.
    limit: Option<NonZeroUsize>,
    held: Mutex<HashMap<Client, usize>>,
}

/// One of them: given back when dropped.
#[derive(Debug)]
pub(crate) struct Held {
    counts: Arc<Inner>,
    client: Client,
}

impl PerClient {
    /// At most `limit` at once for each client.
    pub(crate) fn new(limit: Option<NonZeroUsize>) -> Self {
        Self(Arc::new(Inner {
            limit,
            held: Mutex::default(),
        }))
    }

    /// One more for this client; `None` where it holds as many as it may.
    pub(crate) fn try_hold(&self, client: Client) -> Option<Held> {
        let mut held = self.0.held();
        let count = held.entry(client).or_default();
        if self.0.limit.is_some_and(|limit| *count >= limit.get()) {
            return None;
        }
        *count += 1;
        Some(Held {
            counts: self.0.clone(),
            client,
        })
    }
}

impl Inner {
    fn held(&self) -> MutexGuard<'_, HashMap<Client, usize>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Entry::Occupied(mut entry) = self.counts.held().entry(self.client) {
            *entry.get_mut() -= 1;
            // Whoever holds nothing is forgotten.
            if *entry.get() == 0 {
                entry.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn client(number: u8) -> Client {
        Client::at(Ipv4Addr::new(192, 0, 2, number).into())
    }

    #[test]
    fn each_client_holds_at_most_the_limit() {
        let connections = PerClient::new(NonZeroUsize::new(2));
        let first = connections.try_hold(client(1));
        let second = connections.try_hold(client(1));
        assert!(first.is_some() && second.is_some());
        assert!(connections.try_hold(client(1)).is_none());
        assert!(connections.try_hold(client(2)).is_some());
        drop(first);
        assert!(connections.try_hold(client(1)).is_some());
    }

    #[test]
    fn client_without_anything_is_forgotten() {
        let connections = PerClient::new(None);
        drop([(); 10].map(|()| connections.try_hold(client(1))));
        assert!(connections.0.held().is_empty());
    }
}
