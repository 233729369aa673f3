//! [`Position`]: a place in the history of an article's changes.

use std::{fmt, str::FromStr};

use comments::CommentId;

/// A place in the history of an article's changes: after one of them. One transaction may change several comments, which then
/// have one version; their ids order them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    version: i64,
    /// The bytes of an id, which sort as the database sorts ids.
    id: [u8; 16],
}

/// Why a text is no [`Position`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an event's id is a version, or a version and a comment's id: 12 or 12-0190163d-…")]
pub struct PositionError;

/// Sorts after every id.
const LAST: [u8; 16] = [0xFF; 16];

impl Position {
    /// After the change of one comment.
    pub fn after(version: i64, id: CommentId) -> Self {
        Self {
            version,
            id: id.to_bytes(),
        }
    }

    /// After all changes of a version.
    pub fn after_version(version: i64) -> Self {
        Self { version, id: LAST }
    }

    /// The version of the last change before this place.
    pub fn version(self) -> i64 {
        self.version
    }

    /// The bytes of the id of the last comment before this place.
    pub(super) fn id(self) -> [u8; 16] {
        self.id
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.version)?;
        match CommentId::from_bytes(self.id) {
            Ok(id) => write!(f, "-{id}"),
            Err(_) => Ok(()),
        }
    }
}

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let (version, id) = match text.split_once('-') {
            Some((version, id)) => (version, Some(id.parse().map_err(|_| PositionError)?)),
            None => (text, None),
        };
        let version = version.parse().map_err(|_| PositionError)?;
        Ok(match id {
            Some(id) => Self::after(version, id),
            None => Self::after_version(version),
        })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    const IDS: [&str; 2] = [
        "0190163d-8694-739b-aea5-966c26f8ad91",
        "0190163d-8694-739b-aea5-966c26f8ad92",
    ];

    #[test]
    fn positions_sort_by_version_then_id() {
        let [one, other] = IDS.map(|id| id.parse().expect("an id"));
        let sorted = [
            Position::after_version(8),
            Position::after(9, one),
            Position::after(9, other),
            Position::after_version(9),
            Position::after(10, one),
        ];
        assert!(sorted.is_sorted_by(|one, next| one < next), "{sorted:?}");
    }

    #[test]
    fn position_is_read_as_it_was_written() {
        for text in ["0", "12", &format!("12-{}", IDS[0])] {
            let position: Position = text.parse().expect("a position");
            assert_eq!(position.to_string(), text);
        }
        for text in ["", "x", "12-", "12-x", "-12", "12-0190163d", "12 "] {
            assert_eq!(text.parse::<Position>(), Err(PositionError), "{text:?}");
        }
    }
}
