//! [`Values`]: what the keys of the front matter give, each a line of text with its place.

use serde_saphyr::Spanned;

use super::{front_matter::offset, mistakes::Mistakes};
use crate::{Date, Problem, Review};

/// Reads values and notes what is wrong with them.
pub(super) struct Values<'a> {
    pub(super) yaml: &'a str,
    pub(super) mistakes: Mistakes,
}

/// A line of text at a byte offset of the file.
pub(super) struct Value {
    at: usize,
    pub(super) text: String,
}

impl Values<'_> {
    /// A value that must be there. One that is not is missed at the closing line.
    pub(super) fn text(&mut self, key: &'static str, given: Option<Spanned<String>>) -> Value {
        let at = given
            .as_ref()
            .map_or(self.yaml.len(), |given| offset(self.yaml, given.referenced));
        let text = given
            .map(|given| on_one_line(&given.value))
            .unwrap_or_default();
        if text.is_empty() {
            self.mistakes.note(at, Problem::MissingValue { key });
        }
        self.mistakes.note_control_character(at, &text);
        Value { at, text }
    }

    pub(super) fn optional(
        &mut self,
        key: &'static str,
        given: Option<Spanned<String>>,
    ) -> Option<Value> {
        given.map(|given| self.text(key, Some(given)))
    }

    /// `None` where the value is no date, which is then noted.
    pub(super) fn date(&mut self, value: &Value) -> Option<Date> {
        let date = value.text.parse().ok();
        if date.is_none() {
            let text = value.text.clone();
            self.mistakes.note(value.at, Problem::NotADate { text });
        }
        date
    }

    /// The day of something that cannot have been before the article was there, with its place. What is no date is there
    /// all the same.
    pub(super) fn later(
        &mut self,
        key: &'static str,
        given: Option<Spanned<String>>,
        published: Option<Date>,
    ) -> Option<(usize, Option<Date>)> {
        let value = self.optional(key, given)?;
        let date = self.date(&value);
        if date.is_some() && date < published {
            self.mistakes
                .note(value.at, Problem::BeforePublished { key });
        }
        Some((value.at, date))
    }

    /// A review has a day and somebody who did it.
    pub(super) fn review(
        &mut self,
        day: Option<(usize, Option<Date>)>,
        reviewer: Option<Value>,
    ) -> Option<Review> {
        let (at, given, missing) = match (day, reviewer) {
            (Some((_, on)), Some(reviewer)) => {
                let reviewer = reviewer.text;
                return on.map(|on| Review { reviewer, on });
            }
            (None, None) => return None,
            (Some((at, _)), None) => (at, "reviewed", "reviewer"),
            (None, Some(reviewer)) => (reviewer.at, "reviewer", "reviewed"),
        };
        self.mistakes
            .note(at, Problem::HalfReview { given, missing });
        None
    }
}

/// All white space becomes single spaces.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// YAML has ways to write a value on several lines.
fn on_one_line(value: &str) -> String {
    value
        .lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}
