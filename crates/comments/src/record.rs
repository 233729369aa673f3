//! [`Record`]: a comment as it is kept.

use serde::{Deserialize, Serialize};

use crate::{AuthorName, Comment, CommentBody, CommentId, Content, Helpful, Origin, Timestamp};

/// A comment as it is kept on a device and exported: see `docs/comments.md`. One that is deleted has lost its words, but
/// stays, so that joining with an older version never brings it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: CommentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<CommentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<AuthorName>,
    /// Absent where it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<CommentBody>,
    pub(crate) created: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) edited: Option<Timestamp>,
    /// Whether this device says that it helps.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) helpful: bool,
    /// When anything of it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Timestamp>,
}

impl Record {
    /// As it is shown.
    pub(crate) fn to_comment(&self) -> Comment {
        let content = match self.body.clone() {
            Some(body) => Content::Said {
                name: self.name.clone(),
                body,
                edited: self.edited,
            },
            None => Content::Deleted,
        };
        Comment {
            id: self.id,
            parent: self.parent,
            created: self.created,
            content,
            helpful: Helpful {
                count: u32::from(self.helpful),
                mine: self.helpful,
            },
            origin: Origin::Here,
        }
    }

    /// When it was changed last.
    fn changed(&self) -> Timestamp {
        self.changed.unwrap_or(self.created)
    }

    /// The moment of a change that is made now: later than the one before, whatever the clock says.
    pub(crate) fn change(&mut self, now: Timestamp) -> Timestamp {
        let next = Timestamp::from_millis(self.changed().as_millis() + 1).unwrap_or(now);
        let moment = now.max(next);
        self.changed = Some(moment);
        moment
    }

    /// Nothing is said any more.
    pub(crate) fn bury(&mut self, now: Timestamp) {
        self.change(now);
        self.name = None;
        self.body = None;
        self.edited = None;
        self.helpful = false;
    }

    /// Whether this version counts, of two of the same comment: a grave does, then the later one. What is equally late is
    /// told apart by what it says, so that the order of joining does not matter.
    pub(crate) fn outlives(&self, other: &Self) -> bool {
        self.rank() > other.rank()
    }

    fn rank(&self) -> impl Ord + '_ {
        (
            self.body.is_none(),
            self.changed(),
            self.edited,
            self.helpful,
            self.body.as_ref().map(CommentBody::as_str),
            self.name.as_ref().map(AuthorName::as_str),
            (self.created, self.parent),
        )
    }
}
