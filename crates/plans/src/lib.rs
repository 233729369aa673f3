//! What a reader plans to do with tips, and what became of it.
//!
//! ```text
//! typed text --Phrase::new()--> Plan --Plans::decide()--> Plans --serde--> kept, exported, carried by a link
//!                                 today --Entry::tick()---^  `--calendar()--> calendar file
//!                               another device's Plans --join--^
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`phrase`] | [`Phrase`], half of "When …, I will …" |
//! | [`plan`] | [`Plan`], what is planned for one tip, and when to be reminded |
//! | [`reminder`] | [`TimeOfDay`], [`Weekdays`] |
//! | [`week`] | [`Week`], seven calendar days |
//! | [`entry`] | [`Entry`], a plan with its ticked days and looks back |
//! | [`plans`](mod@plans) | [`Plans`], all of a reader's; [`TipId`], which tip |
//! | [`join`] | [`Join`], how two versions become one without losing anything |
//! | [`changes`] | [`Changes`], what a join would change, in words |
//! | [`calendar`](mod@calendar) | the calendar file (RFC 5545) |
//!
//! Days are calendar days ([`document::Date`]); which one is today, the caller says. It knows no clock, no time zone, no
//! browser and no Leptos. What the kept form looks like: `docs/plans.md`.
#![warn(missing_docs)]

pub mod calendar;
pub mod changes;
pub mod entry;
pub mod join;
pub mod phrase;
pub mod plan;
pub mod plans;
pub mod reminder;
pub mod week;

pub use calendar::calendar;
pub use changes::Changes;
pub use entry::Entry;
pub use join::Join;
pub use phrase::{Phrase, PhraseError};
pub use plan::Plan;
pub use plans::{Plans, TipId};
pub use reminder::{TimeOfDay, Weekdays};
pub use week::Week;
