//! Tips: the items of a section marked `{.tips}`, each on a card that can be ticked.
//!
//! | module | what |
//! | --- | --- |
//! | [`ticks`](mod@ticks) | which tips are ticked: pure state |
//! | [`list`](mod@list) | the list and what is kept of it |
//! | [`card`](mod@card) | one tip |

pub mod card;
pub mod list;
pub mod ticks;

pub use list::TipList;
