//! [`AuthorName`]: who says it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Field, FieldError, Rule,
    characters::{breaks_line, graphemes, is_left_out},
    rules::check,
};

/// A name of 1 to 60 characters, as readers count them, on one line, without control characters, direction overrides or
/// floods of marks.
///
/// A comment without a name has `None` of these, never an empty one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuthorName(String);

impl AuthorName {
    /// The longest name, in characters as readers count them (grapheme clusters).
    pub const MAX_CHARACTERS: usize = 60;

    /// The name in `text`, without the white space around it. Tabs and line breaks as office programs copy them become
    /// spaces; characters that only embed a direction are left out.
    ///
    /// # Errors
    /// [`FieldError`], in the reader's words.
    pub fn new(text: &str) -> Result<Self, FieldError> {
        let name: String = text
            .chars()
            .filter(|c| !is_left_out(*c))
            .map(|c| if breaks_line(c) || c == '\t' { ' ' } else { c })
            .collect();
        let name = name.trim();
        check(Field::Name, name, &[])?;
        let (size, limit) = (graphemes(name), Self::MAX_CHARACTERS);
        if size > limit {
            return Err(FieldError {
                field: Field::Name,
                rule: Rule::TooLong { limit, size },
            });
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AuthorName {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
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
