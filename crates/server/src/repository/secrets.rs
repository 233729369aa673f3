//! What only one reader may know: kept as hashes, so that whoever reads the database cannot use it.

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
    /// With the same key, the same comment is kept once, however often it is sent
    /// (draft-ietf-httpapi-idempotency-key-header).
    IdempotencyKey
}
secret! {
    /// Who may edit and delete a comment: whoever has this.
    EditToken
}
secret! {
    /// A browser, so that it has one vote.
    Device
}

impl IdempotencyKey {
    /// What is kept of it. The same key on another article is another key.
    pub(crate) fn hash(&self, slug: &Slug) -> Hash {
        hash(&[b"key", slug.as_str().as_bytes(), self.0.0.as_bytes()])
    }

    /// The token of the comment that was sent with it. Made of the key rather than at random, so that the same answer can be
    /// given again, while nothing is kept that the token can be made of.
    pub(crate) fn token(&self, nonce: &[u8]) -> EditToken {
        let token = hash(&[b"token", nonce, self.0.0.as_bytes()]);
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

/// What tells the same words from others.
pub(crate) fn request(new: &NewComment) -> Hash {
    let parent = new.parent.map(comments::CommentId::to_bytes);
    let name = new.name.as_ref().map_or("", |name| name.as_str());
    let parent = parent.as_ref().map_or(&[][..], |it| &it[..]);
    hash(&[parent, name.as_bytes(), new.body.as_str().as_bytes()])
}
