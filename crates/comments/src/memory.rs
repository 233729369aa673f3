//! [`MemoryStore`]: comments that are kept as long as the program runs, for tests.

use std::{cell::RefCell, fmt, rc::Rc};

use crate::{KeepsShelf, Shelf, StoreError, Timestamp};

/// Comments on one article, in memory. A clone is the same store, seen from elsewhere: each hears what others change.
#[derive(Default)]
pub struct MemoryStore {
    inner: Rc<RefCell<Inner>>,
    /// Which of the clones it is.
    number: usize,
}

#[derive(Default)]
struct Inner {
    shelf: Shelf,
    /// A clock that goes a millisecond on at each change.
    millis: u64,
    clones: usize,
    hearers: Vec<(usize, Rc<dyn Fn()>)>,
}

impl Clone for MemoryStore {
    fn clone(&self) -> Self {
        let mut inner = self.inner.borrow_mut();
        inner.clones += 1;
        Self {
            inner: self.inner.clone(),
            number: inner.clones,
        }
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemoryStore({:?})", self.inner.borrow().shelf)
    }
}

impl KeepsShelf for MemoryStore {
    fn look<T>(&self, look: impl FnOnce(&Shelf) -> T) -> Result<T, StoreError> {
        Ok(look(&self.inner.borrow().shelf))
    }

    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf, Timestamp) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (answer, hearers) = {
            let mut inner = self.inner.borrow_mut();
            inner.millis += 1;
            let now = Timestamp::from_millis(inner.millis).unwrap_or_default();
            let answer = change(&mut inner.shelf, now)?;
            (answer, inner.hearers.clone())
        };
        for (number, hear) in hearers {
            if number != self.number {
                hear();
            }
        }
        Ok(answer)
    }

    fn on_change(&self, hear: impl Fn() + Clone + 'static) {
        let mut inner = self.inner.borrow_mut();
        inner.hearers.push((self.number, Rc::new(hear)));
    }
}
