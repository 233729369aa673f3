//! [`Ticks`]: which tips are ticked.

use std::collections::BTreeSet;

use document::Slug;
use serde::{Deserialize, Serialize};

/// The ids of the ticked tips. Ids of tips that the article no longer holds are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ticks(BTreeSet<Slug>);

impl Ticks {
    /// Whether `tip` is ticked.
    pub fn has(&self, tip: &Slug) -> bool {
        self.0.contains(tip)
    }

    /// Ticks `tip` or takes its tick away.
    pub fn set(&mut self, tip: &Slug, ticked: bool) {
        if ticked {
            self.0.insert(tip.clone());
        } else {
            self.0.remove(tip);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_set_and_taken_away() {
        let tip = Slug::of_title("Manage Stress").expect("a slug");
        let mut ticks = Ticks::default();
        ticks.set(&tip, true);
        ticks.set(&tip, true);
        assert!(ticks.has(&tip));
        ticks.set(&tip, false);
        assert_eq!(ticks, Ticks::default());
    }
}
