//! The discussion.
//!
//! ```text
//! press, submit --Discussion--> Model (pure) --views (pure)--> Piece --patch--> the page
//!                   |  ^-- another tab has changed something
//!                   `--> PageStore (device, or the site's server)
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`state`](mod@state), [`listing`](mod@listing), [`form`](mod@form) | the discussion's states and transitions, what is shown, what is written: pure |
//! | [`extent`](mod@extent) | how much of the discussion is shown, and how that much is read |
//! | [`action`](mod@action) | what a button does |
//! | [`store`](mod@store) | comments on this device, or those that a server keeps, behind one seam |
//! | [`local_profile`](mod@local_profile), [`drafts`](mod@drafts) | the reader's name and order, and what is typed, kept on the device; [`migration`](mod@migration): from how earlier versions kept them |
//! | [`discussion`](mod@discussion) | wires the model, the page, the store and the clock; [`writing`](mod@writing): the forms |
//! | [`copies`](mod@copies) | all comments as a file, taken along and taken in; erased |
//! | `prerendered` | what the finished HTML holds of it, and what a server puts there (feature `ssr`) |
//! | [`section`](mod@section), [`composer`](mod@composer), [`thread`](mod@thread), [`comment`](mod@comment), [`markup`](mod@markup), [`ago`](mod@ago) | views: pieces |

pub mod action;
pub mod ago;
pub mod comment;
pub mod composer;
pub mod copies;
pub mod discussion;
pub mod drafts;
pub mod extent;
pub mod form;
pub mod listing;
pub mod local_profile;
pub mod markup;
pub mod migration;
#[cfg(feature = "ssr")]
pub mod prerendered;
pub mod section;
pub mod state;
pub mod store;
#[cfg(test)]
mod testing;
pub mod thread;
pub mod writing;

pub use discussion::Discussion;
pub use section::CommentsSection;

/// The name of every button of the discussion.
pub const NAME: &str = "comments";
