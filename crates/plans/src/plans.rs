//! [`Plans`]: all that a reader plans.

use std::{fmt, str::FromStr};

use document::{Date, NotASlug, Slug};
use serde::{Deserialize, Serialize};

use crate::{Entry, Join, Phrase, Plan, join::Map};

/// Which tip: the slug of its article and its own, `gut-skin-connection/manage-stress`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TipId {
    /// The article's slug.
    pub article: Slug,
    /// The tip's slug.
    pub tip: Slug,
}

/// Of each tip that was ever chosen what is known, also of those that were dropped since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plans(Map<TipId, Entry>);

impl Plans {
    /// What is known of a tip.
    pub fn entry(&self, tip: &TipId) -> Option<&Entry> {
        self.0.get(tip)
    }

    /// What is known of a tip that is being followed.
    pub fn followed(&self, tip: &TipId) -> Option<&Entry> {
        self.entry(tip).filter(|entry| entry.plan.active)
    }

    /// The tips that are being followed.
    pub fn active(&self) -> impl Iterator<Item = (&TipId, &Entry)> {
        self.0.iter().filter(|(_, entry)| entry.plan.active)
    }

    /// The tips that are being followed, to be changed.
    pub(crate) fn active_mut(&mut self) -> impl Iterator<Item = (&TipId, &mut Entry)> {
        self.0.iter_mut().filter(|(_, entry)| entry.plan.active)
    }

    /// All that is known.
    pub fn iter(&self) -> impl Iterator<Item = (&TipId, &Entry)> {
        self.0.iter()
    }

    /// Chooses a tip, or changes what is planned for it. What was ticked stays.
    pub fn decide(&mut self, tip: &TipId, decision: Decision, today: Date) {
        let Decision {
            tip: name,
            cue,
            action,
            once,
        } = decision;
        if let Some(entry) = self.0.get_mut(tip) {
            let plan = &entry.plan;
            if once && !(plan.active && plan.once) {
                // What was ticked before is another time's.
                entry.untick_all();
            }
            entry.plan.revise(|plan| {
                if !plan.active {
                    plan.since = today;
                }
                (plan.active, plan.once) = (true, once);
                (plan.tip, plan.cue, plan.action) = (name, cue, action);
            });
        } else {
            let plan = Plan::new(name, cue, action, once, today);
            self.0.insert(tip.clone(), Entry::new(plan));
        }
    }

    /// Changes what is known of a tip, if it was ever chosen.
    pub fn alter(&mut self, tip: &TipId, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.0.get_mut(tip) {
            change(entry);
        }
    }

    /// Without the reader's notes: what may be shown to another device.
    #[must_use]
    pub fn without_notes(mut self) -> Self {
        for entry in self.0.values_mut() {
            entry.looks = Map::default();
        }
        self
    }
}

/// What a reader decides for a tip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the tip is called on its page.
    pub tip: Phrase,
    /// When it is done.
    pub cue: Phrase,
    /// What is done.
    pub action: Phrase,
    /// Whether it is done once.
    pub once: bool,
}

impl Join for Plans {
    fn join(&mut self, other: Self) {
        self.0.join(other.0);
    }
}

impl FromStr for TipId {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let (article, tip) = text.split_once('/').ok_or(NotASlug)?;
        Ok(Self {
            article: article.to_owned().try_into()?,
            tip: tip.to_owned().try_into()?,
        })
    }
}

impl TryFrom<String> for TipId {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<TipId> for String {
    fn from(tip: TipId) -> Self {
        tip.to_string()
    }
}

impl fmt::Display for TipId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.article, self.tip)
    }
}
