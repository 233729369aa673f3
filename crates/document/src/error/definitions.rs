//! [`DefinitionProblem`]: mistakes in the glossary and in other definition lists.

use thiserror::Error;

/// What is wrong with a definition list.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DefinitionProblem {
    /// Several terms before one definition, where that means nothing.
    #[error("outside of the glossary a definition has one term, on one line")]
    SecondTerm,
    /// Emphasis, code, links or pictures in a term.
    #[error("a term is plain text")]
    MarkedTerm,
    /// A term of which no id can be made.
    #[error("no id can be made of a term without a letter or a digit")]
    NoIdInTerm,
    /// A definition that is empty, or begins with a list, a picture …
    #[error("the definition does not begin with words")]
    WithoutWords,
    /// A term that the glossary has twice, be it as another word for something.
    #[error("the glossary has the term `{term}` in line {first_line} already")]
    RepeatedTerm {
        /// The term as written.
        term: String,
        /// The line of the first.
        first_line: usize,
    },
    /// A section `glossary` that defines nothing.
    #[error("the glossary has no definition list")]
    GlossaryWithoutList,
}

impl DefinitionProblem {
    /// What the author can do about it.
    pub(super) fn mend(&self) -> String {
        match self {
            Self::SecondTerm => {
                "write the term on one line, or move the list to the section `## Glossary`".into()
            }
            Self::MarkedTerm => "remove the signs in it, and keep the words".into(),
            Self::NoIdInTerm => "write it out in words".into(),
            Self::WithoutWords => "write `: ` and a sentence below the term".into(),
            Self::RepeatedTerm { .. } => "remove one of the two".into(),
            Self::GlossaryWithoutList => {
                "write a term on one line and `: what it means` on the next, or give the section another id"
                    .into()
            }
        }
    }
}
