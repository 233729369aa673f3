//! The discussion.
//!
//! ```text
//! press, submit --Discussion--> Model (pure) --views (pure)--> Piece --patch--> the page
//!                   |  ^-- another tab has changed something
//!                   `--> CommentStore (device)
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`state`](mod@state) | the thread's and the composer's states and transitions: pure |
//! | [`store`](mod@store) | comments on this device, behind the crate's one seam |
//! | [`habits`](mod@habits) | the reader's name and drafts, kept on the device |
//! | [`discussion`](mod@discussion) | wires the model, the page, the store and the clock |
//! | [`section`](mod@section), [`composer`](mod@composer), [`thread`](mod@thread), [`comment`](mod@comment), [`ago`](mod@ago) | views: pieces |

pub mod ago;
pub mod comment;
pub mod composer;
pub mod discussion;
pub mod habits;
pub mod section;
pub mod state;
pub mod store;
pub mod thread;

pub use discussion::Discussion;
pub use section::CommentsSection;

/// The name of every button of the discussion.
pub const NAME: &str = "comments";
