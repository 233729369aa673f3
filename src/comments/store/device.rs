//! Comments kept on this device.

use std::{cell::RefCell, rc::Rc};

use comments::{KeepsShelf, Shelf, StoreError, Timestamp};
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

    /// Another tab has changed what is kept.
    fn hear(&self, change: Change) {
        if change == Change::Erased {
            self.latest.take();
        } else if let Ok(kept) = self.shelf()
            && kept.lacks(&self.latest.borrow())
        {
            let latest = self.latest.borrow().clone();
            // What cannot be kept is told when the reader does something.
            let _ = self.change(|shelf, _| {
                shelf.join(latest);
                Ok(())
            });
        }
    }
}

impl KeepsShelf for DeviceStore {
    fn shelf(&self) -> Result<Shelf, StoreError> {
        Ok(self.slot.read()?.unwrap_or_default())
    }

    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf, Timestamp) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut kept = self.slot.read_or_default()?;
        let answer = change(&mut kept, clock::now())?;
        self.slot.write(&kept)?;
        self.latest.replace(kept);
        Ok(answer)
    }

    fn on_change(&self, hear: impl Fn() + Clone + 'static) {
        let store = self.clone();
        self.slot.on_change(move |change| {
            store.hear(change);
            hear();
        });
    }
}
