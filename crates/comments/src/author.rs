//! [`AuthorName`]: who says it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::characters;

/// A name of 1 to 60 characters on one line, without control characters or direction overrides.
///
/// A comment without a name has `None` of these, never an empty one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuthorName(String);

/// Why a text is no [`AuthorName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorNameError {
    /// It shows nothing.
    #[error("A name needs at least one visible character.")]
    Empty,
    /// It is longer than [`AuthorName::MAX_CHARACTERS`].
    #[error(
        "This name has {length} characters; at most {} fit.",
        AuthorName::MAX_CHARACTERS
    )]
    TooLong {
        /// Its length, in characters.
        length: usize,
    },
    /// It holds a control character or a direction override.
    #[error("This name holds a hidden character ({}). Type it again without.", code_point(*.0))]
    Hidden(char),
}

/// As Unicode writes it: `U+202E`.
pub(crate) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

impl AuthorName {
    /// The longest name, in characters (Unicode scalar values).
    pub const MAX_CHARACTERS: usize = 60;

    /// The name in `text`, without the white space around it.
    ///
    /// # Errors
    /// [`AuthorNameError`], in the reader's words.
    pub fn new(text: &str) -> Result<Self, AuthorNameError> {
        let name = text.trim();
        let hidden =
            characters::control(name, &[]).or_else(|| characters::direction_override(name));
        if let Some(c) = hidden {
            return Err(AuthorNameError::Hidden(c));
        }
        if !characters::is_visible(name) {
            return Err(AuthorNameError::Empty);
        }
        let length = name.chars().count();
        if length > Self::MAX_CHARACTERS {
            return Err(AuthorNameError::TooLong { length });
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AuthorName {
    type Error = AuthorNameError;

    fn try_from(text: String) -> Result<Self, AuthorNameError> {
        Self::new(&text)
    }
}

impl From<AuthorName> for String {
    fn from(name: AuthorName) -> Self {
        name.0
    }
}

impl fmt::Display for AuthorName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
