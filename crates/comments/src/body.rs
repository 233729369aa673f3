//! [`CommentBody`]: what is said.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Field, FieldError, Rule,
    rules::{check, normalized},
};

/// A text of 1 to 5,000 characters on at most 200 lines, as it was typed: markup in it is text.
///
/// Line breaks are `\n`; the white space around the text is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentBody(String);

impl CommentBody {
    /// The longest text, in characters (Unicode scalar values).
    pub const MAX_CHARACTERS: usize = 5_000;
    /// The most lines.
    pub const MAX_LINES: usize = 200;

    /// The text in `typed`: line breaks of every program become `\n`, characters that only embed a direction and the white
    /// space around it are removed.
    ///
    /// # Errors
    /// [`FieldError`], in the reader's words.
    pub fn new(typed: &str) -> Result<Self, FieldError> {
        let text = normalized(typed);
        check(Field::Body, &text, &['\n', '\t'])?;
        let text = text.trim();
        let (size, lines) = (text.chars().count(), text.lines().count());
        let rule = if size > Self::MAX_CHARACTERS {
            let limit = Self::MAX_CHARACTERS;
            Rule::TooLong { limit, size }
        } else if lines > Self::MAX_LINES {
            let limit = Self::MAX_LINES;
            Rule::TooManyLines { limit, size: lines }
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(FieldError {
            field: Field::Body,
            rule,
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CommentBody {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::new(&text)
    }
}

impl From<CommentBody> for String {
    fn from(body: CommentBody) -> Self {
        body.0
    }
}

impl fmt::Display for CommentBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
