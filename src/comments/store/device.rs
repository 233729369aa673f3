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
    /// What this tab has read or kept last, so that a long thread is not read again for every look. Browsers tell tabs of
    /// each other's changes a little late: what another one has overwritten meanwhile is kept again.
    latest: Rc<RefCell<Option<Shelf>>>,
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

    /// Reads what is kept, unless it is known.
    fn know(&self) -> Result<(), StoreError> {
        let mut latest = self.latest.borrow_mut();
        if latest.is_none() {
            *latest = Some(self.slot.read()?.unwrap_or_default());
        }
        Ok(())
    }

    fn keep(&self, all: Shelf) -> Result<(), StoreError> {
        self.slot.write(&all)?;
        self.latest.replace(Some(all));
        Ok(())
    }

    /// Takes in another version; answers how many comments of it were new or newer.
    ///
    /// # Errors
    /// [`StoreError::Place`].
    pub fn join(&self, other: Shelf) -> Result<usize, StoreError> {
        self.change(|shelf, _| {
            let changes = shelf.changes(&other);
            shelf.join(other);
            Ok(changes.new + changes.changed)
        })
    }

    /// Erases everything, and answers it.
    ///
    /// # Errors
    /// [`StoreError::Place`].
    pub fn erase(&self) -> Result<Shelf, StoreError> {
        let erased = self.look(Shelf::clone)?;
        self.slot.clear()?;
        self.latest.take();
        Ok(erased)
    }

    /// Another tab has changed what is kept.
    fn hear(&self, change: Change) {
        let before = self.latest.take();
        if change == Change::Erased {
            return;
        }
        let lacks = |before: &Shelf| self.look(|kept| kept.lacks(before)).unwrap_or_default();
        if let Some(before) = before.filter(lacks) {
            // What cannot be kept is told when the reader does something.
            let _ = self.join(before);
        }
    }
}

impl KeepsShelf for DeviceStore {
    fn look<T>(&self, look: impl FnOnce(&Shelf) -> T) -> Result<T, StoreError> {
        self.know()?;
        Ok(look(self.latest.borrow_mut().get_or_insert_default()))
    }

    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf, Timestamp) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut kept = self.slot.read_or_default()?;
        let answer = change(&mut kept, clock::now())?;
        self.keep(kept)?;
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
