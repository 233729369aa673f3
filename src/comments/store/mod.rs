//! Where the comments of a page are kept: on the device, or by the site's server (cargo feature `shared`).
//!
//! Both answer by calling back, at once or later. (A future for each kind of answer would weigh two kilobytes each.)

mod api;
pub mod credentials;
pub mod device;
pub mod keys;
pub mod outbox;
pub mod server_error;
pub mod shared;

use comments::{Command, Comment, CommentId, Found, Page, Query, StoreError};
use document::Slug;

pub use self::{device::DeviceStore, shared::SharedStore};

/// The store of this program.
#[cfg(not(feature = "shared"))]
pub type Store = DeviceStore;
/// The store of this program.
#[cfg(feature = "shared")]
pub type Store = SharedStore;

/// What is done with an answer.
pub type Then<T> = Box<dyn FnOnce(Result<T, StoreError>)>;

/// What was changed elsewhere: in another tab, by another reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Whatever it is, it has to be read.
    Something,
    /// A comment was posted.
    Posted(Comment),
    /// A comment is now so.
    Changed(Comment),
    /// A comment has this number of votes.
    Votes(CommentId, u32),
    /// What waited under this id is kept, so.
    Sent(CommentId, Comment),
    /// What waited was refused.
    Refused(Comment, StoreError),
}

/// What a page asks of the store of its article's comments.
pub trait PageStore: Clone + 'static {
    /// The store of one article.
    fn of_article(article: &Slug) -> Self;

    /// Asks; `then` gets the answer.
    fn query(&self, query: Query, then: Then<Found>);

    /// Tells to do something; `then` gets the comment as it is then, where something of it is left to show.
    fn execute(&self, command: Command, then: Then<Option<Comment>>);

    /// Calls `hear` with what was changed elsewhere.
    fn subscribe(&self, hear: impl Fn(News) + Clone + 'static);

    /// The comments that the page holds already.
    fn at_hand(&self) -> Option<Page> {
        None
    }

    /// What was written here and is still to be sent.
    fn waiting(&self) -> Vec<Comment> {
        Vec::new()
    }

    /// The device's own comments, where it keeps them: all of them can be taken along and erased.
    fn device(&self) -> Option<&DeviceStore> {
        None
    }
}
