//! [`NoteProblem`]: mistakes with notes and their marks.

use thiserror::Error;

/// What is wrong with a note or a mark of one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoteProblem {
    /// `[^name]` without `[^name]: text`.
    #[error("there is no note `[^{name}]`")]
    MarkWithoutNote {
        /// What stands between `[^` and `]`.
        name: String,
    },
    /// `[^name]: text` without `[^name]`.
    #[error("no mark leads to the note `[^{name}]`")]
    NoteWithoutMark {
        /// Its name.
        name: String,
    },
    /// A second note of the name.
    #[error("the note `[^{name}]` stands in line {first_line} already")]
    RepeatedNote {
        /// Its name.
        name: String,
        /// The line of the first.
        first_line: usize,
    },
    /// A note that says nothing.
    #[error("the note `[^{name}]` has no text")]
    EmptyNote {
        /// Its name.
        name: String,
    },
    /// A mark where a link cannot stand, or where a note would lead to a note.
    #[error(
        "the mark of a note cannot stand in a heading, a link, a picture's description, a term or another note"
    )]
    MarkElsewhere,
    /// A note in a list, a quotation, a definition or a note.
    #[error("the note `[^{name}]` does not stand by itself")]
    NoteInside {
        /// Its name.
        name: String,
    },
}

impl NoteProblem {
    /// What the author can do about it.
    pub(super) fn mend(&self) -> String {
        match self {
            Self::MarkWithoutNote { name } => {
                format!(r"write a line `[^{name}]: text`; to show the sign itself, write `\[`")
            }
            Self::NoteWithoutMark { name } => {
                format!("write `[^{name}]` where it belongs in the text, or remove the note")
            }
            Self::RepeatedNote { .. } => "give it a name of its own, or remove it".into(),
            Self::EmptyNote { .. } => "write its text, or remove it with its marks".into(),
            Self::MarkElsewhere => "move it into a sentence of the text".into(),
            Self::NoteInside { .. } => {
                "move it out of the list, the quotation, the definition or the note, to the beginning of a line"
                    .into()
            }
        }
    }
}
