//! Comments kept on this device.

use comments::{Comment, CommentId, NewComment};
use document::Slug;

use super::{CommentStore, StoreError};
use crate::browser::{clock, random, storage::Slot};

/// The comments on one article, kept in the browser; only this reader sees them.
#[derive(Clone, Debug)]
pub struct DeviceStore {
    slot: Slot<Vec<Comment>>,
}

impl DeviceStore {
    /// The store of one article.
    pub fn new(article: &Slug) -> Self {
        Self {
            slot: Slot::of_article("comments", article),
        }
    }

    /// Calls `hear` whenever another tab has changed the comments, or they were erased.
    pub fn on_change(&self, hear: impl Fn() + Clone + 'static) {
        self.slot.on_change(move |_| hear());
    }
}

impl CommentStore for DeviceStore {
    async fn list(&self) -> Result<Vec<Comment>, StoreError> {
        Ok(self.slot.read()?.unwrap_or_default())
    }

    async fn create(&self, new: NewComment) -> Result<Comment, StoreError> {
        let now = clock::now();
        let comment = Comment::from_new(new, CommentId::new(now, random::ten_bytes()), now);
        self.slot.update(|kept| kept.push(comment.clone()))?;
        Ok(comment)
    }
}
