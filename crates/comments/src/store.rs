//! The seam: what every place that keeps comments can do, and how it fails.

use std::future::ready;

use crate::{
    At, Comment, CommentBody, CommentId, NewComment, Page, Reply, Shelf, Sort, Timestamp, Window,
};

/// Why a store could not do it, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The comment, or the one that it answers, is not there.
    #[error("This comment is not there any more.")]
    Missing,
    /// It is another version than the one that was seen, or the id is another comment's.
    #[error("It was changed elsewhere meanwhile.")]
    Changed,
    /// The place where comments are kept could not.
    #[error("{reason}")]
    Place {
        /// Why, in the reader's words: each place has an enum of its own that becomes this.
        reason: String,
    },
}

/// What every store of the comments on one article can do. Asynchronous, because one behind a network is. What each
/// operation promises is written down as the contract suite (`contract.rs`), which every store passes.
pub trait CommentStore {
    /// Threads in an order.
    fn page(&self, sort: Sort, at: At) -> impl Future<Output = Result<Page, StoreError>>;

    /// Replies of the thread that a comment begins.
    fn replies(
        &self,
        thread: CommentId,
        at: At,
    ) -> impl Future<Output = Result<Window<Reply>, StoreError>>;

    /// The threads around a comment, with it among its thread's replies.
    fn context(&self, sort: Sort, id: CommentId) -> impl Future<Output = Result<Page, StoreError>>;

    /// Keeps a comment and answers it as kept, with the id that it has there. `id` was made when it was written: asked twice,
    /// it is kept once.
    fn create(
        &self,
        id: CommentId,
        new: NewComment,
    ) -> impl Future<Output = Result<Comment, StoreError>>;

    /// Gives a comment another text, if it is still the version `seen`.
    fn edit(
        &self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
    ) -> impl Future<Output = Result<Comment, StoreError>>;

    /// Deletes a comment.
    fn delete(&self, id: CommentId) -> impl Future<Output = Result<(), StoreError>>;

    /// Says for this device that a comment helps, or not any more.
    fn helpful(
        &self,
        id: CommentId,
        mine: bool,
    ) -> impl Future<Output = Result<Comment, StoreError>>;

    /// Reports a comment to whoever keeps the discussion.
    fn report(&self, id: CommentId) -> impl Future<Output = Result<(), StoreError>>;

    /// Calls `hear` whenever something was changed elsewhere: in another tab, by another reader.
    fn subscribe(&self, hear: impl Fn() + Clone + 'static);
}

/// A place that keeps a whole [`Shelf`], such as a device: a store by that alone.
pub trait KeepsShelf {
    /// Looks at all that is kept.
    ///
    /// # Errors
    /// [`StoreError::Place`].
    fn look<T>(&self, look: impl FnOnce(&Shelf) -> T) -> Result<T, StoreError>;

    /// Changes what is kept, at the moment that `change` is given. Nothing is kept where that fails.
    ///
    /// # Errors
    /// The change's own, or [`StoreError::Place`]; all is then as it was.
    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf, Timestamp) -> Result<T, StoreError>,
    ) -> Result<T, StoreError>;

    /// Calls `hear` whenever something was changed elsewhere.
    fn on_change(&self, hear: impl Fn() + Clone + 'static);
}

impl<K: KeepsShelf> CommentStore for K {
    fn page(&self, sort: Sort, at: At) -> impl Future<Output = Result<Page, StoreError>> {
        ready(self.look(|shelf| shelf.page(sort, &at)))
    }

    fn replies(
        &self,
        thread: CommentId,
        at: At,
    ) -> impl Future<Output = Result<Window<Reply>, StoreError>> {
        ready(self.look(|shelf| shelf.replies(thread, &at)).flatten())
    }

    fn context(&self, sort: Sort, id: CommentId) -> impl Future<Output = Result<Page, StoreError>> {
        ready(self.look(|shelf| shelf.context(sort, id)).flatten())
    }

    fn create(
        &self,
        id: CommentId,
        new: NewComment,
    ) -> impl Future<Output = Result<Comment, StoreError>> {
        ready(self.change(|shelf, now| shelf.create(id, new, now)))
    }

    fn edit(
        &self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
    ) -> impl Future<Output = Result<Comment, StoreError>> {
        ready(self.change(|shelf, now| shelf.edit(id, body, seen, now)))
    }

    fn delete(&self, id: CommentId) -> impl Future<Output = Result<(), StoreError>> {
        ready(self.change(|shelf, now| shelf.delete(id, now)))
    }

    fn helpful(
        &self,
        id: CommentId,
        mine: bool,
    ) -> impl Future<Output = Result<Comment, StoreError>> {
        ready(self.change(|shelf, now| shelf.helpful(id, mine, now)))
    }

    fn report(&self, id: CommentId) -> impl Future<Output = Result<(), StoreError>> {
        ready(self.look(|shelf| shelf.report(id)).flatten())
    }

    fn subscribe(&self, hear: impl Fn() + Clone + 'static) {
        self.on_change(hear);
    }
}
