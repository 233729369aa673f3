//! The article as a tree of plain types.

use serde::{Deserialize, Serialize};

use crate::{Date, Slug, Tip, drawing::Drawing};

/// A whole article: what its front matter says, its introduction and its sections.
///
/// Every id in it (of sections, headings, entries, marks, notes, definitions, drawings and their parts) occurs once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The article's part of the address, `/<slug>/`, from its file's name.
    pub slug: Slug,
    /// The title, the page's only `h1`.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// Who wrote it.
    pub author: String,
    /// Where the author writes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The day it was first published.
    pub published: Date,
    /// The day of the last change that a reader would notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Its medical review. `None` is a state of its own that readers are told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The day by which it is looked through again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<Date>,
    /// What the publisher tells readers before they follow a tip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_note: Option<String>,
    /// What stands before the first section.
    pub intro: Vec<Block>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// Who looked through an article with a physician's eyes, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Who.
    pub reviewer: String,
    /// When.
    pub on: Date,
}

/// A `## Title` of the Markdown with all that follows it, up to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The section's id and the fragment that leads to it.
    pub id: Slug,
    /// Its title.
    pub title: Vec<Inline>,
    /// Its content.
    pub body: Vec<Block>,
    /// Whether it starts closed, unless the reader chose otherwise.
    #[serde(default)]
    pub closed: bool,
    /// Whether the publisher added it: its words are not the author's.
    #[serde(default)]
    pub by_publisher: bool,
}

/// A piece of content that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside a section: `level` is 3 to 6.
    Heading {
        /// Its depth in the outline, 3 to 6.
        level: u8,
        /// The fragment that leads to it.
        id: Slug,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list; with `start` it is numbered from there.
    List {
        /// The first number of a numbered list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        /// The items, each with blocks of its own.
        items: Vec<Vec<Block>>,
    },
    /// A list whose every item reads "term: text".
    Terms(Vec<Entry>),
    /// The "term: text" list of a section marked `{.tips}`.
    Tips(Vec<Tip>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A listing.
    Code {
        /// The language named after the fence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The text, its last line break removed.
        text: String,
    },
    /// A line between two thoughts.
    Rule,
    /// A picture or a drawing on lines of its own, with what is said about it.
    Figure {
        /// What is shown.
        picture: Picture,
        /// What stands below it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        caption: Vec<Inline>,
    },
    /// The definition list of the section `glossary`.
    Glossary(Vec<Definition>),
    /// The article's notes, in the order of their numbers.
    Notes(Vec<Note>),
}

/// What a figure shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// A file that the browser loads.
    File(Image),
    /// An SVG that becomes part of the page.
    Drawing(Drawing),
}

/// A picture's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Its path, relative to the Markdown file.
    pub src: String,
    /// What it shows, in words; empty for decoration.
    pub alt: String,
    /// Its width and height in pixels, where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
}

/// What one term of the glossary means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The fragment that leads to it: `glossary-` and the slug of the term.
    pub id: Slug,
    /// The term, and other words for it that are explained by it too. Never empty.
    pub terms: Vec<String>,
    /// What it means.
    pub body: Vec<Block>,
}

/// A note, such as a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The fragment that leads to it: `note-` and its number.
    pub id: Slug,
    /// The fragments of the marks that lead to it, in the order of the text. Never empty.
    pub marks: Vec<Slug>,
    /// Its text.
    pub body: Vec<Block>,
}

/// An item that reads "term: text".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The fragment that leads to it; what is kept for it (a tick) is kept under this.
    pub id: Slug,
    /// What stands before the colon.
    pub term: String,
    /// What follows the colon and a space; its first block is a paragraph.
    pub body: Vec<Block>,
    /// The fragment of the drawing's part that is bound to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Slug>,
}

/// A piece of text inside a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Stressed text, in italics.
    Emphasis(Vec<Inline>),
    /// Important text, in bold.
    Strong(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link. `href` is http, https, mailto, a fragment of this page, or relative.
    Link {
        /// Where it leads.
        href: String,
        /// What is linked.
        content: Vec<Inline>,
    },
    /// A picture beside the Markdown file or below it.
    Image(Image),
    /// The mark of a note.
    Mark {
        /// The fragment that leads to the mark: `note-2-mark`, for a second one `note-2-mark-2`.
        id: Slug,
        /// The note's fragment.
        note: Slug,
        /// The note's number, from 1.
        number: usize,
    },
    /// A word that the glossary explains, at its first use in a section.
    Term {
        /// The fragment of its definition.
        definition: Slug,
        /// The word as it stands in the text.
        text: String,
    },
    /// A line break that the author asked for.
    Break,
}

impl Block {
    /// The tips, where the block is a list of them.
    pub fn tips(&self) -> Option<&[Tip]> {
        match self {
            Self::Tips(tips) => Some(tips),
            _ => None,
        }
    }
}
