//! [`Plan`]: what is planned for one tip.

use std::fmt;

use document::Date;
use serde::{Deserialize, Serialize};

use crate::{Join, Phrase, TimeOfDay, Weekdays, join::greater};

/// "When …, I will …." It displays as that sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Plan {
    /// How often it was changed. First, for of two versions the one changed more often stands, whatever the clocks say.
    pub revision: u32,
    /// Whether it is being followed; the reader may have dropped it.
    pub active: bool,
    /// What the tip is called on its page.
    pub tip: Phrase,
    /// When it is done.
    pub cue: Phrase,
    /// What is done.
    pub action: Phrase,
    /// Whether it is done once, and then finished.
    #[serde(default)]
    pub once: bool,
    /// The day on which it was chosen.
    pub since: Date,
    /// When the calendar reminds of it.
    #[serde(default)]
    pub at: TimeOfDay,
    /// On which days.
    #[serde(default = "daily")]
    pub on: Weekdays,
}

fn daily() -> Weekdays {
    Weekdays::DAILY
}

impl Plan {
    /// A plan that is followed from `since` on.
    pub fn new(tip: Phrase, cue: Phrase, action: Phrase, once: bool, since: Date) -> Self {
        Self {
            revision: 1,
            active: true,
            tip,
            cue,
            action,
            once,
            since,
            at: TimeOfDay::default(),
            on: Weekdays::DAILY,
        }
    }

    /// Changes it: what is changed last, on this device or another, stands.
    pub fn revise(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.revision = self.revision.saturating_add(1);
    }
}

impl Join for Plan {
    fn join(&mut self, other: Self) {
        greater(self, other);
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "When {}, I will {}.", self.cue, self.action)
    }
}
