//! `{.tips #an-id}` after the words of a heading.
//!
//! pulldown-cmark recognises them and gives neither their places nor those that it does not understand, so they are
//! read here from the source.

use std::ops::Range;

use super::mistakes::Mistakes;
use crate::{Problem, Slug};

/// What an author can say about a heading; each with its place in the file.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) tips: Option<usize>,
    pub(super) closed: Option<usize>,
    pub(super) publisher: Option<usize>,
    pub(super) id: Option<(usize, Slug)>,
}

/// Reads what stands between braces in `rest`, the part of the source from a heading's last word to its end.
pub(super) fn read(source: &str, rest: Range<usize>, mistakes: &mut Mistakes) -> Attributes {
    let mut attributes = Attributes::default();
    for (at, word) in words_in_braces(source, rest) {
        if let Some(class) = word.strip_prefix('.') {
            match class {
                "tips" => attributes.tips = Some(at),
                "closed" => attributes.closed = Some(at),
                "publisher" => attributes.publisher = Some(at),
                _ => mistakes.note(
                    at,
                    Problem::UnknownClass {
                        class: class.to_owned(),
                    },
                ),
            }
        } else if let (Some(id), None) = (word.strip_prefix('#'), &attributes.id) {
            match id.parse() {
                Ok(id) => attributes.id = Some((at, id)),
                Err(_) => mistakes.note(
                    at,
                    Problem::NotAnId {
                        text: id.to_owned(),
                    },
                ),
            }
        } else {
            mistakes.note(
                at,
                Problem::UnknownAttribute {
                    text: word.to_owned(),
                },
            );
        }
    }
    attributes
}

impl Attributes {
    /// The classes that only a section can have, each with its place.
    pub(super) fn classes(&self) -> impl Iterator<Item = (&'static str, usize)> {
        [
            ("tips", self.tips),
            ("closed", self.closed),
            ("publisher", self.publisher),
        ]
        .into_iter()
        .filter_map(|(class, at)| at.map(|at| (class, at)))
    }
}

fn words_in_braces(source: &str, rest: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let text = source.get(rest.clone()).unwrap_or_default();
    let inside = match (text.find('{'), text.rfind('}')) {
        (Some(open), Some(close)) if open < close => open + 1..close,
        _ => 0..0,
    };
    let mut at = rest.start + inside.start;
    text[inside]
        .split(|c: char| c.is_ascii_whitespace())
        .filter_map(move |word| {
            let start = at;
            at += word.len() + 1;
            (!word.is_empty()).then_some((start, word))
        })
}
