//! Markdown with front matter -> [`Document`], or the first mistake in it.
//!
//! ```text
//! bytes --utf8--> text --front_matter--> title, date, …
//!                   `--pulldown-cmark--> events --Reader--> article > blocks > inlines --> Document
//!                                                   `--> findings --check--> ParseError
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | `front_matter` | what stands between the `---` lines |
//! | `article` | the introduction and the sections |
//! | `headings`, `attributes` | `## Title {.tips}` |
//! | `blocks`, `terms` | paragraphs, lists, quotations, listings; "term: text" |
//! | `inlines`, `links` | words, emphasis, links, pictures |
//! | `reader` | what they all read from |
//! | `findings`, `mistakes` | what they report to: each id once, each `#link` to one that exists |
//!
//! Three rules:
//! - **Nothing is lost in silence.** Of what the reader of the Markdown would see, all is on the page; what the page cannot take
//!   (HTML, comments, titles of links, unknown attributes) is a mistake.
//! - **The first mistake of the file is reported**, wherever it was found. Only what is missing (a list of tips, the
//!   target of a link) is looked for last, for it may be missing because of another mistake.
//! - **Depth is bounded** ([`MAX_DEPTH`]), here and so in everything that walks a [`Document`].

mod article;
mod attributes;
mod blocks;
mod findings;
mod front_matter;
mod headings;
mod inlines;
mod links;
mod mistakes;
mod reader;
mod terms;

use std::iter;

use crate::{Block, Document, ParseError, Problem, Slug};
use mistakes::Mistake;
use reader::Reader;

/// How many lists, items, quotations, emphases and links may stand in each other.
pub const MAX_DEPTH: usize = 32;

/// Reads an article. Every picture is taken to exist; [`parse_file`] asks.
///
/// # Errors
/// The first mistake in `source`.
pub fn parse(slug: Slug, source: &str) -> Result<Document, ParseError> {
    document(slug, source, &|_| true)
}

/// Reads an article from the bytes of its file. `is_picture` is asked for each picture, with its path relative to the
/// article's file as the author wrote it: never absolute, never with `..`.
///
/// # Errors
/// The first mistake in `bytes`, a byte that is not UTF-8 before all others.
pub fn parse_file(
    slug: Slug,
    bytes: &[u8],
    is_picture: &dyn Fn(&str) -> bool,
) -> Result<Document, ParseError> {
    match str::from_utf8(bytes) {
        Ok(source) => document(slug, source, is_picture),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            let byte = rest.first().copied().unwrap_or_default();
            let mistake = Mistake::new(valid.len(), Problem::NotUtf8 { byte });
            Err(mistake.in_source(&String::from_utf8_lossy(valid)))
        }
    }
}

fn document(
    slug: Slug,
    source: &str,
    is_picture: &dyn Fn(&str) -> bool,
) -> Result<Document, ParseError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    read(slug, source, is_picture).map_err(|mistake| mistake.in_source(source))
}

fn read(slug: Slug, source: &str, is_picture: &dyn Fn(&str) -> bool) -> Result<Document, Mistake> {
    if source.trim().is_empty() {
        return Err(Mistake::new(0, Problem::EmptyFile));
    }
    let parts = front_matter::split(source)?;
    let front = front_matter::read(&parts)?;

    let mut reader = Reader::new(source, parts.body, is_picture);
    let (intro, sections) = article::read(&mut reader);
    let document = Document {
        slug,
        title: front.title,
        description: front.description,
        author: front.author,
        place: front.place,
        published: front.published,
        updated: None,
        review: None,
        next_review: None,
        intro,
        sections,
    };
    reader.findings.check(source)?;
    if !has_text(&document) {
        return Err(Mistake::new(parts.body, Problem::NoText));
    }
    Ok(document)
}

/// Whether there is anything to read besides headings.
fn has_text(document: &Document) -> bool {
    let bodies = document.sections.iter().map(|section| &section.body);
    iter::once(&document.intro)
        .chain(bodies)
        .flatten()
        .any(|block| !matches!(block, Block::Heading { .. } | Block::Rule))
}
