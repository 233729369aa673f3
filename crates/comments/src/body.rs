//! [`CommentBody`]: what is said.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{author::code_point, characters};

/// A text of 1 to 5,000 characters on at most 200 lines, as it was typed: markup in it is text.
///
/// Line breaks are `\n`; the white space around the text is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentBody(String);

/// Why a text is no [`CommentBody`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommentBodyError {
    /// It shows nothing.
    #[error("Write something first: a comment needs at least one visible character.")]
    Empty,
    /// It is longer than [`CommentBody::MAX_CHARACTERS`].
    #[error(
        "This comment has {length} characters; at most {} fit.",
        CommentBody::MAX_CHARACTERS
    )]
    TooLong {
        /// Its length, in characters.
        length: usize,
    },
    /// It has more lines than [`CommentBody::MAX_LINES`].
    #[error(
        "This comment has {lines} lines; at most {} fit.",
        CommentBody::MAX_LINES
    )]
    TooManyLines {
        /// How many it has.
        lines: usize,
    },
    /// It holds a control character other than a line break or a tab.
    #[error("This comment holds a hidden control character ({}). Remove it.", code_point(*.0))]
    Control(char),
}

impl CommentBody {
    /// The longest text, in characters (Unicode scalar values).
    pub const MAX_CHARACTERS: usize = 5_000;
    /// The most lines.
    pub const MAX_LINES: usize = 200;

    /// The text in `typed`, its line breaks unified and the white space around it removed.
    ///
    /// # Errors
    /// [`CommentBodyError`], in the reader's words.
    pub fn new(typed: &str) -> Result<Self, CommentBodyError> {
        let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
        let text = unified.trim();
        if let Some(c) = characters::control(text, &['\n', '\t']) {
            return Err(CommentBodyError::Control(c));
        }
        if !characters::is_visible(text) {
            return Err(CommentBodyError::Empty);
        }
        let length = text.chars().count();
        if length > Self::MAX_CHARACTERS {
            return Err(CommentBodyError::TooLong { length });
        }
        let lines = text.lines().count();
        if lines > Self::MAX_LINES {
            return Err(CommentBodyError::TooManyLines { lines });
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CommentBody {
    type Error = CommentBodyError;

    fn try_from(text: String) -> Result<Self, CommentBodyError> {
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
