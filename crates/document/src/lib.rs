//! An article: one Markdown file in, one typed [`Document`] out.
//!
//! ```text
//! "---\ntitle: …\n---\n\nIntro.\n\n## Section" --parse()--> Document --serde--> the page
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`model`] | the tree: [`Document`], [`Section`], [`Block`], [`Inline`] |
//! | [`tip`] | [`Tip`], with what its author suggests for a reader's plan |
//! | [`drawing`] | [`Drawing`], an SVG as a tree of what a page may hold |
//! | [`slug`] | [`Slug`], the only thing an address or an element's id is made of |
//! | [`date`] | [`Date`], a calendar day |
//! | [`text`] | the words of a tree, without the tree |
//! | [`ids`] | which ids an article has, which are the page's own |
//! | [`outline`] | an article without its words: what a program must know of a page that is there already |
//! | `parse` | Markdown with front matter -> [`Document`] (feature `parse`) |
//! | `error` | what can be wrong with the Markdown: where, and the mend (feature `parse`) |
//!
//! It knows no browser, no server and no Leptos. Nothing in the tree is HTML: a view renders it node by node.
#![warn(missing_docs)]

pub mod date;
pub mod drawing;
#[cfg(feature = "parse")]
pub mod error;
pub mod ids;
pub mod model;
pub mod outline;
#[cfg(feature = "parse")]
pub mod parse;
pub mod slug;
pub mod text;
pub mod tip;

pub use date::{Date, NotADate, Weekday};
pub use drawing::{Drawing, Shape};
#[cfg(feature = "parse")]
pub use error::{ParseError, Position, Problem};
pub use model::{
    Block, Definition, Document, Entry, Image, Inline, Note, Picture, Review, Section,
};
pub use outline::{Outline, SectionOutline, TipOutline};
#[cfg(feature = "parse")]
pub use parse::{Library, parse, parse_file};
pub use slug::{NotASlug, Slug};
pub use text::{minutes, plain_text};
pub use tip::{PlanIdeas, Tip};
