//! `## Title {.tips}`: the words of a heading, its id, its marks.

use std::ops::Range;

use super::{attributes, inlines, reader::Reader};
use crate::{Inline, Problem, Slug, error::IdOf, plain_text};

/// A heading that is fit for the page.
pub(super) struct Heading {
    /// Where it begins in the file.
    pub(super) at: usize,
    /// 2 to 6.
    pub(super) level: u8,
    pub(super) id: Slug,
    pub(super) content: Vec<Inline>,
    /// Where it is marked as the heading of tips.
    pub(super) tips: Option<usize>,
    pub(super) closed: bool,
    pub(super) by_publisher: bool,
}

/// Reads the heading that has just begun. `None` where something is wrong with it, which is then noted.
pub(super) fn read(reader: &mut Reader, level: u8, range: Range<usize>) -> Option<Heading> {
    let at = range.start;
    let (content, end_of_words) = reader.without_marks(|reader| {
        reader.inside(at, |reader| (inlines::run(reader), reader.end_of_words()))
    });
    let rest = end_of_words.max(at)..range.end;
    let marks = attributes::read(reader.source, rest, &mut reader.findings.mistakes);

    let title = plain_text(&content);
    if level == 1 {
        reader.note(at, Problem::SecondTitle);
        return None;
    }
    if title.trim().is_empty() {
        reader.note(at, Problem::EmptyHeading);
        return None;
    }
    for (class, at) in marks.classes().filter(|_| level > 2) {
        reader.note(at, Problem::ClassBelowSection { class });
    }
    let (id_at, id) = match (marks.id.clone(), Slug::of_title(&title)) {
        (Some(given), _) => given,
        (None, Ok(id)) => (at, id),
        (None, Err(_)) => {
            reader.note(at, Problem::NoIdInTitle);
            return None;
        }
    };
    reader.findings.note_id(id_at, &id, IdOf::Heading);
    Some(Heading {
        at,
        level,
        id,
        content,
        tips: marks.tips,
        closed: marks.closed.is_some(),
        by_publisher: marks.publisher.is_some(),
    })
}
