//! The discussion.
//!
//! ```text
//! composer --NewComment--> store --Result--> state --> thread, composer
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`state`](mod@state) | the thread's and the composer's states and transitions: pure |
//! | [`store`](mod@store) | where comments are kept: one seam |
//! | [`discussion`](mod@discussion) | the section "Comments": wires the others |
//! | [`composer`](mod@composer), [`thread`](mod@thread), [`comment`](mod@comment) | views |

pub mod comment;
pub mod composer;
pub mod discussion;
pub mod state;
pub mod store;
pub mod thread;

pub use discussion::Discussion;
