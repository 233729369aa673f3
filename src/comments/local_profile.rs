//! [`LocalProfile`]: the reader's name and order of comments, kept on the device for every page of the site.

use comments::Sort;
use serde::{Deserialize, Serialize};

use super::migration::OldDraft;
use crate::browser::storage::Slot;

/// What a reader who comments need not type or choose again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalProfile {
    /// The name under which the last comment was written.
    #[serde(default)]
    pub name: String,
    /// The order of comments that was chosen last.
    #[serde(default)]
    pub sort: String,
    /// Drafts, edit tokens, votes and the device's key, as earlier versions kept them all in one list, until each has an
    /// entry of its own: see [`migrate`](super::migration::migrate).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) drafts: Vec<OldDraft>,
}

impl LocalProfile {
    /// Where it is kept.
    pub fn slot() -> Slot<Self> {
        Slot::of_site("commenting")
    }

    /// What is kept; nothing where that cannot be read.
    pub fn kept() -> Self {
        Self::slot().read().ok().flatten().unwrap_or_default()
    }

    /// The order of comments; the newest first, unless another one was chosen.
    pub fn sort(&self) -> Sort {
        self.sort.parse().unwrap_or_default()
    }
}
