//! [`Problem`]: a variant for each mistake an author can make.

use thiserror::Error;

use super::{DefinitionProblem, DrawingProblem, NoteProblem, PlanProblem};

/// What is wrong. It displays as a sentence; [`mend`](Self::mend) says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    // The file
    /// The bytes are no UTF-8.
    #[error("the file is not UTF-8: it has the byte {byte:#04x} here")]
    NotUtf8 {
        /// The first byte that does not fit.
        byte: u8,
    },
    /// Nothing but white space.
    #[error("the file is empty")]
    EmptyFile,
    /// A character that no reader can see and HTML does not allow.
    #[error("the control character U+{:04X} is here", u32::from(*.character))]
    ControlCharacter {
        /// Which.
        character: char,
    },

    // The front matter
    /// The first line is not `---`.
    #[error("the file does not begin with front matter")]
    NoFrontMatter,
    /// No second `---` line.
    #[error("the front matter has no end")]
    UnterminatedFrontMatter,
    /// The front matter is no YAML, or no list of `key: value`.
    #[error("the front matter cannot be read: {reason}")]
    MalformedFrontMatter {
        /// What the YAML parser says.
        reason: String,
    },
    /// A key that an article does not have.
    #[error("an article's front matter has no `{key}`")]
    UnknownKey {
        /// The key as written.
        key: String,
    },
    /// A key that occurs twice.
    #[error("`{key}` is given twice")]
    RepeatedKey {
        /// The key.
        key: String,
    },
    /// A key that every article has is missing or has no value.
    #[error("the front matter gives no `{key}`")]
    MissingValue {
        /// The key.
        key: &'static str,
    },
    /// The value of a key that holds a date is none.
    #[error("`{text}` is not a date")]
    NotADate {
        /// The value.
        text: String,
    },
    /// One of `reviewed` and `reviewer` without the other.
    #[error("the front matter gives `{given}` and no `{missing}`")]
    HalfReview {
        /// The key that is there.
        given: &'static str,
        /// The key that is not.
        missing: &'static str,
    },
    /// Something that happened before the article was there.
    #[error("`{key}` is before `published`")]
    BeforePublished {
        /// The key of the date.
        key: &'static str,
    },
    /// Front matter, and nothing to read after it.
    #[error("the article has no text")]
    NoText,

    // Headings
    /// A first-level heading.
    #[error("a heading of the first level is a second title: the title stands in the front matter")]
    SecondTitle,
    /// A heading in a list, a quotation, a note or a definition.
    #[error("a heading cannot stand in a list, a quotation, a note or a definition")]
    HeadingInside,
    /// A heading more than one level below the one before.
    #[error("the heading is of level {to} right below one of level {from}")]
    SkippedLevel {
        /// The level of the heading before; the title is 1.
        from: u8,
        /// The level of this one.
        to: u8,
    },
    /// A heading without words.
    #[error("the heading has no words")]
    EmptyHeading,
    /// A heading of which no id can be made.
    #[error("no id can be made of a heading without a letter or a digit")]
    NoIdInTitle,
    /// `{#…}` that is no slug.
    #[error("`{text}` cannot be an id")]
    NotAnId {
        /// What follows the `#`.
        text: String,
    },
    /// `{.…}` that means nothing.
    #[error("unknown class `{class}`")]
    UnknownClass {
        /// What follows the dot.
        class: String,
    },
    /// A class of sections on a heading inside one.
    #[error("only a whole section can be `.{class}`")]
    ClassBelowSection {
        /// Which.
        class: &'static str,
    },
    /// Anything else between the braces after a heading.
    #[error("a heading has no use for the attribute `{text}`")]
    UnknownAttribute {
        /// As written.
        text: String,
    },
    /// A section marked as tips has none.
    #[error("the section is marked as tips and has no list of them")]
    TipsWithoutList,

    // Ids
    /// A second use of an id.
    #[error("the id `{id}` is taken by line {first_line}")]
    RepeatedId {
        /// The id.
        id: String,
        /// The line of its first use.
        first_line: usize,
        /// What has it here.
        of: IdOf,
    },
    /// An id that the page itself uses.
    #[error("the id `{id}` belongs to the page itself")]
    ReservedId {
        /// The id.
        id: String,
        /// What has it.
        of: IdOf,
    },

    // Links and pictures
    /// A link that leads nowhere.
    #[error("the link has no address")]
    LinkWithoutAddress,
    /// A link without words.
    #[error("the link has no words")]
    LinkWithoutWords,
    /// A link with a scheme other than http, https and mailto.
    #[error("a link cannot lead to a `{scheme}:` address")]
    RefusedScheme {
        /// What stands before the colon.
        scheme: String,
    },
    /// A link to `//host`.
    #[error("the link names another host and not how to reach it")]
    HostWithoutScheme,
    /// A link to `/path`.
    #[error("the link `{href}` begins at the root of the host, where the site may not be")]
    RootLink {
        /// As written.
        href: String,
    },
    /// A relative link to what the site does not have.
    #[error("the site has no `{path}`")]
    BrokenLink {
        /// The link without `?…` and `#…`.
        path: String,
    },
    /// A link to a fragment that the article does not have.
    #[error("nothing in the article has the id `{id}`")]
    UnknownFragment {
        /// What follows the `#`.
        id: String,
    },
    /// A link or a picture with a title.
    #[error("the page does not show titles of links and pictures: `{title}` would be lost")]
    UnshownTitle {
        /// The title.
        title: String,
    },
    /// A picture that is not beside the Markdown file or below it.
    #[error("the picture `{src}` is not beside the article's file or below it")]
    PictureElsewhere {
        /// Its path as written.
        src: String,
    },
    /// A picture whose file does not exist.
    #[error("there is no picture `{src}`")]
    MissingPicture {
        /// Its path as written.
        src: String,
    },

    // Plans, notes, definitions, drawings
    /// With what is suggested for readers' plans.
    #[error(transparent)]
    Plan(#[from] PlanProblem),
    /// With a note or a mark of one.
    #[error(transparent)]
    Note(#[from] NoteProblem),
    /// With the glossary or another definition list.
    #[error(transparent)]
    Definition(#[from] DefinitionProblem),
    /// With an SVG that is to become part of the page.
    #[error(transparent)]
    Drawing(#[from] DrawingProblem),

    // What the page does not take
    /// A tag.
    #[error("HTML is not passed on to the page")]
    RawHtml,
    /// `<!-- … -->`.
    #[error("an HTML comment is not passed on to the page")]
    HtmlComment,
    /// Lists in quotations in lists …
    #[error("this is nested more than {limit} levels deep")]
    TooDeep {
        /// The deepest level that is read.
        limit: usize,
    },
}

/// What an id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdOf {
    /// A heading, be it a section's or one inside it.
    Heading,
    /// The term of a "term: text" list.
    Term,
    /// A note or a mark of one.
    Note,
    /// The section of the notes, where the author wrote none.
    References,
    /// A term of the glossary.
    Definition,
    /// A drawing or a part of one.
    Drawing,
}
