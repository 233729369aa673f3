//! What a reader does, in real browsers: the harness. The stories are in `tests/reader/`.
//!
//! ```text
//! story --Reader, pages--> driver --> browser --> Site (the built page, on this machine) --> dist/
//!    `--at its end: what the browser said--> console
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`harness`] | runs the tests by name, several at once; the macros that name them |
//! | [`story`] | runs one story in one browser and fails it on any message in the console |
//! | `pool` | browsers at rest, for the next story |
//! | [`reader`], [`hands`], [`tabs`] | who reads: opens pages, taps, types, presses keys, changes tabs |
//! | [`pages`] | what a reader finds on the page, by role and name: article, contents, section, note, tip, plan, settings, discussion |
//! | [`media`](mod@media) | the page on paper, and in forced colours |
//! | [`axe`], [`readability`] | what keeps people from using the page; what Reader View makes of it |
//! | [`calendar`] | what others' programs make of the calendar file |
//! | [`fakes`] | what a machine without people has not: a voice, a share sheet, a printer, downloads; and a clock that the story sets |
//! | [`browser`], [`device`] | which browsers, and what of the device a story may choose: what is off, the time zone, the language |
//! | [`session`], [`process`] | a driver and its browser, started and ended |
//! | [`slow`] | a slow line and a slow device |
//! | [`console`] | what the browser said: errors, warnings, violations of the policy |
//! | [`site`], [`fault`] | the built page, served; and how it may fail (`answers` does both) |
//! | [`roles`], [`wait`], [`folders`] | elements by role and name; waiting on a condition; where things are |
//!
//! Each story has a site of its own at a port that no other story has had, so it finds nothing that another one has left.
//! Browsers are shared by stories on the same kind of device; a story that fails, opens windows or uses developer tools
//! leaves none. Nothing waits for a fixed time, and everything waits for a bounded one.

#![warn(missing_docs)]

mod answers;
pub mod axe;
pub mod browser;
pub mod calendar;
mod commands;
pub mod console;
pub mod device;
pub mod fakes;
pub mod fault;
pub mod folders;
pub mod hands;
pub mod harness;
pub mod media;
pub mod pages;
mod pool;
pub mod process;
pub mod readability;
pub mod reader;
pub mod roles;
pub mod session;
pub mod site;
pub mod slow;
pub mod story;
pub mod tabs;
pub mod wait;

pub use axe::AT_REST;
pub use browser::Browser;
pub use device::Device;
pub use fault::Fault;
pub use inventory;
pub use reader::Reader;
pub use roles::Role;
pub use site::{Base, Site};
pub use story::Outcome;
pub use tabs::Tab;
