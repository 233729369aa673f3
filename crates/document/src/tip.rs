//! [`Tip`]: what an article advises, with the plans that its author suggests.

use std::ops::Not;

use serde::{Deserialize, Serialize};

use crate::Entry;

/// An item of the list in a section marked `{.tips}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    /// Its words.
    pub entry: Entry,
    /// What a reader's plan for it can be made of.
    #[serde(default, skip_serializing_if = "PlanIdeas::is_empty")]
    pub plan: PlanIdeas,
}

/// What a reader's plan can be made of: "When \[cue\], I will \[action\]."
///
/// There are cues and actions, or nothing at all where the author suggests nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanIdeas {
    /// When it could be done. Each goes on from "When ".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<String>,
    /// What could be done. Each goes on from "I will ".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// Whether it is done once and then finished.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub once: bool,
}

impl PlanIdeas {
    /// How many characters (Unicode scalar values) a cue or an action may have.
    pub const LONGEST: usize = 120;

    /// Whether the author suggests nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Entry> for Tip {
    /// A tip for which nothing is suggested.
    fn from(entry: Entry) -> Self {
        Self {
            entry,
            plan: PlanIdeas::default(),
        }
    }
}
