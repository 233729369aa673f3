//! Where the comments of a page are kept: on the device, or by the site's server (cargo feature `shared`).
//!
//! Both answer by calling back, at once or later. (A future for each kind of answer would weigh two kilobytes each.)

mod api;
pub mod device;
pub mod keys;
pub mod outbox;
pub mod pending;
pub mod retry;
mod sending;
pub mod server_error;
pub mod shared;

use comments::{
    Command, Comment, CommentId, Found, NewComment, Origin, Page, PostKey, Query, StoreError,
    Timestamp,
};
use document::Slug;

pub use self::{device::DeviceStore, pending::Queue, shared::SharedStore};

/// The store of this program.
#[cfg(not(feature = "shared"))]
pub type Store = DeviceStore;
/// The store of this program.
#[cfg(feature = "shared")]
pub type Store = SharedStore;

/// What is done with an answer.
pub type Then<T> = Box<dyn FnOnce(Result<T, StoreError>)>;

/// A change that this page has not asked for just now: by another tab or reader, or by the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreEvent {
    /// Anything may have changed: it has to be read again.
    Reset,
    /// A comment was posted.
    Created(Comment),
    /// A comment was changed; a tombstone is a comment that was deleted.
    Updated(Comment),
    /// What waited under this id is stored, as this comment.
    Sent(CommentId, Comment),
    /// What waited was refused.
    Refused(Comment, StoreError),
    /// A comment that was to be deleted is deleted, or could not be.
    Deleted(CommentId, Result<(), StoreError>),
    /// The outbox holds other changes than before.
    Outbox,
}

/// A comment to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPost {
    /// The key by which it is stored once, however often it is sent.
    pub key: PostKey,
    /// As it is shown until the store has answered.
    pub comment: Comment,
    /// As it was written.
    pub new: NewComment,
}

impl NewPost {
    /// What was written at `now`.
    pub fn new(article: &Slug, key: PostKey, new: NewComment, now: Timestamp) -> Self {
        let comment = Comment {
            origin: Origin::Unconfirmed,
            ..new.clone().at(key.id(article, now), now)
        };
        Self { key, comment, new }
    }
}

/// What a page asks of the store of its article's comments.
pub trait PageStore: Clone + 'static {
    /// The store of one article.
    fn of_article(article: &Slug) -> Self;

    /// Asks; `then` gets the answer.
    fn query(&self, query: Query, then: Then<Found>);

    /// Tells to do something; `then` gets the comment as it is then, where something of it is left to show.
    fn execute(&self, command: Command, then: Then<Option<Comment>>);

    /// Posts a comment; `then` gets it as it is stored, or as it waits to be sent. Answers whether it is safe already: kept on
    /// this device, also if the page is closed now.
    fn post(&self, post: NewPost, then: Then<Option<Comment>>) -> bool;

    /// Deletes a comment now, because the reader leaves the page.
    fn delete_and_leave(&self, id: CommentId) {
        self.execute(Command::Delete(id), Box::new(|_| {}));
    }

    /// Calls `hear` with what was changed elsewhere.
    fn subscribe(&self, hear: impl Fn(StoreEvent) + Clone + 'static);

    /// The comments that the page holds already.
    fn at_hand(&self) -> Option<Page> {
        None
    }

    /// What is written here, or to be deleted, and still to be sent.
    fn queue(&self) -> Queue {
        Queue::default()
    }

    /// Takes the deletion of a comment back, if it is still to be sent.
    fn undo_deletion(&self, _id: CommentId) {}

    /// The device's own comments, where it keeps them: all of them can be taken along and erased.
    fn device(&self) -> Option<&DeviceStore> {
        None
    }
}
