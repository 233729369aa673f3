//! The seam: what every place that keeps comments can do, and how it fails.

use std::future::ready;

use crate::{
    At, Comment, CommentBody, CommentId, NewComment, Page, Reply, Shelf, Slug, Sort, Timestamp,
    Window,
};

/// Why a store could not do it, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The comment, or the one that it answers, is not there.
    #[error("This comment is not there any more.")]
    Missing,
    /// It is on another article.
    #[error("This comment is on another article.")]
    Elsewhere {
        /// Which one.
        article: Slug,
    },
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

/// What can be asked of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    /// Threads in an order.
    Page(Sort, At),
    /// Replies of the thread that a comment begins.
    Replies(CommentId, At),
    /// The threads around a comment, with it among its thread's replies.
    Context(Sort, CommentId),
}

/// What a store answers to a [`Query`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To `Page` and `Context`.
    Threads(Page),
    /// To `Replies`.
    Replies(Window<Reply>),
}

/// What a store can be told to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Keeps a comment. `id` was made when it was written: told twice, it is kept once. What is kept may have another id.
    Create {
        /// The id, or the key by which it is known that it is kept already.
        id: CommentId,
        /// The comment.
        new: NewComment,
    },
    /// Gives a comment another text, if it is still the version that was seen.
    Edit {
        /// Which one.
        id: CommentId,
        /// The text.
        body: CommentBody,
        /// The version.
        seen: Timestamp,
    },
    /// Deletes a comment.
    Delete(CommentId),
    /// Says for this device that a comment helps, or not any more.
    Helpful(CommentId, bool),
    /// Reports a comment to whoever keeps the discussion.
    Report(CommentId),
}

/// What every store of the comments on one article can do: answer, and be told. Asynchronous, because one behind a network
/// is. What is promised is written down as the contract suite (`contract.rs`), which every store passes.
pub trait CommentStore {
    /// Answers a question.
    fn query(&self, query: Query) -> impl Future<Output = Result<Found, StoreError>>;

    /// Does something; answers the comment as it is then, where something of it is left to show.
    fn execute(
        &self,
        command: Command,
    ) -> impl Future<Output = Result<Option<Comment>, StoreError>>;

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
    fn query(&self, query: Query) -> impl Future<Output = Result<Found, StoreError>> {
        ready(self.look(|shelf| shelf.answer(query)).flatten())
    }

    fn execute(
        &self,
        command: Command,
    ) -> impl Future<Output = Result<Option<Comment>, StoreError>> {
        ready(self.change(|shelf, now| shelf.execute(command, now)))
    }

    fn subscribe(&self, hear: impl Fn() + Clone + 'static) {
        self.on_change(hear);
    }
}
