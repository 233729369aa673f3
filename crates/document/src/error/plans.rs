//! [`PlanProblem`]: mistakes in what the front matter suggests for readers' plans.

use std::fmt;

use thiserror::Error;

use crate::PlanIdeas;

/// What is wrong with the plan for a tip.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanProblem {
    /// A plan for a tip that the article does not have.
    #[error("the article has no tip `{tip}`")]
    UnknownTip {
        /// The tip as the plan names it.
        tip: String,
        /// The tips that the article has.
        tips: Vec<String>,
    },
    /// A key that a plan does not have.
    #[error("a plan has no `{key}`")]
    UnknownKey {
        /// The key as written.
        key: String,
    },
    /// Cues or actions that are no list.
    #[error("`cues` and `actions` are lists, and this is none")]
    NotAList,
    /// `once` that says neither.
    #[error("`once` is true or false, and this is neither")]
    NotTrueOrFalse,
    /// A plan of which one half is missing.
    #[error("the plan for `{tip}` has no {half}s")]
    HalfPlan {
        /// The tip.
        tip: String,
        /// What is missing.
        half: PlanPart,
    },
    /// A cue or an action that says nothing.
    #[error("the {part} is empty")]
    Empty {
        /// Which it is.
        part: PlanPart,
    },
    /// A cue or an action that is longer than a plan's may be.
    #[error(
        "the {part} has {length} characters, and {} is the most",
        PlanIdeas::LONGEST
    )]
    TooLong {
        /// Which it is.
        part: PlanPart,
        /// How many characters it has.
        length: usize,
    },
    /// The same words twice in a list.
    #[error("the {part} `{text}` is given twice")]
    Repeated {
        /// Which it is.
        part: PlanPart,
        /// Its words.
        text: String,
    },
    /// Words that the page says before a cue or an action.
    #[error("the {part} begins with `{}`, which the page says before it", .part.lead())]
    SaidTwice {
        /// Which it is.
        part: PlanPart,
    },
    /// A full stop inside the plan's sentence, or a second one at its end.
    #[error("the {part} ends with a full stop")]
    FullStop {
        /// Which it is.
        part: PlanPart,
    },
}

/// One of the two things that a plan is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// When it is done.
    Cue,
    /// What is done.
    Action,
}

impl PlanPart {
    /// What the page says before it.
    pub(crate) fn lead(self) -> &'static str {
        match self {
            Self::Cue => "When",
            Self::Action => "I will",
        }
    }
}

impl fmt::Display for PlanPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cue => "cue",
            Self::Action => "action",
        })
    }
}

impl PlanProblem {
    /// What the author can do about it.
    pub(super) fn mend(&self) -> String {
        match self {
            Self::UnknownTip { tips, .. } if tips.is_empty() => {
                "mark the section of the tips with `{.tips}` and write each as `- Term: text`, or remove the plan"
                    .into()
            }
            Self::UnknownTip { tips, .. } => format!(
                "name a tip by what stands before its colon: `{}`",
                tips.join("`, `")
            ),
            Self::UnknownKey { .. } => "remove it, or use `cues`, `actions` or `once`".into(),
            Self::NotAList => "write `[one, another]`, or a line `- one` for each".into(),
            Self::NotTrueOrFalse => "write `once: true`, or remove the key".into(),
            Self::HalfPlan { half, .. } => format!(
                "write a list `{half}s: […]`: a plan reads \"When [cue], I will [action].\""
            ),
            Self::Empty { .. } => "write its words, or remove it from the list".into(),
            Self::TooLong { .. } => "say it in fewer words".into(),
            Self::Repeated { .. } => "remove one of the two".into(),
            Self::SaidTwice { part } => format!("remove `{}`", part.lead()),
            Self::FullStop { .. } => {
                "remove it: a plan reads \"When [cue], I will [action].\"".into()
            }
        }
    }
}
