//! The discussion.
//!
//! ```text
//! composer --NewComment--> store --Result--> state --> thread, composer
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`state`] | the thread's and the composer's states and transitions: pure |
//! | [`store`] | where comments are kept: one seam |
//! | [`discussion`] | the section "Comments": wires the others |
//! | [`composer`], [`thread`], [`comment`] | views |

pub mod comment;
pub mod composer;
pub mod discussion;
pub mod state;
pub mod store;
pub mod thread;

pub use discussion::Discussion;
