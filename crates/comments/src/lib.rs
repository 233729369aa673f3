//! What a comment is, the same for the form, the device and the server.
//!
//! ```text
//! typed text --NewComment::new()--> NewComment --Shelf::create(id, time)--> Shelf --page, replies, context--> Page
//!    CommentBody --Markup::parse()--> tree of what it shows                   |--serde--> kept
//!                     another version, a file --Shelf::join()-----------------'
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`author`] | [`AuthorName`], who says it |
//! | [`body`] | [`CommentBody`], what is said |
//! | [`rules`] | [`FieldError`], which rule a field breaks |
//! | [`markup`](mod@markup) | [`Markup`], how it looks: a subset of Markdown as a typed tree |
//! | [`comment`] | [`NewComment`] and [`Comment`] |
//! | [`id`] | [`CommentId`], a `UUIDv7` |
//! | [`timestamp`] | [`Timestamp`], when |
//! | [`shelf`] | [`Shelf`], all comments on one article, and what can be done with them; `record`: as they are kept |
//! | [`page`], [`cursor`], [`thread`] | what a discussion is read by: threads in an order, page by page |
//! | [`store`] | [`CommentStore`], the seam; [`KeepsShelf`], what keeps a shelf and so is a store; `memory` and `contract`: one for tests, and what every store promises |
//! | [`export`] | [`Export`], all comments as a file |
//! | [`wire`] | what pages and the server say to each other, as JSON |
//!
//! Every text, id and time hides its content behind a fallible constructor, and reading one from storage goes through the same
//! constructor: a value that exists is a value that may be shown. It knows no browser, no server and no Leptos.
#![warn(missing_docs)]

#[cfg(feature = "contract")]
pub mod asking;
pub mod author;
pub mod body;
pub mod comment;
#[cfg(feature = "contract")]
pub mod contract;
pub mod cursor;
pub mod export;
pub mod id;
pub mod markup;
#[cfg(feature = "contract")]
pub mod memory;
pub mod page;
pub mod rules;
pub mod shelf;
pub mod store;
pub mod thread;
pub mod timestamp;
pub mod wire;

mod characters;
mod record;

pub use author::AuthorName;
pub use body::CommentBody;
pub use comment::{Comment, Content, Helpful, NewComment, NewCommentError, Origin};
pub use cursor::{Cursor, CursorError, List};
pub use document::Slug;
pub use export::{Export, ImportError};
pub use id::{CommentId, CommentIdError};
pub use markup::{Block, Inline, Markup, Target};
#[cfg(feature = "contract")]
pub use memory::MemoryStore;
pub use page::{At, Page, Reply, Sort, Thread, Window};
pub use rules::{Field, FieldError, Hidden, Rule};
pub use shelf::{Changes, Shelf};
pub use store::{Command, CommentStore, Found, KeepsShelf, Query, StoreError};
pub use thread::{FIRST_REPLIES, PAGE, REPLIES};
pub use timestamp::{Timestamp, TimestampError};
