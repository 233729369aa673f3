//! [`CommentId`]: a `UUIDv7`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::{Uuid, Version};

use crate::Timestamp;

/// A UUID of version 7 (RFC 9562): ids made later sort later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentId(Uuid);

/// Why a text is no [`CommentId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a comment's id is a UUID of version 7")]
pub struct CommentIdError;

impl CommentId {
    /// An id made at `now` from ten `random` bytes, which come from whoever can make them (a browser, a system).
    pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(now.as_millis(), &random).into_uuid())
    }
}

impl CommentId {
    /// Its bits: ids in their order.
    pub(crate) fn bits(self) -> u128 {
        self.0.as_u128()
    }
}

impl FromStr for CommentId {
    type Err = CommentIdError;

    fn from_str(text: &str) -> Result<Self, CommentIdError> {
        match Uuid::try_parse(text) {
            Ok(uuid) if uuid.get_version() == Some(Version::SortRand) => Ok(Self(uuid)),
            _ => Err(CommentIdError),
        }
    }
}

impl TryFrom<String> for CommentId {
    type Error = CommentIdError;

    fn try_from(text: String) -> Result<Self, CommentIdError> {
        text.parse()
    }
}

impl From<CommentId> for String {
    fn from(id: CommentId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for CommentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}
