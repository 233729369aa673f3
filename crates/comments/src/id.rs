//! [`CommentId`]: a `UUIDv7`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// A UUID of version 7 (RFC 9562): ids made later sort later. Written in lower-case hexadecimal digits, in groups of 8, 4, 4,
/// 4 and 12. (All of this is less than a library's own knowledge of the other versions.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentId(u128);

/// Why a text is no [`CommentId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a comment's id is a UUID of version 7")]
pub struct CommentIdError;

/// How many digits the groups have.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
/// The bits that say version and variant, and what they say.
const KIND: u128 = 0xF << 76 | 0b11 << 62;
const IS_7: u128 = 0x7 << 76 | 0b10 << 62;

impl CommentId {
    /// An id made at `now` from ten `random` bytes, which come from whoever can make them (a browser, a system).
    pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
        let time = u128::from(now.as_millis()) << 80;
        let bits = random
            .into_iter()
            .fold(0, |bits, byte| bits << 8 | u128::from(byte));
        Self((time | bits) & !KIND | IS_7)
    }

    /// Its sixteen bytes, the first one first: their order is the order of ids.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// The id with these bytes.
    ///
    /// # Errors
    /// [`CommentIdError`].
    pub fn from_bytes(bytes: [u8; 16]) -> Result<Self, CommentIdError> {
        let bits = u128::from_be_bytes(bytes);
        (bits & KIND == IS_7)
            .then_some(Self(bits))
            .ok_or(CommentIdError)
    }

    /// Whether both are ids of one post: all but the time is equal. A page makes an id when a comment is written, the server
    /// another one when it stores it, both from one [`PostKey`](crate::PostKey).
    pub fn is_same_post(self, other: Self) -> bool {
        const TIME: u32 = 80;
        (self.0 ^ other.0) << (u128::BITS - TIME) == 0
    }

    /// Its bits: ids in their order.
    pub(crate) fn bits(self) -> u128 {
        self.0
    }
}

impl FromStr for CommentId {
    type Err = CommentIdError;

    fn from_str(text: &str) -> Result<Self, CommentIdError> {
        let mut groups = text.split('-');
        let mut bits = 0;
        for digits in GROUPS {
            let group = groups.next().unwrap_or_default();
            let is_right = group.len() == digits && group.bytes().all(|it| it.is_ascii_hexdigit());
            let group = u64::from_str_radix(group, 16).ok().filter(|_| is_right);
            bits = bits << (4 * digits) | u128::from(group.ok_or(CommentIdError)?);
        }
        let is_one = groups.next().is_none() && bits & KIND == IS_7;
        is_one.then_some(Self(bits)).ok_or(CommentIdError)
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
        let mut left = 128;
        for (index, digits) in GROUPS.into_iter().enumerate() {
            if index > 0 {
                f.write_str("-")?;
            }
            left -= 4 * digits;
            let group = (self.0 >> left) & ((1 << (4 * digits)) - 1);
            let group = u64::try_from(group).map_err(|_| fmt::Error)?;
            write!(f, "{group:0digits$x}")?;
        }
        Ok(())
    }
}
