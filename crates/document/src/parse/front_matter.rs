//! What stands between the `---` lines: YAML, each value but `plans` a line of text.

use serde::Deserialize;
use serde_saphyr::{Error, Location, MessageFormatter, Spanned, UserMessageFormatter};

use super::{
    mistakes::{Mistake, Mistakes},
    plan_values::{self, WrittenPlans},
    plans::Plan,
    values::Values,
};
use crate::{Date, Problem, Review};

/// The file in its two parts.
pub(super) struct Parts<'a> {
    /// From the file's beginning to the closing line: the opening `---` begins a YAML document too, so what the YAML
    /// parser says of places holds for the file.
    yaml: &'a str,
    /// Where the Markdown begins.
    pub(super) body: usize,
}

pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) author: String,
    pub(super) place: Option<String>,
    pub(super) published: Date,
    pub(super) updated: Option<Date>,
    pub(super) review: Option<Review>,
    pub(super) next_review: Option<Date>,
    pub(super) health_note: Option<String>,
    pub(super) plans: Vec<Plan>,
}

/// Values are optional here, so that each missing one is a mistake of ours, with a place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Option<Spanned<String>>,
    description: Option<Spanned<String>>,
    author: Option<Spanned<String>>,
    place: Option<Spanned<String>>,
    published: Option<Spanned<String>>,
    updated: Option<Spanned<String>>,
    reviewed: Option<Spanned<String>>,
    reviewer: Option<Spanned<String>>,
    next_review: Option<Spanned<String>>,
    health_note: Option<Spanned<String>>,
    plans: Option<WrittenPlans>,
}

pub(super) fn split(source: &str) -> Result<Parts<'_>, Mistake> {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = source.split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| is_fence(line)) else {
        return Err(Mistake::new(0, Problem::NoFrontMatter));
    };
    let mut at = opening.len();
    for line in lines {
        let end = at + line.len();
        if is_fence(line) {
            return Ok(Parts {
                yaml: &source[..at],
                body: end,
            });
        }
        at = end;
    }
    Err(Mistake::new(0, Problem::UnterminatedFrontMatter))
}

pub(super) fn read(parts: &Parts) -> Result<FrontMatter, Mistake> {
    let options = serde_saphyr::options! { with_snippet: false };
    let written: Written = serde_saphyr::from_str_with_options(parts.yaml, options)
        .map_err(|error| mistake(parts.yaml, &error))?;

    let mut values = Values {
        yaml: parts.yaml,
        mistakes: Mistakes::default(),
    };
    let title = values.text("title", written.title).text;
    let description = values.text("description", written.description).text;
    let author = values.text("author", written.author).text;
    let place = values.optional("place", written.place);
    let published = values.text("published", written.published);
    let published = values.date(&published);
    let updated = values.later("updated", written.updated, published);
    let review_day = values.later("reviewed", written.reviewed, published);
    let reviewer = values.optional("reviewer", written.reviewer);
    let next_review = values.optional("next_review", written.next_review);
    let next_review = next_review.and_then(|given| values.date(&given));
    let health_note = values.optional("health_note", written.health_note);
    let plans = values.plans(written.plans);
    let review = values.review(review_day, reviewer);

    values.mistakes.none_or_first()?;
    // Without a mistake there is a date.
    let published = published.ok_or_else(|| {
        Mistake::new(parts.yaml.len(), Problem::MissingValue { key: "published" })
    })?;
    Ok(FrontMatter {
        title,
        description,
        author,
        place: place.map(|place| place.text),
        published,
        updated: updated.and_then(|(_, date)| date),
        review,
        next_review,
        health_note: health_note.map(|note| note.text),
        plans,
    })
}

/// The mistake that the YAML parser found.
fn mistake(yaml: &str, error: &Error) -> Mistake {
    let problem = plan_values::problem(error).map_or_else(|| problem(error), Problem::from);
    let at = error
        .location()
        .map_or(0, |location| offset(yaml, location));
    Mistake::new(at, problem)
}

fn problem(error: &Error) -> Problem {
    match error {
        Error::SerdeUnknownField { field, .. } => Problem::UnknownKey { key: field.clone() },
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            Problem::RepeatedKey { key: key.clone() }
        }
        _ => Problem::MalformedFrontMatter {
            reason: UserMessageFormatter.format_message(error).into_owned(),
        },
    }
}

/// The byte offset of a place. Where the YAML parser does not know it, it is counted in lines and characters.
pub(super) fn offset(yaml: &str, location: Location) -> usize {
    let known = location.span().byte_offset();
    if let Some(at) = known.and_then(|at| usize::try_from(at).ok()) {
        return at;
    }
    let before = |count: u64| usize::try_from(count.saturating_sub(1)).unwrap_or_default();
    let lines = yaml.split_inclusive('\n').take(before(location.line()));
    let line_start = lines.map(str::len).sum();
    let line = yaml.get(line_start..).unwrap_or_default();
    let characters = line.chars().take(before(location.column()));
    line_start + characters.map(char::len_utf8).sum::<usize>()
}
