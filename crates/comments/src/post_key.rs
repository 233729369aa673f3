//! [`PostKey`]: the idempotency key of a new comment, and the part of the comment's id that is derived from it.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{CommentId, Slug, Timestamp};

/// The idempotency key of a new comment: 128 random bits as 32 hexadecimal digits. Whoever has it can ask for the comment's
/// edit token, so it is sent nowhere but with the comment itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostKey(String);

/// A text that no header `Idempotency-Key` may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key is made of 16 to 200 visible ASCII characters")]
pub struct PostKeyError;

impl PostKey {
    /// A key of sixteen `random` bytes, from a source that nobody can guess.
    pub fn new(random: [u8; 16]) -> Self {
        let mut digits = String::with_capacity(32);
        for byte in random {
            // Writing into a `String` never fails.
            let _ = write!(digits, "{byte:02x}");
        }
        Self(digits)
    }

    /// The key of an earlier version of the page, which used the comment's own id.
    pub fn of_id(id: CommentId) -> Self {
        Self(id.to_string())
    }

    /// As the header `Idempotency-Key` holds it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The comment's id until the server has answered; the server's differs in the time only: see
    /// [`CommentId::is_same_post`].
    pub fn id(&self, article: &Slug, now: Timestamp) -> CommentId {
        CommentId::new(now, id_bytes(article, &self.0))
    }
}

impl TryFrom<String> for PostKey {
    type Error = PostKeyError;

    fn try_from(text: String) -> Result<Self, PostKeyError> {
        let is_right =
            (16..=200).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_graphic());
        is_right.then_some(Self(text)).ok_or(PostKeyError)
    }
}

impl From<PostKey> for String {
    fn from(key: PostKey) -> Self {
        key.0
    }
}

impl fmt::Debug for PostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostKey(…)")
    }
}

/// The bytes of a comment's id that are not its time, derived from the idempotency `key`: the first ten of a SHA-256. The
/// page that has the key recognises its comment in any list; the key cannot be derived from them.
pub fn id_bytes(article: &Slug, key: &str) -> [u8; 10] {
    let mut hash = Sha256::new();
    for part in [b"id", article.as_str().as_bytes(), key.as_bytes()] {
        // With its length before it, no part can be taken for the end of another.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    std::array::from_fn(|at| hash[at])
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_key_are_the_same_post_at_any_time() {
        let slug = |name: &str| name.parse::<Slug>().expect("a slug");
        let at = |millis| Timestamp::from_millis(millis).expect("a time");
        let (key, other) = (PostKey::new([1; 16]), PostKey::new([2; 16]));
        let id = key.id(&slug("gut"), at(1));
        let later = key.id(&slug("gut"), at(1_700_000_000_000));
        assert_ne!(id, later);
        assert!(id.is_same_post(later));
        assert!(!id.is_same_post(other.id(&slug("gut"), at(1))));
        assert!(
            !id.is_same_post(key.id(&slug("sleep"), at(1))),
            "on another article it is another"
        );
    }

    #[test]
    fn a_key_has_128_bits_and_is_not_shown() {
        let key = PostKey::new([0xAB; 16]);
        assert_eq!(key.as_str(), "ab".repeat(16));
        assert_eq!(format!("{key:?}"), "PostKey(…)");
    }
}
