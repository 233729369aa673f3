//! [`Mistakes`]: of all that are noted, the first in the file is kept.

use crate::{ParseError, Position, Problem};

/// A problem at a byte offset of the source.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) at: usize,
    pub(super) problem: Problem,
}

impl Mistake {
    pub(super) fn new(at: usize, problem: Problem) -> Self {
        Self { at, problem }
    }

    pub(super) fn in_source(self, source: &str) -> ParseError {
        ParseError {
            at: Position::of(source, self.at),
            problem: self.problem,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Mistakes {
    first: Option<Mistake>,
}

impl Mistakes {
    /// Of two at one place the one noted first stays.
    pub(super) fn note(&mut self, at: usize, problem: Problem) {
        if self.first.as_ref().is_none_or(|first| at < first.at) {
            self.first = Some(Mistake::new(at, problem));
        }
    }

    /// Notes the first control character of a text that stands at `at`.
    pub(super) fn note_control_character(&mut self, at: usize, text: &str) {
        if let Some(character) = text.chars().find(|&c| is_forbidden(c)) {
            self.note(at, Problem::ControlCharacter { character });
        }
    }

    pub(super) fn none_or_first(self) -> Result<(), Mistake> {
        self.first.map_or(Ok(()), Err)
    }
}

/// Whether HTML has no place for a character.
pub(super) fn is_forbidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}
