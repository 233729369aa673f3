//! Markdown with front matter -> [`Document`], or the first mistake in it.
//!
//! ```text
//! bytes --utf8--> text --front_matter--> title, date, …
//!                   `--pulldown-cmark--> events --Reader--> article > blocks > inlines --> Document
//!                                                   `--> findings --check--> ParseError
//! pictures, pages <--Library-- Reader
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | `front_matter`, `values` | what stands between the `---` lines |
//! | `plan_values`, `plans` | plans for tips: as written there; given to the tips |
//! | `article` | the introduction and the sections |
//! | `headings`, `attributes` | `## Title {.tips}` |
//! | `blocks`, `terms` | paragraphs, lists, quotations, listings; "term: text" |
//! | `inlines`, `links` | words, emphasis, links, pictures |
//! | `notes`, `literal` | `[^mark]` and `[^mark]: note`; marks that lead nowhere |
//! | `definitions` | a term on a line, `: what it means` on the next |
//! | `glossary`, `words` | the first use of each term in each section |
//! | `figures`, `drawing`, `svg_values` | a picture and its caption; SVG |
//! | `bindings`, `walk` | parts of drawings and the entries that they are for |
//! | `library` | what is asked of the folder |
//! | `reader` | what they all read from |
//! | `findings`, `mistakes` | what they report to: each id once, each `#link` to one that exists |
//!
//! Three rules:
//! - **Nothing is lost in silence.** Of what the reader of the Markdown would see, all is on the page; what the page cannot take
//!   (HTML, comments, titles of links, unknown attributes) is a mistake.
//! - **The first mistake of the file is reported**, wherever it was found. Only what is missing (a list of tips, the
//!   tip of a plan, the target of a link, the text of a note, the entry that a drawing's part is for) is looked for last,
//!   for it may be missing because of another mistake.
//! - **Depth is bounded** ([`MAX_DEPTH`]), here and so in everything that walks a [`Document`].

mod article;
mod attributes;
mod bindings;
mod blocks;
mod definitions;
mod drawing;
mod figures;
mod findings;
mod front_matter;
mod glossary;
mod headings;
mod inlines;
mod library;
mod links;
mod literal;
mod mistakes;
mod notes;
mod plan_values;
mod plans;
mod reader;
mod svg_values;
mod terms;
mod values;
mod walk;
mod words;

use std::iter;

use crate::{Block, Document, ParseError, Problem, Slug};
use library::Everything;
pub use library::Library;
use mistakes::Mistake;
use reader::Reader;

/// How many lists, items, quotations, emphases, links and elements of a drawing may stand in each other.
pub const MAX_DEPTH: usize = 32;

/// Reads an article. Every picture and every page is taken to exist, and every drawing to be empty; [`parse_file`] asks.
///
/// # Errors
/// The first mistake in `source`.
pub fn parse(slug: Slug, source: &str) -> Result<Document, ParseError> {
    document(slug, source, &Everything)
}

/// Reads an article from the bytes of its file. `library` is asked for each picture and for each relative link.
///
/// # Errors
/// The first mistake in `bytes`, a byte that is not UTF-8 before all others.
pub fn parse_file(slug: Slug, bytes: &[u8], library: &dyn Library) -> Result<Document, ParseError> {
    match str::from_utf8(bytes) {
        Ok(source) => document(slug, source, library),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            let byte = rest.first().copied().unwrap_or_default();
            let mistake = Mistake::new(valid.len(), Problem::NotUtf8 { byte });
            Err(mistake.in_source(&String::from_utf8_lossy(valid)))
        }
    }
}

fn document(slug: Slug, source: &str, library: &dyn Library) -> Result<Document, ParseError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    read(slug, source, library).map_err(|mistake| mistake.in_source(source))
}

fn read(slug: Slug, source: &str, library: &dyn Library) -> Result<Document, Mistake> {
    if source.trim().is_empty() {
        return Err(Mistake::new(0, Problem::EmptyFile));
    }
    let parts = front_matter::split(source)?;
    let front = front_matter::read(&parts)?;

    let mut reader = Reader::new(source, parts.body, library);
    let (mut intro, mut sections) = article::read(&mut reader);
    let mut findings = reader.findings;
    plans::give(front.plans, &mut sections, &mut findings);
    bindings::bind(&mut intro, &mut sections, reader.parts, &mut findings);
    findings.check(source)?;
    glossary::mark_first_uses(&mut intro, &mut sections);
    let document = Document {
        slug,
        title: front.title,
        description: front.description,
        author: front.author,
        place: front.place,
        published: front.published,
        updated: front.updated,
        review: front.review,
        next_review: front.next_review,
        health_note: front.health_note,
        intro,
        sections,
    };
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
