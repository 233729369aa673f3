//! The mend of each [`Problem`].

use super::{IdOf, Problem};
use crate::Slug;

impl Problem {
    /// What the author can do about it, as an imperative without a full stop.
    pub fn mend(&self) -> String {
        match self {
            Self::NotUtf8 { .. } => "save the file with the encoding UTF-8".into(),
            Self::EmptyFile | Self::NoFrontMatter => {
                "begin with a line `---`, then title, description, author and published, then `---`"
                    .into()
            }
            Self::ControlCharacter { .. } => "remove it, or the code that stands for it".into(),
            Self::UnterminatedFrontMatter => "add a line `---` below its last key".into(),
            Self::MalformedFrontMatter { .. } => {
                "write one `key: value` a line; a value with `: ` or ` #` in it needs double quotes"
                    .into()
            }
            Self::UnknownKey { .. } => {
                "remove it, or use `title`, `description`, `author`, `place`, `published`, `updated`, `reviewed`, `reviewer`, \
                 `next_review`, `health_note` or `plans`"
                    .into()
            }
            Self::RepeatedKey { .. } => "remove one of the two lines".into(),
            Self::MissingValue { key } => {
                format!("write a line `{key}: …` between the `---` lines")
            }
            Self::NotADate { .. } => "write year-month-day, such as 2024-02-13".into(),
            Self::HalfReview { given, missing } => {
                format!("write a line `{missing}: …`, or remove `{given}`")
            }
            Self::BeforePublished { .. } => "correct one of the two dates".into(),
            Self::NoText => "write the article below the front matter".into(),
            Self::SecondTitle => "write `##` for a section, or remove the heading".into(),
            Self::HeadingInside => "take it out, or make it `**bold**`".into(),
            Self::SkippedLevel { from, .. } => {
                format!("write `{}`", "#".repeat(usize::from(*from) + 1))
            }
            Self::EmptyHeading => "write its words, or remove the `#` signs".into(),
            Self::NoIdInTitle => "give it an id: `{#such-as-this}` at the end of its line".into(),
            Self::NotAnId { text } => match Slug::of_title(text) {
                Ok(id) => format!("write `{{#{id}}}`"),
                Err(_) => {
                    "use lower-case letters and digits, words joined by single hyphens".into()
                }
            },
            Self::UnknownClass { .. } => {
                "remove it: the classes that mean something are `.tips`, `.closed` and `.publisher`"
                    .into()
            }
            Self::ClassBelowSection { class } => {
                format!("move `.{class}` to the section's `##` heading")
            }
            Self::UnknownAttribute { .. } => {
                r"remove it; to show braces, write `\{` and `\}`".into()
            }
            Self::TipsWithoutList => {
                "add a bullet list whose every item reads `- Term: text`, or remove `.tips`".into()
            }
            Self::RepeatedId { of, .. } | Self::ReservedId { of, .. } => match of {
                IdOf::Heading => {
                    "rename it, or give it another id: `{#such-as-this}` at the end of its line"
                        .into()
                }
                IdOf::Term => "rename the term".into(),
                IdOf::Note => "notes are numbered: give the other one another id".into(),
                IdOf::References => {
                    "write a section `## References`, where the notes go, and give the other one another id"
                        .into()
                }
                IdOf::Definition => {
                    "terms of the glossary get such ids: give the other one another id".into()
                }
                IdOf::Drawing => "rename the drawing's file, or show it once".into(),
            },
            Self::LinkWithoutAddress => "write where it leads: `[words](address)`".into(),
            Self::LinkWithoutWords => "write what it leads to: `[words](address)`".into(),
            Self::RefusedScheme { .. } => {
                "link to http, https, mailto, `#an-id` of this article or a relative path".into()
            }
            Self::HostWithoutScheme => "write `https:` before the slashes".into(),
            Self::RootLink { .. } => {
                "write it relative to the site's folder, without the first slash".into()
            }
            Self::BrokenLink { .. } => {
                "mend the path: another article is `its-slug/`, a file beside the articles is `articles/its-name`"
                    .into()
            }
            Self::UnknownFragment { .. } => {
                "use the id of a heading or a term: its words in lower case, joined by hyphens"
                    .into()
            }
            Self::UnshownTitle { .. } => "move its words into the text, or remove it".into(),
            Self::PictureElsewhere { .. } => {
                "put the file beside the article's and write its relative path, without `..`".into()
            }
            Self::MissingPicture { .. } => "put the file there, or mend the path".into(),
            Self::Plan(problem) => problem.mend(),
            Self::Note(problem) => problem.mend(),
            Self::Definition(problem) => problem.mend(),
            Self::Drawing(problem) => problem.mend(),
            Self::RawHtml => r"write it in Markdown; to show the sign itself, write `\<`".into(),
            Self::HtmlComment => "remove it".into(),
            Self::TooDeep { .. } => "take the inner part out".into(),
        }
    }
}
