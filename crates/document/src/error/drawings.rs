//! [`DrawingProblem`]: mistakes in an SVG that is to become part of the page.

use thiserror::Error;

use super::Position;
use crate::drawing::ELEMENTS;

/// What is wrong with a drawing. It is reported where the Markdown shows the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DrawingProblem {
    /// No XML, or no SVG.
    #[error("the drawing `{src}` cannot be read: {reason}")]
    Unreadable {
        /// Its path as written.
        src: String,
        /// Why, with the place in the SVG.
        reason: String,
    },
    /// Something that a page cannot take.
    #[error("the drawing `{src}` has {what} at {at}, which a page cannot take")]
    Refused {
        /// Its path as written.
        src: String,
        /// What it is.
        what: Refused,
        /// Where it is in the SVG.
        at: Position,
    },
    /// A file name of which no id can be made.
    #[error("no id can be made of `{src}`: its name has no letter and no digit")]
    NoIdInName {
        /// Its path as written.
        src: String,
    },
    /// Nobody told what it shows.
    #[error("the drawing `{src}` has no description")]
    WithoutDescription {
        /// Its path as written.
        src: String,
    },
    /// `data-for` with something that is no entry of a list.
    #[error("the drawing `{src}` binds a part to `{entry}`, which no list item has")]
    UnknownEntry {
        /// Its path as written.
        src: String,
        /// The value of `data-for`.
        entry: String,
    },
    /// A second `data-for` with the same entry.
    #[error("the drawing `{src}` binds a part to `{entry}`, which has one already")]
    RepeatedPart {
        /// Its path as written.
        src: String,
        /// The value of `data-for`.
        entry: String,
    },
}

/// A piece of an SVG that a page cannot take.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// An element.
    #[error("an element `{0}`")]
    Element(String),
    /// An attribute.
    #[error("an attribute `{0}`")]
    Attribute(String),
    /// An attribute's value.
    #[error("the value `{0}`")]
    Value(String),
    /// Text that no `text` or `tspan` shows.
    #[error("words outside of a `text`")]
    Words,
    /// A control character.
    #[error("the control character U+{:04X}", u32::from(*.0))]
    ControlCharacter(char),
    /// `<?…?>`
    #[error("a processing instruction")]
    Instruction,
    /// A part in a part.
    #[error("a part in a part")]
    PartInPart,
    /// Groups in groups in groups …
    #[error("too many elements in each other")]
    Depth,
}

impl DrawingProblem {
    /// What the author can do about it.
    pub(super) fn mend(&self) -> String {
        match self {
            Self::Unreadable { .. } => {
                "save it as a plain SVG: a root `svg` with a `viewBox`, no doctype".into()
            }
            Self::Refused { what, .. } => what.mend(),
            Self::NoIdInName { .. } => "rename the file, such as `gut.svg`".into(),
            Self::WithoutDescription { .. } => {
                "say between the brackets what it shows: `![…](drawing.svg)`".into()
            }
            Self::UnknownEntry { .. } => {
                "write the id of a term in `data-for`: its words in lower case, joined by hyphens"
                    .into()
            }
            Self::RepeatedPart { .. } => "draw both in one `<g data-for>`".into(),
        }
    }
}

impl Refused {
    fn mend(&self) -> String {
        match self {
            Self::Element(_) => format!("remove it: a drawing is made of {}", ELEMENTS.join(", ")),
            Self::Attribute(_) => {
                "remove it, or say the same with `fill`, `stroke`, `transform` and the like".into()
            }
            Self::Value(_) => {
                "write a plain value, such as a number, `currentColor` or `var(--accent)`".into()
            }
            Self::Words => "put them into a `text`, or remove them".into(),
            Self::ControlCharacter(_) | Self::Instruction => "remove it".into(),
            Self::PartInPart => "end the outer `<g data-for>` before the inner one begins".into(),
            Self::Depth => "take the inner ones out".into(),
        }
    }
}
