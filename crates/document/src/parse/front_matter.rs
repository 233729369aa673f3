//! What stands between the `---` lines: YAML, each value a line of text.

use serde::Deserialize;
use serde_saphyr::{Error, Location, MessageFormatter, Spanned, UserMessageFormatter};

use super::mistakes::{Mistake, Mistakes};
use crate::{Date, Problem};

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

    let mut mistakes = Mistakes::default();
    let mut value = |key, given: Option<Spanned<String>>| {
        let at = given.as_ref().map_or(parts.yaml.len(), |given| {
            offset(parts.yaml, given.referenced)
        });
        let text = given
            .map(|given| on_one_line(&given.value))
            .unwrap_or_default();
        if text.is_empty() {
            mistakes.note(at, Problem::MissingValue { key });
        }
        mistakes.note_control_character(at, &text);
        (at, text)
    };
    let (_, title) = value("title", written.title);
    let (_, description) = value("description", written.description);
    let (_, author) = value("author", written.author);
    let place = written.place.map(|given| value("place", Some(given)).1);
    let (at, published) = value("published", written.published);

    match published.parse() {
        Ok(published) => mistakes.none_or_first().map(|()| FrontMatter {
            title,
            description,
            author,
            place,
            published,
        }),
        Err(_) => Err(mistakes.first_with(Mistake::new(at, Problem::NotADate { text: published }))),
    }
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

/// The mistake that the YAML parser found.
fn mistake(yaml: &str, error: &Error) -> Mistake {
    let problem = match error {
        Error::SerdeUnknownField { field, .. } => Problem::UnknownKey { key: field.clone() },
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            Problem::RepeatedKey { key: key.clone() }
        }
        _ => Problem::MalformedFrontMatter {
            reason: UserMessageFormatter.format_message(error).into_owned(),
        },
    };
    let at = error
        .location()
        .map_or(0, |location| offset(yaml, location));
    Mistake::new(at, problem)
}

/// The byte offset of what the YAML parser counts in lines and characters.
fn offset(yaml: &str, location: Location) -> usize {
    let before = |count: u64| usize::try_from(count.saturating_sub(1)).unwrap_or_default();
    let lines = yaml.split_inclusive('\n').take(before(location.line()));
    let line_start = lines.map(str::len).sum();
    let line = yaml.get(line_start..).unwrap_or_default();
    let characters = line.chars().take(before(location.column()));
    line_start + characters.map(char::len_utf8).sum::<usize>()
}
