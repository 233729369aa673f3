//! Where comments are kept: one seam, whatever is behind it.

pub mod device;

use comments::{Comment, NewComment};

pub use self::device::DeviceStore;
use crate::browser::storage::StorageError;

/// Why the store could not do it, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The device could not.
    #[error(transparent)]
    Device(#[from] StorageError),
}

/// What every store can do. Asynchronous, because one behind a network is.
pub trait CommentStore {
    /// All comments on the article, in any order.
    fn list(&self) -> impl Future<Output = Result<Vec<Comment>, StoreError>>;

    /// Keeps a comment and answers it as kept.
    fn create(&self, new: NewComment) -> impl Future<Output = Result<Comment, StoreError>>;
}
