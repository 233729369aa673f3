//! Comments kept on this device.

use std::{cell::RefCell, rc::Rc};

use comments::{
    At, Comment, CommentBody, CommentId, CommentStore, NewComment, Page, Reply, Shelf, Sort,
    StoreError, Timestamp, Window,
};
use document::Slug;

use crate::browser::{
    clock,
    storage::{Change, Slot, StorageError},
};

/// The comments on one article, kept in the browser; only this reader sees them. A clone is the same store.
#[derive(Clone, Debug)]
pub struct DeviceStore {
    slot: Slot<Shelf>,
    /// What this tab has kept last: browsers tell tabs of each other's changes a little late, and what another one has
    /// overwritten meanwhile is kept again.
    latest: Rc<RefCell<Shelf>>,
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        Self::Place {
            reason: error.to_string(),
        }
    }
}

impl DeviceStore {
    /// The store of one article.
    pub fn new(article: &Slug) -> Self {
        Self {
            slot: Slot::of_article("comments", article),
            latest: Rc::default(),
        }
    }

    /// All that is kept.
    ///
    /// # Errors
    /// [`StoreError::Place`].
    pub fn shelf(&self) -> Result<Shelf, StoreError> {
        Ok(self.slot.read()?.unwrap_or_default())
    }

    /// Takes in what was kept elsewhere, or was erased.
    ///
    /// # Errors
    /// [`StoreError::Place`]; all is then as it was.
    pub fn join(&self, other: Shelf) -> Result<(), StoreError> {
        self.change(|shelf| {
            shelf.join(other);
            Ok(())
        })
    }

    /// Erases all of it, and answers it.
    ///
    /// # Errors
    /// [`StoreError::Place`]; all is then as it was.
    pub fn erase(&self) -> Result<Shelf, StoreError> {
        let kept = self.shelf()?;
        self.slot.clear()?;
        self.latest.take();
        Ok(kept)
    }

    /// Nothing is kept where the change fails.
    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut kept = self.slot.read_or_default()?;
        let answer = change(&mut kept)?;
        self.slot.write(&kept)?;
        self.latest.replace(kept);
        Ok(answer)
    }

    /// Another tab has changed what is kept.
    fn hear(&self, change: Change) {
        let latest = self.latest.take();
        if change == Change::Made
            && let Ok(kept) = self.shelf()
            && kept.lacks(&latest)
        {
            // What cannot be kept is told when the reader does something.
            let _ = self.join(latest);
        }
    }
}

impl CommentStore for DeviceStore {
    async fn page(&self, sort: Sort, at: At) -> Result<Page, StoreError> {
        Ok(self.shelf()?.page(sort, &at))
    }

    async fn replies(&self, thread: CommentId, at: At) -> Result<Window<Reply>, StoreError> {
        self.shelf()?.replies(thread, &at)
    }

    async fn context(&self, sort: Sort, id: CommentId) -> Result<Page, StoreError> {
        self.shelf()?.context(sort, id)
    }

    async fn create(&self, id: CommentId, new: NewComment) -> Result<Comment, StoreError> {
        self.change(|shelf| shelf.create(id, new, clock::now()))
    }

    async fn edit(
        &self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
    ) -> Result<Comment, StoreError> {
        self.change(|shelf| shelf.edit(id, body, seen, clock::now()))
    }

    async fn delete(&self, id: CommentId) -> Result<(), StoreError> {
        self.change(|shelf| shelf.delete(id, clock::now()))
    }

    async fn helpful(&self, id: CommentId, mine: bool) -> Result<Comment, StoreError> {
        self.change(|shelf| shelf.helpful(id, mine, clock::now()))
    }

    async fn report(&self, id: CommentId) -> Result<(), StoreError> {
        self.shelf()?.report(id)
    }

    fn subscribe(&self, hear: impl Fn() + Clone + 'static) {
        let store = self.clone();
        self.slot.on_change(move |change| {
            store.hear(change);
            hear();
        });
    }
}
