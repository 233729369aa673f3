//! [`Cursor`]: a place in an order.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CommentId, Sort};

/// A place in an order: which order, the sort key of a comment and its id. What comes after it stays the same whatever is
/// added before it (keyset paging). Its text is opaque to whoever gets it: `n19ab3f.0190163d-8694-739b-aea5-966c26f8ad91`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor {
    /// What it is a place in: in any other it has no meaning.
    pub list: List,
    /// What the order goes by: a moment, or a number of votes.
    pub key: u64,
    /// Which comment.
    pub id: CommentId,
}

/// What a [`Cursor`] is a place in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Threads in an order.
    Threads(Sort),
    /// The replies of a thread, which have one order.
    Replies,
}

/// The first letter of a cursor's text.
const LETTERS: [(char, List); 4] = [
    ('o', List::Threads(Sort::Oldest)),
    ('n', List::Threads(Sort::Newest)),
    ('h', List::Threads(Sort::Helpful)),
    ('r', List::Replies),
];

/// A text that is no [`Cursor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a discussion")]
pub struct CursorError;

/// The digits of a `u64` in hexadecimal.
const DIGITS: usize = 16;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let found = LETTERS
            .iter()
            .find_map(|(letter, list)| Some((*list, text.strip_prefix(*letter)?)));
        let (list, rest) = found.ok_or(CursorError)?;
        let (key, id) = rest.split_once('.').ok_or(CursorError)?;
        let is_key = (1..=DIGITS).contains(&key.len())
            && key
                .bytes()
                .all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        let key = u64::from_str_radix(key, 16).ok().filter(|_| is_key);
        Ok(Self {
            list,
            key: key.ok_or(CursorError)?,
            id: id.parse().map_err(|_| CursorError)?,
        })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.list {
            List::Threads(Sort::Oldest) => 'o',
            List::Threads(Sort::Newest) => 'n',
            List::Threads(Sort::Helpful) => 'h',
            List::Replies => 'r',
        };
        write!(f, "{letter}{:x}.{}", self.key, self.id)
    }
}

impl TryFrom<String> for Cursor {
    type Error = CursorError;

    fn try_from(text: String) -> Result<Self, CursorError> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}
