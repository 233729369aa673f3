//! Comments kept on this device.

use std::{cell::RefCell, rc::Rc};

use comments::{
    Command, Comment, CommentId, Found, KeepsShelf, Query, Shelf, Sort, StoreError, Timestamp,
};
use document::Slug;

use super::{News, PageStore, Then};
use crate::browser::{
    clock,
    storage::{self, Change, Slot, StorageError},
};

/// The name of what is kept.
const COMMENTS: &str = "comments";

/// The comments on one article, kept in the browser; only this reader sees them. A clone is the same store.
#[derive(Clone, Debug)]
pub struct DeviceStore {
    slot: Slot<Shelf>,
    /// What this tab has read or kept last, so that a long thread is not read again for every look. Browsers tell tabs of
    /// each other's changes a little late: what another one has overwritten meanwhile is kept again.
    latest: Rc<RefCell<Option<Known>>>,
}

/// What is known of what is kept.
#[derive(Debug)]
struct Known {
    shelf: Shelf,
    /// How it is written. Where that is still so, nobody has changed it.
    written: Option<String>,
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
            slot: Slot::of_article(COMMENTS, article),
            latest: Rc::default(),
        }
    }

    /// Reads what is kept, unless it is known.
    fn know(&self) -> Result<(), StoreError> {
        let mut latest = self.latest.borrow_mut();
        if latest.is_none() {
            let written = self.slot.written()?;
            let kept = self.slot.understand(written.as_deref())?;
            *latest = Some(Known {
                shelf: kept.unwrap_or_default(),
                written,
            });
        }
        Ok(())
    }

    /// What is kept now, whoever has changed it.
    fn fresh(&self) -> Result<Shelf, StoreError> {
        let written = self.slot.written()?;
        let latest = self.latest.borrow();
        match latest.as_ref().filter(|known| known.written == written) {
            Some(known) => Ok(known.shelf.clone()),
            None => Ok(self.slot.read_or_default()?),
        }
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
        let before = self.latest.take().map(|known| known.shelf);
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

/// The article that a comment is on, where this device keeps it.
fn elsewhere(id: CommentId) -> Option<Slug> {
    let mut articles = storage::articles_with(COMMENTS).into_iter();
    articles.find(|article| {
        let shelf = Slot::<Shelf>::of_article(COMMENTS, article).read();
        shelf.is_ok_and(|it| it.is_some_and(|it| it.context(Sort::default(), id).is_ok()))
    })
}

impl PageStore for DeviceStore {
    fn of_article(article: &Slug) -> Self {
        Self::new(article)
    }

    fn query(&self, query: Query, then: Then<Found>) {
        let answer = self.look(|shelf| shelf.answer(query)).flatten();
        then(match (&answer, query) {
            (Err(StoreError::Missing), Query::Context(_, id)) => {
                let article = elsewhere(id);
                article.map_or(answer, |article| Err(StoreError::Elsewhere { article }))
            }
            _ => answer,
        });
    }

    fn execute(&self, command: Command, then: Then<Option<Comment>>) {
        then(self.change(|shelf, now| shelf.execute(command, now)));
    }

    fn subscribe(&self, hear: impl Fn(News) + Clone + 'static) {
        self.on_change(move || hear(News::Something));
    }

    fn device(&self) -> Option<&Self> {
        Some(self)
    }
}

impl KeepsShelf for DeviceStore {
    fn look<T>(&self, look: impl FnOnce(&Shelf) -> T) -> Result<T, StoreError> {
        self.know()?;
        let latest = self.latest.borrow();
        let known = latest.as_ref().map(|known| &known.shelf);
        Ok(look(known.unwrap_or(&Shelf::default())))
    }

    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf, Timestamp) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut kept = self.fresh()?;
        let answer = change(&mut kept, clock::now())?;
        let written = Some(self.slot.write(&kept)?);
        let known = Known {
            shelf: kept,
            written,
        };
        self.latest.replace(Some(known));
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
