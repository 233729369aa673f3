//! What a comment is, the same for the form, the device and (one day) the server.
//!
//! ```text
//! typed text --NewComment::new()--> NewComment --Comment::from_new(id, time)--> Comment --serde--> kept
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`author`] | [`AuthorName`], who says it |
//! | [`body`] | [`CommentBody`], what is said |
//! | [`comment`] | [`NewComment`] and [`Comment`] |
//! | [`id`] | [`CommentId`], a `UUIDv7` |
//! | [`timestamp`] | [`Timestamp`], when |
//!
//! Every text, id and time hides its content behind a fallible constructor, and reading one from storage goes through the same
//! constructor: a value that exists is a value that may be shown. It knows no browser, no server and no Leptos.
#![warn(missing_docs)]

pub mod author;
pub mod body;
pub mod comment;
pub mod id;
pub mod timestamp;

mod characters;

pub use author::{AuthorName, AuthorNameError};
pub use body::{CommentBody, CommentBodyError};
pub use comment::{Comment, NewComment, NewCommentError};
pub use id::{CommentId, CommentIdError};
pub use timestamp::{Timestamp, TimestampError};
