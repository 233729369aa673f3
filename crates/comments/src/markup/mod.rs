//! [`Markup`]: what a comment's text shows, as a typed tree: a subset of Markdown.
//!
//! ```text
//! text --blocks (by lines)--> paragraphs, code, quotes, lists --inlines (by characters)--> emphasis, links, words
//! ```
//!
//! | typed | shown |
//! | --- | --- |
//! | words, an empty line, words | two paragraphs; a single line break is one |
//! | `*a*` or `_a_`, `**a**` or `__a__` | emphasis, strong |
//! | `` `a` `` ; lines between two of ```` ``` ```` or `~~~` | code |
//! | `> a` | a quote |
//! | `- a`, `* a`, `+ a`; `1. a`, `1) a` | lists; what is indented below an item belongs to it |
//! | `[a](https://…)`, `<https://…>`, `https://…` | links: `http`, `https` and `mailto` only |
//! | `\*` | the sign itself, of all that have a meaning |
//!
//! Everything else (HTML, pictures, headings, tables) is shown as it was typed: nothing is lost. There is nothing that a tree
//! cannot hold and a page would have to escape, so nothing of it can run.
//!
//! It is a parser of our own: the one that reads articles weighs about half of what the whole program may (57 kB alone, as
//! sent). Where both know what was typed, both make the same of it (`tests/oracle.rs`). It reads each character a bounded
//! number of times: blocks nest [`DEEPEST`] times at most, inlines as often, and what is deeper is text.

mod blocks;
mod inlines;
mod links;
mod open;
mod scan;
mod target;

pub use target::Target;

/// So often blocks may nest, and inlines: far more than anybody means to.
pub const DEEPEST: usize = 8;

/// What a comment's text shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(Vec<Block>);

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Words.
    Paragraph(Vec<Inline>),
    /// Lines of code.
    Code(String),
    /// What somebody else has said.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// Its first number, where it is numbered.
        first: Option<u32>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// A new line.
    Break,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
        /// What it says.
        content: Vec<Inline>,
    },
}

impl Markup {
    /// What `text` shows. Every text shows something.
    pub fn parse(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        Self(blocks::blocks(&lines, 0))
    }

    /// Its blocks.
    pub fn blocks(&self) -> &[Block] {
        &self.0
    }
}
