//! [`Phrase`]: half of a plan's sentence.

use std::fmt;

use document::PlanIdeas;
use serde::{Deserialize, Serialize};

/// 1 to 120 characters on one line: what stands after "When" or after "I will", without the sentence's own full stop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phrase(String);

/// Why a text is no [`Phrase`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// Nothing was written.
    #[error("Write a few words here: a plan needs both parts.")]
    Empty,
    /// It is longer than [`Phrase::MAX_CHARACTERS`].
    #[error(
        "This has {length} characters; at most {} fit.",
        Phrase::MAX_CHARACTERS
    )]
    TooLong {
        /// Its length, in characters.
        length: usize,
    },
}

impl Phrase {
    /// The longest phrase, in characters (Unicode scalar values): as long as an author's.
    pub const MAX_CHARACTERS: usize = PlanIdeas::LONGEST;

    /// The phrase in `typed`: white space and control characters become single spaces, a full stop at the end goes.
    ///
    /// # Errors
    /// [`PhraseError`], in the reader's words.
    pub fn new(typed: &str) -> Result<Self, PhraseError> {
        let is_space = |c: char| c.is_whitespace() || c.is_control();
        let words: Vec<&str> = typed
            .split(is_space)
            .filter(|word| !word.is_empty())
            .collect();
        let joined = words.join(" ");
        let text = joined.trim_end_matches(['.', ' ']);
        match text.chars().count() {
            0 => Err(PhraseError::Empty),
            length if length > Self::MAX_CHARACTERS => Err(PhraseError::TooLong { length }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The phrase as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phrase {
    type Error = PhraseError;

    fn try_from(text: String) -> Result<Self, PhraseError> {
        Self::new(&text)
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.0
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
