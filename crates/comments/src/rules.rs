//! [`FieldError`]: which rule a field breaks.

use std::fmt;

use crate::characters;

/// A field of a comment's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who says it.
    Name,
    /// What is said.
    Body,
}

/// What was typed breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// Which rule, and how.
    pub rule: Rule,
}

/// A rule that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It shows nothing.
    Empty,
    /// It is too long: for a name in characters as readers count them (grapheme clusters), for a text in Unicode scalar
    /// values.
    TooLong {
        /// So much fits.
        limit: usize,
        /// So long it is.
        size: usize,
    },
    /// It has too many lines.
    TooManyLines {
        /// So many fit.
        limit: usize,
        /// So many it has.
        size: usize,
    },
    /// It holds a character that hides something: a control character, or one that turns the direction of what follows.
    Hidden(char),
    /// More signs than any script needs are stacked on one character, or more that nobody sees follow each other.
    Flood {
        /// So many may.
        limit: usize,
        /// So many do.
        size: usize,
    },
}

/// In the reader's words: what is wrong and what can be done.
impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.field {
            Field::Name => "name",
            Field::Body => "comment",
        };
        match self.rule {
            Rule::Empty if self.field == Field::Body => f.write_str(
                "Write something first: a comment needs at least one visible character.",
            ),
            Rule::Empty => write!(f, "A {what} needs at least one visible character."),
            Rule::TooLong { limit, size } => {
                write!(f, "This {what} has {size} characters; at most {limit} fit.")
            }
            Rule::TooManyLines { limit, size } => {
                write!(f, "This {what} has {size} lines; at most {limit} fit.")
            }
            Rule::Hidden(c) => write!(
                f,
                "This {what} holds a hidden character (U+{:04X}). Type it again without.",
                u32::from(c)
            ),
            Rule::Flood { size, .. } => write!(
                f,
                "This {what} has {size} signs on one place that hide what is around them. Type it again without."
            ),
        }
    }
}

impl std::error::Error for FieldError {}

/// What the characters of a field may not do, whatever its length. `allowed` are the control characters that it may hold.
pub(crate) fn check(field: Field, text: &str, allowed: &[char]) -> Result<(), FieldError> {
    let hidden = characters::control(text, allowed)
        .or_else(|| characters::direction_override(text))
        .or_else(|| characters::noncharacter(text));
    let size = characters::longest_stack(text);
    let limit = characters::HIGHEST_STACK;
    let rule = match hidden {
        Some(c) => Rule::Hidden(c),
        None if !characters::is_visible(text) => Rule::Empty,
        None if size > limit => Rule::Flood { limit, size },
        None => return Ok(()),
    };
    Err(FieldError { field, rule })
}
