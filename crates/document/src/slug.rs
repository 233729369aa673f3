//! [`Slug`]: what an address or an element's id is made of.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Lower-case letters and digits of any script, in words joined by single hyphens: `gut-skin-axis`.
///
/// It holds no double hyphen, so a view may append `--suffix` and never meet another slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a slug is made of lower-case letters and digits, its words joined by single hyphens")]
pub struct NotASlug;

impl Slug {
    /// The slug of a title: `"The Gut-Skin Axis: A Street"` -> `the-gut-skin-axis-a-street`.
    ///
    /// # Errors
    /// [`NotASlug`] where the title holds no letter and no digit.
    pub fn of_title(title: &str) -> Result<Self, NotASlug> {
        let lower = title.to_lowercase();
        let without_apostrophes = lower.replace(['\'', '’'], "");
        let words: Vec<&str> = without_apostrophes
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.join("-").parse()
    }

    /// Slugs and numbers joined by hyphens, which are a slug again: `note-2-mark`.
    #[cfg(feature = "parse")]
    pub(crate) fn joined(parts: &[&str]) -> Self {
        let slug = Self(parts.join("-"));
        debug_assert!(slug.0.parse::<Self>().is_ok(), "{slug}");
        slug
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        // Some capitals, such as the mathematical ones, have no small letter: they may stay.
        let is_small = |c: char| c.to_lowercase().eq([c]);
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() && is_small(c))
        };
        text.split('-')
            .all(is_word)
            .then(|| Self(text.to_owned()))
            .ok_or(NotASlug)
    }
}

/// Reads back what was written down: the shape is checked, but not letter by letter in every script, for which the
/// browser would have to carry tables of over 10 kB.
impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || !c.is_ascii();
        let is_word = |word: &str| !word.is_empty() && word.chars().all(is_allowed);
        if text.split('-').all(is_word) {
            Ok(Self(text))
        } else {
            Err(NotASlug)
        }
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug_of(title: &str) -> Option<String> {
        Slug::of_title(title).ok().map(String::from)
    }

    #[test]
    fn a_title_becomes_words_joined_by_hyphens() {
        let slugs = [
            (
                "The Gut-Skin Axis: A Two-Way Street",
                "the-gut-skin-axis-a-two-way-street",
            ),
            ("Don't  panic -- it’s 2024!", "dont-panic-its-2024"),
            ("Crème brûlée", "crème-brûlée"),
            ("장과 피부", "장과-피부"),
            ("ΟΔΟΣ", "οδος"),
        ];
        for (title, slug) in slugs {
            assert_eq!(slug_of(title).as_deref(), Some(slug));
        }
        for title in ["", " ", "?!", "—", "😀"] {
            assert_eq!(Slug::of_title(title), Err(NotASlug), "{title}");
        }
    }

    #[test]
    fn every_letter_and_digit_there_is_makes_a_slug() {
        let refused = (char::MIN..=char::MAX)
            .filter(|c| c.is_alphanumeric() && Slug::of_title(&c.to_string()).is_err());
        assert_eq!(refused.count(), 0);
    }

    #[test]
    fn a_slug_is_read_back_only_where_it_is_one() {
        for text in ["gut", "gut-skin-axis", "10-tips", "장과-피부"] {
            assert!(text.parse::<Slug>().is_ok(), "{text}");
        }
        for text in [
            "",
            "-",
            "-gut",
            "gut-",
            "gut--skin",
            "Gut",
            "gut skin",
            "gut_skin",
            "gut/skin",
            "gut\"",
            "é\u{301}",
        ] {
            assert_eq!(text.parse::<Slug>(), Err(NotASlug), "{text}");
        }
        assert!(serde_json::from_str::<Slug>("\"Gut\"").is_err());
    }
}
