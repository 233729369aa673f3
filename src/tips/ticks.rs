//! [`Ticks`]: which tips are ticked.

use document::Slug;
use serde::{Deserialize, Serialize};

/// The ids of the ticked tips, each once. Ids of tips that the article no longer holds are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ticks(Vec<Slug>);

impl Ticks {
    /// Whether `tip` is ticked.
    pub fn has(&self, tip: &Slug) -> bool {
        self.0.contains(tip)
    }

    /// Ticks `tip` or takes its tick away.
    pub fn set(&mut self, tip: &Slug, ticked: bool) {
        self.0.retain(|other| other != tip);
        if ticked {
            self.0.push(tip.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

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
