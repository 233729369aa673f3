//! What only one reader may know: kept as hashes, so that whoever reads the database cannot use it.

use std::{collections::HashSet, net::IpAddr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use comments::{NewComment, Slug};
use sha2::{Digest, Sha256};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

fn hash(parts: &[&[u8]]) -> Hash {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length before it, no part can be taken for the end of another.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A secret is too short, too long, or has signs that no header holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "it is made of {} to {} visible ASCII characters",
    Secret::MIN,
    Secret::MAX
)]
pub struct SecretError;

/// A text that a reader's browser made at random. Its content is shown nowhere, in no log either.
#[derive(Clone, PartialEq, Eq)]
struct Secret(String);

impl Secret {
    /// So long that nobody guesses it.
    const MIN: usize = 16;
    const MAX: usize = 200;

    fn new(text: &str) -> Result<Self, SecretError> {
        let is_right = (Self::MIN..=Self::MAX).contains(&text.len())
            && text.bytes().all(|it| it.is_ascii_graphic());
        is_right.then(|| Self(text.to_owned())).ok_or(SecretError)
    }
}

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Secret);

        impl $name {
            /// Checks it.
            ///
            /// # Errors
            /// [`SecretError`].
            pub fn new(text: &str) -> Result<Self, SecretError> {
                Secret::new(text).map(Self)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret! {
    /// Who may edit and delete a comment: whoever has this.
    EditToken
}
secret! {
    /// A browser, so that it has one vote.
    Device
}

/// With the same key, the same comment is kept once, however often it is sent
/// (draft-ietf-httpapi-idempotency-key-header). The edit token is made of it, so nobody may guess it.
#[derive(Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    secret: Secret,
    /// Whether it has 128 random bits: else it keeps a comment once, and tells no token again.
    is_secret: bool,
}

/// A text has no room for 128 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "it holds 128 random bits, as 32 hexadecimal digits, {} or more characters of base64url, or a UUID of version 4",
    IdempotencyKey::MIN
)]
pub struct IdempotencyKeyError;

impl std::fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdempotencyKey(…)")
    }
}

impl IdempotencyKey {
    /// 22 characters of base64url hold 132 bits.
    const MIN: usize = 22;
    /// 32 random hexadecimal digits have fewer different ones once in five thousand million times.
    const DIFFERENT: usize = 6;

    /// Checks it, as far as randomness can be seen.
    ///
    /// # Errors
    /// [`IdempotencyKeyError`].
    pub fn new(text: &str) -> Result<Self, IdempotencyKeyError> {
        let secret = Secret::new(text).map_err(|_| IdempotencyKeyError)?;
        let different: HashSet<_> = text.bytes().collect();
        let is_right = text.len() >= Self::MIN && different.len() >= Self::DIFFERENT;
        // The other versions of a UUID are made of the time, of addresses or of names. Pages of earlier versions have sent
        // version 7, with 74 random bits, and may still have comments to send.
        let is_secret = uuid_version(text).is_none_or(|version| version == '4');
        is_right
            .then_some(Self { secret, is_secret })
            .ok_or(IdempotencyKeyError)
    }

    /// Whether nobody can guess it, so that whoever has it may be told the edit token again.
    pub(crate) fn is_secret(&self) -> bool {
        self.is_secret
    }

    /// What is kept of it. The same key on another article is another key.
    pub(crate) fn hash(&self, slug: &Slug) -> Hash {
        hash(&[b"key", slug.as_str().as_bytes(), self.secret.0.as_bytes()])
    }

    /// The token of the comment that was sent with it. Made of the key rather than at random, so that the same answer can be
    /// given again, while nothing is kept that the token can be made of.
    pub(crate) fn token(&self, nonce: &[u8]) -> EditToken {
        let token = hash(&[b"token", nonce, self.secret.0.as_bytes()]);
        EditToken(Secret(URL_SAFE_NO_PAD.encode(token)))
    }
}

impl EditToken {
    /// What is kept of it.
    pub(crate) fn hash(&self) -> Hash {
        hash(&[b"edit", self.0.0.as_bytes()])
    }

