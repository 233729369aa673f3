//! [`Reader`]: the events of the Markdown in order, and what is found on the way.

use std::{iter::Peekable, ops::Range};

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};

use super::{MAX_DEPTH, bindings::PartFound, findings::Findings, library::Library, notes::Notes};
use crate::Problem;

/// What a function of the parser reads from. It hands out events with their place in the file, and sees to it that
/// elements are closed and not nested too deeply.
pub(super) struct Reader<'a> {
    events: Peekable<OffsetIter<'a>>,
    /// Where the Markdown begins in the file.
    start: usize,
    depth: usize,
    end_of_words: usize,
    has_marks: bool,
    pub(super) source: &'a str,
    pub(super) library: &'a dyn Library,
    /// Whether the section that is being read is the glossary.
    pub(super) in_glossary: bool,
    pub(super) findings: Findings,
    pub(super) notes: Notes,
    pub(super) parts: Vec<PartFound>,
}

impl<'a> Reader<'a> {
    /// Smart punctuation stays off: the author's letters are the author's.
    pub(super) fn new(source: &'a str, start: usize, library: &'a dyn Library) -> Self {
        let markdown = source.get(start..).unwrap_or_default();
        let options = Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_DEFINITION_LIST;
        let events = Parser::new_ext(markdown, options);
        Self {
            events: events.into_offset_iter().peekable(),
            start,
            depth: 0,
            end_of_words: start,
            has_marks: true,
            source,
            library,
            in_glossary: false,
            findings: Findings::default(),
            notes: Notes::default(),
            parts: Vec::new(),
        }
    }

    /// The next event of the element that is being read; `None` at its end.
    pub(super) fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, range) = self
            .events
            .next_if(|(event, _)| !matches!(event, Event::End(_)))?;
        Some((event, self.start + range.start..self.start + range.end))
    }

    /// The next event where it is a piece of a line of text.
    pub(super) fn next_inline(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.events.peek().filter(|(event, _)| is_inline(event))?;
        let (event, range) = self.next()?;
        // A link ends after the words in it.
        self.end_of_words = self.end_of_words.max(range.end);
        Some((event, range))
    }

    /// Where the next event begins.
    pub(super) fn place(&mut self) -> usize {
        self.events
            .peek()
            .map_or(self.source.len(), |(_, range)| self.start + range.start)
    }

    /// Where the last piece of text ended.
    pub(super) fn end_of_words(&self) -> usize {
        self.end_of_words
    }

    /// Notes a mistake at a byte offset of the file.
    pub(super) fn note(&mut self, at: usize, problem: Problem) {
        self.findings.mistakes.note(at, problem);
    }

    /// Reads the inside of the element that has just begun at `at`, and passes its end.
    pub(super) fn inside<T: Default>(&mut self, at: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut inner = T::default();
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            inner = read(self);
            self.depth -= 1;
        } else {
            self.note(at, Problem::TooDeep { limit: MAX_DEPTH });
        }
        self.pass_end();
        inner
    }

    /// Reads something in which no mark of a note can stand.
    pub(super) fn without_marks<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let had_marks = std::mem::replace(&mut self.has_marks, false);
        let inner = read(self);
        self.has_marks = had_marks;
        inner
    }

    /// Whether a mark of a note can stand here.
    pub(super) fn has_marks(&self) -> bool {
        self.has_marks
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Passes what is left of the element, with its end.
    pub(super) fn pass_end(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
            )
        }
        _ => false,
    }
}
