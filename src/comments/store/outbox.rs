//! [`Outbox`]: what is written and still to be sent, kept on the device.

use comments::{Comment, CommentId, Origin};
use document::Slug;

use crate::browser::storage::{Slot, StorageError};

/// Comments on one article that wait to be sent, the first one first. Tabs share it.
#[derive(Clone, Debug)]
pub struct Outbox(Slot<Vec<Comment>>);

impl Outbox {
    /// The outbox of one article.
    pub fn of(article: &Slug) -> Self {
        Self(Slot::of_article("outbox", article))
    }

    /// What waits.
    pub fn waiting(&self) -> Vec<Comment> {
        let mut waiting = self.0.read_or_default().unwrap_or_default();
        for comment in &mut waiting {
            comment.origin = Origin::Waiting;
        }
        waiting
    }

    /// Calls `hear` whenever another tab has put something in or taken it out.
    pub fn on_change(&self, hear: impl Fn() + Clone + 'static) {
        self.0.on_change(move |_| hear());
    }

    /// Puts a comment in.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub fn put(&self, comment: Comment) -> Result<(), StorageError> {
        self.0.update(|waiting| waiting.push(comment)).map(drop)
    }

    /// Takes a comment out: it is sent, or was refused.
    pub fn take(&self, id: CommentId) {
        // What cannot be taken out is sent again, and kept once: its id is the key.
        let _ = self
            .0
            .update(|waiting| waiting.retain(|comment| comment.id != id));
    }
}
