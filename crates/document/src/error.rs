//! [`ParseError`]: what is wrong with an article's Markdown, where, and how to mend it.

mod definitions;
mod drawings;
mod mend;
mod notes;
mod plans;
mod problem;

use std::fmt;

pub use definitions::DefinitionProblem;
pub use drawings::{DrawingProblem, Refused};
pub use notes::NoteProblem;
pub use plans::{PlanPart, PlanProblem};
pub use problem::{IdOf, Problem};

/// A place in a file, as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// The first mistake in an article's Markdown.
///
/// It displays as `line:column: what is wrong`; [`in_file`](Self::in_file) adds the path and the mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {problem}")]
pub struct ParseError {
    /// Where it is.
    pub at: Position,
    /// What it is.
    pub problem: Problem,
}

impl ParseError {
    /// The whole message, in a form whose first line editors and terminals can jump to:
    ///
    /// ```text
    /// articles/gut.md:12:3: HTML is not passed on to the page
    ///   mend: write it in Markdown
    /// ```
    pub fn in_file(&self, path: impl fmt::Display) -> impl fmt::Display {
        fmt::from_fn(move |f| write!(f, "{path}:{self}\n  mend: {}", self.problem.mend()))
    }
}

impl Position {
    /// The place of a byte offset. An offset outside the text is its end.
    pub(crate) fn of(source: &str, offset: usize) -> Self {
        let before = source.get(..offset).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |line_break| line_break + 1);
        Self {
            line: 1 + before.matches('\n').count(),
            column: 1 + before.chars().count() - before[..line_start].chars().count(),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_lines_and_characters_from_one() {
        let source = "é\r\nab\n";
        let at = |offset| Position::of(source, offset).to_string();
        assert_eq!(
            [at(0), at(2), at(4), at(5), at(7), at(99)],
            ["1:1", "1:2", "2:1", "2:2", "3:1", "3:1"]
        );
    }
}
