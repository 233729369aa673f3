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
    Hidden(Hidden),
    /// More signs than any script needs are stacked on one character, or more that nobody sees follow each other.
    Flood {
        /// So many may.
        limit: usize,
        /// So many do.
        size: usize,
    },
}

/// A character that may not stand in a text (a control character, an override of the direction, a noncharacter), and where the
/// first one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Which one.
    pub character: char,
    /// In which line, from 1.
    pub line: usize,
    /// How many characters (grapheme clusters) of that line stand before it.
    pub column: usize,
}

impl Hidden {
    /// The first one in `text` that is not `allowed`.
    fn find(text: &str, allowed: &[char]) -> Option<Self> {
        let is_bad = |c: &char| characters::hides(*c) && !allowed.contains(c);
        let at = text.chars().position(|c| is_bad(&c))?;
        let character = text.chars().nth(at)?;
        let before: String = text.chars().take(at).collect();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Some(Self {
            character,
            line: before.matches('\n').count() + 1,
            column: characters::graphemes(line),
        })
    }
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = u32::from(self.character);
        write!(
            f,
            "a hidden character (U+{code:04X}), in line {}, ",
            self.line
        )?;
        match self.column {
            0 => f.write_str("at its beginning"),
            1 => f.write_str("after 1 character"),
            column => write!(f, "after {column} characters"),
        }
    }
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
            Rule::Hidden(hidden) => write!(
                f,
                "This {what} holds {hidden}. Delete what is there, then type it again."
            ),
            Rule::Flood { size, .. } => write!(
                f,
                "This {what} has {size} signs on one place that hide what is around them. Type it again without."
            ),
        }
    }
}

impl std::error::Error for FieldError {}

/// The text that is meant by what was typed or pasted: every line break is `\n`, and characters that carry no meaning here
/// are gone. `typed` may come from any program.
pub(crate) fn normalized(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut rest = typed.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                text.push('\n');
            }
            c if characters::breaks_line(c) => text.push('\n'),
            c if characters::is_left_out(c) => {}
            c => text.push(c),
        }
    }
    text
}

/// What the characters of a field may not do, whatever its length. `allowed` are the control characters that it may hold.
/// `text` still has the white space around it, so that what is wrong is found where it was typed.
pub(crate) fn check(field: Field, text: &str, allowed: &[char]) -> Result<(), FieldError> {
    let size = characters::longest_stack(text);
    let limit = characters::HIGHEST_STACK;
    let rule = match Hidden::find(text, allowed) {
        Some(hidden) => Rule::Hidden(hidden),
        None if !characters::is_visible(text) => Rule::Empty,
        None if size > limit => Rule::Flood { limit, size },
        None => return Ok(()),
    };
    Err(FieldError { field, rule })
}
