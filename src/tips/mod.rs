//! Tips: the items of a section marked `{.tips}`, each on a card that can be ticked.
//!
//! | module | what |
//! | --- | --- |
//! | [`ticks`] | which tips are ticked: pure state |
//! | [`list`] | the list and what is kept of it |
//! | [`card`] | one tip |

pub mod card;
pub mod list;
pub mod ticks;

pub use list::TipList;
