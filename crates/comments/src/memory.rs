//! [`MemoryStore`]: comments that are kept as long as the program runs, for tests.

use std::{cell::RefCell, fmt, rc::Rc};

use crate::{
    At, Comment, CommentBody, CommentId, CommentStore, NewComment, Page, Reply, Shelf, Sort,
    StoreError, Timestamp, Window,
};

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

impl MemoryStore {
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
}

impl CommentStore for MemoryStore {
    async fn page(&self, sort: Sort, at: At) -> Result<Page, StoreError> {
        Ok(self.inner.borrow().shelf.page(sort, &at))
    }

    async fn replies(&self, thread: CommentId, at: At) -> Result<Window<Reply>, StoreError> {
        self.inner.borrow().shelf.replies(thread, &at)
    }

    async fn context(&self, sort: Sort, id: CommentId) -> Result<Page, StoreError> {
        self.inner.borrow().shelf.context(sort, id)
    }

    async fn create(&self, id: CommentId, new: NewComment) -> Result<Comment, StoreError> {
        self.change(|shelf, now| shelf.create(id, new, now))
    }

    async fn edit(
        &self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
    ) -> Result<Comment, StoreError> {
        self.change(|shelf, now| shelf.edit(id, body, seen, now))
    }

    async fn delete(&self, id: CommentId) -> Result<(), StoreError> {
        self.change(|shelf, now| shelf.delete(id, now))
    }

    async fn helpful(&self, id: CommentId, mine: bool) -> Result<Comment, StoreError> {
        self.change(|shelf, now| shelf.helpful(id, mine, now))
    }

    async fn report(&self, id: CommentId) -> Result<(), StoreError> {
        self.inner.borrow().shelf.report(id)
    }

    fn subscribe(&self, hear: impl Fn() + Clone + 'static) {
        let mut inner = self.inner.borrow_mut();
        inner.hearers.push((self.number, Rc::new(hear)));
    }
}
