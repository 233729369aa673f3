//! [`Queue`]: what is written on this device and still to be sent to the server, in order. Pure.

use comments::{Comment, CommentId, Origin, PostKey, Slug};
use serde::{Deserialize, Serialize};

/// A change that is still to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub enum Pending {
    /// A new comment.
    Post {
        /// Its idempotency key.
        key: PostKey,
        /// The comment as it is shown until the server has answered.
        comment: Comment,
    },
    /// A comment is to be deleted.
    Delete(CommentId),
}

/// An entry as the device keeps it: `{"key":…,"comment":…}` or `{"delete":…}`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Stored {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<PostKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<Comment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delete: Option<CommentId>,
}

/// An entry that is neither a new comment nor a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry of the outbox is a new comment or a deletion")]
struct UnknownEntry;

impl TryFrom<Stored> for Pending {
    type Error = UnknownEntry;

    fn try_from(stored: Stored) -> Result<Self, UnknownEntry> {
        match (stored.key, stored.comment, stored.delete) {
            (Some(key), Some(comment), None) => Ok(Self::Post { key, comment }),
            (None, None, Some(id)) => Ok(Self::Delete(id)),
            _ => Err(UnknownEntry),
        }
    }
}

impl From<Pending> for Stored {
    fn from(pending: Pending) -> Self {
        match pending {
            Pending::Post { key, comment } => Self {
                key: Some(key),
                comment: Some(comment),
                ..Self::default()
            },
            Pending::Delete(id) => Self {
                delete: Some(id),
                ..Self::default()
            },
        }
    }
}

impl Pending {
    /// A comment that an earlier version of the page has kept: its id was its key.
    pub fn of_earlier_version(article: &Slug, comment: Comment) -> Self {
        let key = PostKey::of_id(comment.id);
        let id = key.id(article, comment.created);
        Self::Post {
            key,
            comment: Comment { id, ..comment },
        }
    }

    /// Whether both are the same change of the same comment.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Post { comment: one, .. }, Self::Post { comment: two, .. }) => one.id == two.id,
            (Self::Delete(one), Self::Delete(two)) => one == two,
            _ => false,
        }
    }
}

/// Changes that are still to be sent, the first one first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Queue(Vec<Pending>);

impl Queue {
    /// Whether nothing is left to send.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of changes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What is sent next.
    pub fn first(&self) -> Option<&Pending> {
        self.0.first()
    }

    /// Adds a change at the end, unless it is there.
    pub fn put(&mut self, pending: Pending) {
        if !self.0.iter().any(|it| it.is(&pending)) {
            self.0.push(pending);
        }
    }

    /// Removes a change: it is sent, was refused, or is taken back.
    pub fn remove(&mut self, pending: &Pending) {
        self.0.retain(|it| !it.is(pending));
    }

    /// Adds all of another queue.
    pub fn append(&mut self, other: Self) {
        for pending in other.0 {
            self.put(pending);
        }
    }

    /// The comments that are to be posted.
    pub fn posts(&self) -> Vec<Comment> {
        let posts = self.0.iter().filter_map(|pending| match pending {
            Pending::Post { comment, .. } => Some(Comment {
                origin: Origin::Waiting,
                ..comment.clone()
            }),
            Pending::Delete(_) => None,
        });
        posts.collect()
    }

    /// The comments that are to be deleted.
    pub fn deletions(&self) -> Vec<CommentId> {
        let deletions = self.0.iter().filter_map(|pending| match pending {
            Pending::Post { .. } => None,
            Pending::Delete(id) => Some(*id),
        });
        deletions.collect()
    }

    /// Marks a comment of the server's that is one of these posts: the answer that brings its token is still to come.
    pub fn mark(&self, comment: &mut Comment) {
        let is_it = |pending: &Pending| match pending {
            Pending::Post {
                comment: posted, ..
            } => posted.id.is_same_post(comment.id),
            Pending::Delete(_) => false,
        };
        if self.0.iter().any(is_it) {
            comment.origin = Origin::Unconfirmed;
        }
    }
}

// Read by the page's own JSON, natively.
#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use comments::Timestamp;

    use super::*;
    use crate::{comments::testing, json};

    fn article() -> Slug {
        "gut".parse().expect("a slug")
    }

    fn post(number: u8) -> Pending {
        let key = PostKey::new([number; 16]);
        let id = key.id(&article(), Timestamp::default());
        let comment = Comment {
            id,
            origin: Origin::Elsewhere,
            ..testing::comment(u64::from(number))
        };
        Pending::Post { key, comment }
    }

    #[test]
    fn changes_are_sent_in_order_and_each_once() {
        let mut queue = Queue::default();
        let delete = Pending::Delete(testing::comment(9).id);
        for pending in [post(1), delete.clone(), post(2), post(1), delete.clone()] {
            queue.put(pending);
        }
        assert_eq!((queue.posts().len(), queue.deletions().len()), (2, 1));
        queue.remove(&post(1));
        assert_eq!(queue.first(), Some(&delete));
        queue.remove(&delete);
        queue.remove(&post(2));
        assert!(queue.is_empty());
    }

    #[test]
    fn queue_is_read_back_and_unknown_entries_are_refused() {
        let mut queue = Queue::default();
        queue.put(post(1));
        queue.put(Pending::Delete(testing::comment(2).id));
        let written = json::write(&queue).expect("writable");
        assert_eq!(json::read(&written), Some(queue));
        assert_eq!(json::read::<Queue>(r#"[{"key":"0123456789abcdef"}]"#), None);
        assert_eq!(json::read::<Queue>("[{}]"), None);
    }

    #[test]
    fn stored_comment_is_recognised_by_its_key() {
        let mut queue = Queue::default();
        queue.put(post(1));
        let Pending::Post { key, comment } = post(1) else {
            unreachable!("it is a post");
        };
        let later = Timestamp::from_millis(1_700_000_000_000).expect("a time");
        let mut stored = Comment {
            id: key.id(&article(), later),
            ..comment
        };
        queue.mark(&mut stored);
        assert_eq!(stored.origin, Origin::Unconfirmed);
        let mut other = testing::comment(1);
        queue.mark(&mut other);
        assert_eq!(other.origin, testing::comment(1).origin);
    }

    #[test]
    fn comment_of_an_earlier_version_keeps_its_key() {
        let comment = testing::comment(7);
        let (id, text) = (comment.id, comment.text().to_owned());
        let Pending::Post { key, comment } = Pending::of_earlier_version(&article(), comment)
        else {
            unreachable!("it is a post");
        };
        assert_eq!(key.as_str(), id.to_string());
        assert_eq!(comment.text(), text);
    }
}
