//! [`Page`]: what a discussion is read by, and the [`Sort`] and place ([`At`]) that say which part of it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{AuthorName, Comment, CommentId, Cursor, wire::WirePage};

/// The order of threads. Replies always stand below what they answer, the oldest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String", rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sort {
    /// The oldest first.
    Oldest,
    /// The newest first.
    #[default]
    Newest,
    /// The most helpful first; of those equally helpful, the newest.
    Helpful,
}

const NAMES: [(&str, Sort); 3] = [
    ("oldest", Sort::Oldest),
    ("newest", Sort::Newest),
    ("helpful", Sort::Helpful),
];

/// A text that is no order's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order is oldest, newest or helpful")]
pub struct NoSort;

impl FromStr for Sort {
    type Err = NoSort;

    fn from_str(text: &str) -> Result<Self, NoSort> {
        let found = NAMES.iter().find(|(name, _)| *name == text);
        found.map(|(_, sort)| *sort).ok_or(NoSort)
    }
}

impl TryFrom<String> for Sort {
    type Error = NoSort;

    fn try_from(text: String) -> Result<Self, NoSort> {
        text.parse()
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = NAMES.iter().find(|(_, sort)| sort == self);
        f.write_str(found.map_or("", |(name, _)| name))
    }
}

/// Which part of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// Its beginning.
    #[default]
    Start,
    /// What follows a place.
    After(Cursor),
    /// What comes before a place.
    Before(Cursor),
}

/// A part of an order, and how to go on from it on both sides: `None` where nothing is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Window<T> {
    /// The part.
    pub items: Vec<T>,
    /// Before which place there is more.
    #[serde(rename = "previous")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub before: Option<Cursor>,
    /// After which place there is more.
    #[serde(rename = "next")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub after: Option<Cursor>,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            before: None,
            after: None,
        }
    }
}

impl<T> Window<T> {
    /// The place after which it goes on, where it has fewer than `wanted`.
    pub fn goes_on(&self, wanted: usize) -> Option<Cursor> {
        self.after.filter(|_| self.items.len() < wanted)
    }

    /// Adds the part that follows.
    pub fn append(&mut self, next: Self) {
        self.items.extend(next.items);
        self.after = next.after;
    }
}

/// Threads of a discussion. As JSON it is a [`WirePage`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WirePage", into = "WirePage")]
pub struct Page {
    /// The threads.
    pub threads: Window<Thread>,
    /// How many comments the whole discussion has; tombstones are none.
    pub total: usize,
    /// After how many changes this was so, where a server counts them.
    pub version: u64,
}

/// A comment on the article with replies. A flat list: no depth of answering nests data or elements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Thread {
    /// The comment that begins it.
    #[serde(rename = "comment")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::WireComment))]
    pub first: Comment,
    /// Replies, each below what it answers.
    pub replies: Window<Reply>,
    /// How many replies there are in all, tombstones among them.
    pub count: usize,
}

/// A reply in its thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reply {
    /// The reply.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::wire::WireComment))]
    pub comment: Comment,
    /// How deep it stands: 1 answers the first comment.
    pub depth: usize,
    /// What it answers.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to: CommentId,
    /// Whom it answers, where that is known.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub to_name: Option<AuthorName>,
    /// How many comments are below it, at any depth.
    pub replies: usize,
}
