//! The page: an article that folds, tips that become a plan, a discussion.
//!
//! ```text
//! Document --prerender (feature `ssr`)--> finished HTML + PageState --in the browser (feature `hydrate`)--> alive
//! ```
//!
//! One set of components renders on both sides, and the first render in the browser equals what is on the page then:
//! what was prerendered, with the sections that the early script (`src/early.js`) has closed. What else lives on the
//! device (plans, comments, where the reader stopped) is read in effects, which run only after that.
//!
//! | module | what |
//! | --- | --- |
//! | [`page_state`] | [`Page`], what a page shows; [`PageState`], what its program starts from, as JSON in the page |
//! | [`app`] | composition only |
//! | [`article`] | a `Document` as a view: opening, contents, sections that fold, notes, figures; its words, rendered only by the prerender |
//! | [`articles`] | the list of articles |
//! | [`tips`] | a tip's card, and the reader's plan |
//! | [`comments`] | the discussion: thread, comment, composer; its state; the store behind it |
//! | [`reader`] | what helps to read: settings, progress, voice, passing on, printing |
//! | [`piece`] | what is built in the browser once the reader acts, as plain data |
//! | [`json`](mod@json) | text and values |
//! | [`live`] | values that change, shown by whoever reads them |
//! | [`names`] | values by the names under which they stand in the page |
//! | [`browser`] | the only code that names `web-sys` |
//!
//! No view takes a string of HTML: text reaches the page as text nodes only.

pub mod app;
pub mod article;
pub mod articles;
pub mod browser;
pub mod comments;
pub mod json;
pub mod live;
pub mod names;
pub mod page_state;
pub mod piece;
pub mod reader;
pub mod tips;

#[cfg(feature = "hydrate")]
pub mod hydrate;
#[cfg(feature = "ssr")]
mod render;

pub use page_state::{Page, PageState};
#[cfg(feature = "ssr")]
pub use render::render;
