//! [`Client`]: the address that a request comes from, after the proxies that are trusted.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The header to which each proxy appends the address that it was asked from.
const FORWARDED: &str = "x-forwarded-for";

/// Where a request comes from: an IPv4 address, or an IPv6 network (/64), as one device has as many addresses in it as it
/// wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client(IpAddr);

impl Client {
    /// Its address, or its network's.
    pub(crate) fn network(self) -> IpAddr {
        self.0
    }

    /// The client at an address, whatever the address's form (`::ffff:192.0.2.1` is 192.0.2.1).
    pub(crate) fn at(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
            }
            address @ IpAddr::V4(_) => address,
        })
    }
}

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Arc<[IpNet]>);

impl From<Vec<IpNet>> for Proxies {
    fn from(networks: Vec<IpNet>) -> Self {
        Self(networks.into())
    }
}

impl Proxies {
    /// Whether a peer is one of them.
    pub(crate) fn contain(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.0.iter().any(|proxies| proxies.contains(&peer))
    }

    /// Whether a peer that is none of them says for whom it asks: perhaps a proxy that was forgotten in the options.
    pub(crate) fn seem_to_lack(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        headers.contains_key(FORWARDED) && !self.contain(peer)
    }

    /// Who asks: the peer, or, where that is a proxy, the last address before it that is none.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Client {
        if !self.contain(peer) {
            return Client::at(peer);
        }
        let lines = headers
            .get_all(FORWARDED)
            .iter()
            .filter_map(|line| line.to_str().ok());
        let line = lines.collect::<Vec<_>>().join(",");
        let mut client = peer;
        for entry in line.rsplit(',') {
            let Some(address) = address(entry.trim()) else {
                break;
            };
            client = address;
            if !self.contain(address) {
                break;
            }
        }
        Client::at(client)
    }
}

/// An entry of the header. Some proxies add the port: `192.0.2.1:5678`, `[2001:db8::1]:80`.
fn address(entry: &str) -> Option<IpAddr> {
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let with_port = || Some(entry.parse::<SocketAddr>().ok()?.ip());
    entry.parse().ok().or_else(bracketed).or_else(with_port)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, forwarded: &str) -> String {
        let proxies = Proxies::from(vec!["10.0.0.0/8".parse().expect("a network")]);
        let mut headers = HeaderMap::new();
        let value = HeaderValue::from_str(forwarded).expect("a header");
        headers.insert(FORWARDED, value);
        let Client(address) = proxies.client(peer.parse().expect("an address"), &headers);
        address.to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        for (peer, forwarded, expected) in [
            ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
            ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
            ("::ffff:10.0.0.1", "198.51.100.9", "198.51.100.9"),
            (
                "10.0.0.1",
                "203.0.113.5, 198.51.100.9, 10.0.0.7",
                "198.51.100.9",
            ),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("10.0.0.1", "nonsense, 10.0.0.7", "10.0.0.7"),
        ] {
            assert_eq!(client(peer, forwarded), expected, "{peer}, {forwarded}");
        }
    }

    #[test]
    fn forwarded_addresses_may_have_ports() {
        for (forwarded, expected) in [
            ("192.0.2.1:5678", "192.0.2.1"),
            ("[2001:db8:1:2::3]:80", "2001:db8:1:2::"),
            ("[2001:db8:1:2::3]", "2001:db8:1:2::"),
            ("203.0.113.5, 192.0.2.1:5678, 10.0.0.7:80", "192.0.2.1"),
            ("192.0.2.1:99999", "10.0.0.1"),
        ] {
            assert_eq!(client("10.0.0.1", forwarded), expected, "{forwarded}");
        }
    }

    #[test]
    fn ipv6_network_is_one_client() {
        assert_eq!(client("2001:db8:1:2:3:4:5:6", ""), "2001:db8:1:2::");
        assert_eq!(client("::ffff:192.0.2.1", ""), "192.0.2.1");
    }

    #[test]
    fn forgotten_proxy_is_noticed() {
        let proxies = Proxies::from(vec!["10.0.0.0/8".parse().expect("a network")]);
        let peer = |text: &str| text.parse().expect("an address");
        let mut headers = HeaderMap::new();
        assert!(!proxies.seem_to_lack(peer("127.0.0.1"), &headers));
        headers.insert(FORWARDED, HeaderValue::from_static("192.0.2.1"));
        assert!(proxies.seem_to_lack(peer("127.0.0.1"), &headers));
        assert!(!proxies.seem_to_lack(peer("10.0.0.1"), &headers));
    }
}