    /// As the one answer tells it that may.
    pub fn reveal(&self) -> &str {
        &self.0.0
    }
}

impl Device {
    /// What is kept of it: on each comment another, so that nobody can follow a device through the votes.
    pub(crate) fn hash(&self, comment: &[u8]) -> Hash {
        hash(&[b"device", comment, self.0.0.as_bytes()])
    }
}

/// The version that a UUID says it has; `None` for what is no UUID.
fn uuid_version(text: &str) -> Option<char> {
    let groups: Vec<_> = text.split('-').collect();
    let is_hex = |group: &&str| group.bytes().all(|it| it.is_ascii_hexdigit());
    let lengths: Vec<_> = groups.iter().map(|it| it.len()).collect();
    let is_uuid = lengths == [8, 4, 4, 4, 12] && groups.iter().all(is_hex);
    groups
        .get(2)
        .filter(|_| is_uuid)
        .and_then(|it| it.chars().next())
}

/// A random number that only the database knows: the key of the networks' hashes. There are few networks, so without a key
/// whoever reads the database could try them all.
#[derive(Clone)]
pub(crate) struct ServerSecret(pub(crate) Vec<u8>);

impl std::fmt::Debug for ServerSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerSecret(…)")
    }
}

/// Who votes or reports.
#[derive(Clone, Debug)]
pub struct Voter {
    /// The browser, which can take its vote back.
    pub device: Device,
    /// The network that it is in: an IPv4 address, or the first half of an IPv6 address. What comes from one counts once.
    /// `None` where it is not known: then each device counts.
    pub network: Option<IpAddr>,
}

impl Voter {
    /// What is kept of its network: on each comment another, so that nobody can follow a network through the votes.
    pub(crate) fn network_hash(&self, secret: &ServerSecret, comment: &[u8]) -> Hash {
        match self.network {
            Some(IpAddr::V4(address)) => hash(&[b"network", &secret.0, comment, &address.octets()]),
            Some(IpAddr::V6(address)) => hash(&[b"network", &secret.0, comment, &address.octets()]),
            None => self.device.hash(comment),
        }
    }
}

/// What tells the same words from others.
pub(crate) fn request(new: &NewComment) -> Hash {
    let parent = new.parent.map(comments::CommentId::to_bytes);
    let name = new.name.as_ref().map_or("", |name| name.as_str());
    let parent = parent.as_ref().map_or(&[][..], |it| &it[..]);
    hash(&[parent, name.as_bytes(), new.body.as_str().as_bytes()])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    #[test]
    fn keys_need_room_for_128_random_bits() {
        for key in [
            "0123456789abcdef0123456789abcdef",
            "AAECAwQFBgcICQoLDA0ODw",
            "67e55044-10b1-426f-9247-bb680e5fe0c8",
        ] {
            let key = IdempotencyKey::new(key).expect("a key");
            assert!(key.is_secret());
        }
        let of_the_time = IdempotencyKey::new("0190163d-8694-739b-aea5-966c26f8ad91");
        assert!(!of_the_time.expect("a key").is_secret());
        for key in [
            "0123456789abcdef",
            "AAECAwQFBgcICQoLDA0OD",
            "abababababababababababababababab",
            "with spaces in it, and so on and on",
        ] {
            assert_eq!(IdempotencyKey::new(key), Err(IdempotencyKeyError), "{key}");
        }
    }

    #[test]
    fn a_network_is_another_on_each_comment_and_each_server() {
        let voter = |network: &str| Voter {
            device: Device::new("a-device-of-this-test").expect("long enough"),
            network: network.parse().ok(),
        };
        let hash = |network: &str, secret: u8, comment: u8| {
            voter(network).network_hash(&ServerSecret(vec![secret; 32]), &[comment])
        };
        let all = [
            hash("192.0.2.1", 1, 1),
            hash("192.0.2.2", 1, 1),
            hash("2001:db8::", 1, 1),
            hash("192.0.2.1", 2, 1),
            hash("192.0.2.1", 1, 2),
        ];
        let different: HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert_eq!(hash("192.0.2.1", 1, 1), all[0]);
    }
}
