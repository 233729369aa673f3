//! What this device shows the server to prove that it is the one who wrote or voted: edit tokens, votes, the device's key.
//!
//! Each is an entry of its own, so that tabs cannot overwrite each other's. Where the device keeps nothing, they hold for this
//! visit, and [`Credentials::unkept`] says so.

use comments::{Comment, CommentId, Origin};
use serde::{Deserialize, Serialize};

use crate::browser::{
    random,
    storage::{
        StorageError,
        visit::{self, VisitEntry},
    },
};

/// Below which name edit tokens are kept.
const EDIT_TOKENS: &str = "edit-token";

/// A text that nobody guesses: 16 to 200 visible ASCII characters, so that it can be sent in a header.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Secret(String);

/// A text that is no [`Secret`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret is made of 16 to 200 visible ASCII characters")]
pub struct NoSecret;

impl Secret {
    /// The secret that is this text.
    ///
    /// # Errors
    /// [`NoSecret`].
    pub fn new(text: String) -> Result<Self, NoSecret> {
        let is_one =
            (16..=200).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_graphic());
        is_one.then_some(Self(text)).ok_or(NoSecret)
    }

    /// A new one, of 160 random bits.
    fn random() -> Self {
        let bytes = [random::ten_bytes(), random::ten_bytes()].concat();
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// What it says is shown nowhere.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl TryFrom<String> for Secret {
    type Error = NoSecret;

    fn try_from(text: String) -> Result<Self, NoSecret> {
        Self::new(text)
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.0
    }
}

fn edit_token_entry(id: CommentId) -> VisitEntry<Secret> {
    VisitEntry::of_site(&format!("{EDIT_TOKENS}/{id}"))
}

fn vote_entry(id: CommentId) -> VisitEntry<bool> {
    VisitEntry::of_site(&format!("vote/{id}"))
}

fn device_key_entry() -> VisitEntry<Secret> {
    VisitEntry::of_site("device-key")
}

/// What is kept. Nothing of it is in this value: it is read when it is asked for, as other tabs may have changed it.
#[derive(Clone, Copy, Debug)]
pub struct Credentials;

impl Credentials {
    /// What is kept.
    pub fn kept() -> Self {
        Self
    }

    /// The token of a comment that was written here.
    pub fn token(self, id: CommentId) -> Option<String> {
        edit_token_entry(id).read().map(String::from)
    }

    /// Marks what this device has written, and what it says helps.
    pub fn mark(self, comment: &mut Comment) {
        if self.token(comment.id).is_some() {
            comment.origin = Origin::Here;
        }
        comment.helpful.mine = vote_entry(comment.id).read() == Some(true);
    }

    /// Keeps the token of a comment. Where the device keeps nothing, it holds for this visit, and [`Self::unkept`] says so.
    pub fn keep_token(id: CommentId, token: String) {
        if let Ok(token) = Secret::new(token) {
            let _ = Self::keep_edit_token(id, token);
        }
    }

    /// Keeps the token of a comment.
    ///
    /// # Errors
    /// Why it holds for this visit only.
    pub fn keep_edit_token(id: CommentId, token: Secret) -> Result<(), StorageError> {
        edit_token_entry(id).write(&token)
    }

    /// Keeps that the reader says that a comment helps, or not any more: at least for this visit.
    pub fn keep_vote(id: CommentId, mine: bool) {
        if mine {
            let _ = Self::keep_yes(id);
        } else {
            vote_entry(id).clear();
        }
    }

    /// Keeps that the reader says that a comment helps.
    ///
    /// # Errors
    /// Why it holds for this visit only.
    pub fn keep_yes(id: CommentId) -> Result<(), StorageError> {
        vote_entry(id).write(&true)
    }

    /// The comment is deleted: nothing of it is needed any more.
    pub fn forget(id: CommentId) {
        edit_token_entry(id).clear();
        vote_entry(id).clear();
    }

    /// By which the server knows this device again when it votes: made at the first time, the same for the whole visit.
    pub fn device() -> String {
        let entry = device_key_entry();
        let key = entry.read().unwrap_or_else(|| {
            let made = Secret::random();
            // Where it cannot be kept, it holds for this visit.
            let _ = entry.write(&made);
            // Another tab may have made one at the same time: the one that stands there counts.
            entry.read().unwrap_or(made)
        });
        key.into()
    }

    /// Keeps a key that an earlier version has made, unless there is one.
    ///
    /// # Errors
    /// Why it holds for this visit only.
    pub fn adopt_device_key(key: Secret) -> Result<(), StorageError> {
        match device_key_entry().read() {
            Some(_) => Ok(()),
            None => device_key_entry().write(&key),
        }
    }

    /// Why a token holds for this visit only; `None` where the device keeps all of them.
    pub fn unkept() -> Option<StorageError> {
        visit::unkept(EDIT_TOKENS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_fits_a_header() {
        assert!(Secret::new("a".repeat(16)).is_ok());
        for text in [
            "",
            "short",
            "a secret with spaces",
            "a-secret-with-\u{e9}",
            "a-secret\r\nwith: more",
        ] {
            assert_eq!(Secret::new(text.to_owned()), Err(NoSecret), "{text:?}");
        }
        assert_eq!(Secret::new("a".repeat(201)), Err(NoSecret));
    }
}
