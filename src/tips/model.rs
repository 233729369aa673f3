//! [`Model`]: what the plan can be in and what changes it. Pure.

use document::{Date, PlanIdeas, Weekday};
use plans::{Changes, Entry, Join, Phrase, PhraseError, Plans, TipId, plans::Decision};

use super::{action::Part, card, panel};
use crate::{
    browser::storage::{Erased, StorageError},
    piece::Piece,
};

/// The reader's plan and the state of its views.
#[derive(Clone, Debug)]
pub struct Model {
    /// All plans.
    pub plans: Plans,
    /// The calendar day; `None` until the program has started.
    pub today: Option<Date>,
    /// The day on which the reader's weeks begin.
    pub first: Weekday,
    /// The plan that is being written, if one is.
    pub draft: Option<Draft>,
    /// Plans from a link or a file, until the reader says whether to take them in.
    pub offer: Option<Plans>,
    /// What was erased, as long as it can be put back.
    pub erasure: Option<Erasure>,
    /// How often everything was erased.
    pub erasures: usize,
    /// Why the plans cannot be kept: they hold for this visit only.
    pub trouble: Option<StorageError>,
    /// What of the plan was set aside, until the reader presses something.
    pub set_aside: Option<String>,
    /// What there is to say.
    pub news: Option<String>,
    /// The tips of this page, with what their author suggests.
    pub tips: Vec<(TipId, PlanIdeas)>,
}

/// What was erased.
#[derive(Clone, Debug)]
pub struct Erasure {
    /// What was kept on the device.
    pub kept: Erased,
    /// The plans, of which some may not have been kept.
    pub plans: Plans,
}

/// A plan that is being written. What is typed is in the form's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The tip that it is for.
    pub tip: TipId,
    /// What the tip is called.
    pub name: String,
    /// What the author suggests.
    pub ideas: PlanIdeas,
    /// What is wrong with what was typed: cue and action.
    pub wrong: [Option<PhraseError>; 2],
}

impl Default for Model {
    fn default() -> Self {
        Self {
            plans: Plans::default(),
            today: None,
            first: Weekday::Monday,
            draft: None,
            offer: None,
            erasure: None,
            erasures: 0,
            trouble: None,
            set_aside: None,
            news: None,
            tips: Vec::new(),
        }
    }
}

impl Model {
    /// What is known of a tip that is followed, and the day.
    pub fn followed(&self, tip: &TipId) -> Option<(&Entry, Date)> {
        Some((self.plans.followed(tip)?, self.today?))
    }

    /// All that is shown of it: where on the page (a selector), and what.
    pub fn pieces(&self) -> Vec<(String, Vec<Piece>)> {
        let mut pieces = vec![
            ("#plan--count".to_owned(), panel::count(self)),
            ("#plan--content".to_owned(), panel::pieces(self)),
            (".plan-news".to_owned(), panel::news(self)),
        ];
        for (tip, _) in &self.tips {
            pieces.push((
                format!("[id='{}']", card::plan_id(tip)),
                card::pieces(self, tip),
            ));
        }
        pieces
    }

    /// Whether it is time to look back at the plan for a tip.
    pub fn is_look_due(&self, tip: &TipId) -> bool {
        let followed = self.followed(tip);
        followed.is_some_and(|(entry, today)| entry.is_look_due(today))
    }

    /// Begins to write the plan for a tip that is called `name`.
    pub fn write(&mut self, tip: TipId, name: String) {
        let known = self.tips.iter().find(|(known, _)| *known == tip);
        let ideas = known.map(|(_, ideas)| ideas.clone());
        // On another page its author's ideas are not known, but whether it is done once is.
        let ideas = ideas.unwrap_or_else(|| PlanIdeas {
            once: self.plans.entry(&tip).is_some_and(|entry| entry.plan.once),
            ..PlanIdeas::default()
        });
        self.draft = Some(Draft {
            tip,
            name,
            ideas,
            wrong: [None, None],
        });
    }

    /// Decides what was typed for the tip of the draft.
    ///
    /// # Errors
    /// The first part that is wrong; the draft says what is wrong with each.
    pub fn decide(&mut self, cue: &str, action: &str) -> Result<(), Part> {
        let (Some(draft), Some(today)) = (&mut self.draft, self.today) else {
            return Err(Part::Cue);
        };
        let name = Phrase::new(&draft.name).or_else(|_| Phrase::new(draft.tip.tip.as_str()));
        match (name, Phrase::new(cue), Phrase::new(action)) {
            (Ok(name), Ok(cue), Ok(action)) => {
                let once = draft.ideas.once;
                let decision = Decision {
                    tip: name,
                    cue,
                    action,
                    once,
                };
                self.plans.decide(&draft.tip, decision, today);
                self.draft = None;
                Ok(())
            }
            (_, cue, action) => {
                draft.wrong = [cue.err(), action.err()];
                Err(if draft.wrong[0].is_some() {
                    Part::Cue
                } else {
                    Part::Action
                })
            }
        }
    }

    /// This is kept on the device now, by another tab or from an earlier visit; nothing, or something new after all was
    /// erased. Whether it lacks something that is known here.
    pub fn heard(&mut self, kept: Option<Plans>, erased: bool) -> bool {
        if erased || kept.is_none() {
            self.plans = Plans::default();
        }
        let kept = kept.unwrap_or_default();
        self.plans.join(kept.clone());
        self.plans != kept
    }

    /// Everything was erased.
    pub fn erased(&mut self, erasure: Erasure) {
        self.plans = Plans::default();
        self.trouble = None;
        self.erasures += 1;
        self.erasure = Some(erasure);
    }

    /// The time for undoing the erasing with this number is over.
    pub fn forget_erased(&mut self, number: usize) {
        if number == self.erasures {
            self.erasure = None;
        }
    }

    /// Plans have come by a link or in a file: asks, where they would change something.
    pub fn offered(&mut self, plans: Plans) {
        if Changes::new(&self.plans, &plans) == Changes::default() {
            self.news = Some("There is nothing in it that is not in your plan already.".to_owned());
        } else {
            self.offer = Some(plans);
        }
    }

    /// What taking in the offer would change, in words.
    pub fn offer_in_words(&self) -> Option<String> {
        Changes::new(&self.plans, self.offer.as_ref()?).in_words()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    fn tip() -> TipId {
        "gut/stress".parse().expect("a tip")
    }

    /// On Wednesday, 25 November 2026, with a draft for a tip.
    fn writing() -> Model {
        Model {
            today: "2026-11-25".parse().ok(),
            draft: Some(Draft {
                tip: tip(),
                name: "Manage Stress".to_owned(),
                ideas: PlanIdeas::default(),
                wrong: [None, None],
            }),
            ..Model::default()
        }
    }

    fn decided() -> Model {
        let mut model = writing();
        assert_eq!(model.decide("I get up", "stretch"), Ok(()));
        model
    }

    #[test]
    fn what_is_decided_is_followed_and_the_form_goes() {
        let model = decided();
        assert_eq!(model.draft, None);
        let (entry, _) = model.followed(&tip()).expect("it is followed");
        assert_eq!(entry.plan.to_string(), "When I get up, I will stretch.");
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field_and_nothing_is_decided() {
        let mut model = writing();
        assert_eq!(model.decide(" ", &"a".repeat(121)), Err(Part::Cue));
        let wrong = model.draft.as_ref().map(|draft| draft.wrong);
        let too_long = PhraseError::TooLong { length: 121 };
        assert_eq!(wrong, Some([Some(PhraseError::Empty), Some(too_long)]));
        assert_eq!(model.plans, Plans::default());
    }

    #[test]
    fn nothing_is_decided_before_the_day_is_known() {
        let mut model = writing();
        model.today = None;
        assert!(model.decide("I get up", "stretch").is_err());
        assert_eq!(model.plans, Plans::default());
    }

    #[test]
    fn another_tab_s_plans_are_taken_in_and_what_it_lacks_is_told() {
        let (mut model, other) = (decided(), decided());
        assert!(!model.heard(Some(other.plans.clone()), false));
        let today = model.today.expect("a day");
        model.plans.alter(&tip(), |entry| entry.tick(today, today));
        assert!(
            model.heard(Some(other.plans.clone()), false),
            "the other tab lacks the tick"
        );
        assert!(model.followed(&tip()).expect("an entry").0.is_ticked(today));
        assert!(!model.heard(Some(other.plans.clone()), true));
        assert_eq!(model.plans, other.plans, "what was kept after an erasing");
        assert!(!model.heard(None, false));
        assert_eq!(model.plans, Plans::default(), "erased there, erased here");
    }

    #[test]
    fn an_offer_asks_only_where_it_would_change_something() {
        let (mut model, other) = (Model::default(), decided());
        model.offered(other.plans.clone());
        assert_eq!(
            model.offer_in_words().as_deref(),
            Some("1 new tip: Manage Stress.")
        );
        assert_eq!(model.plans, Plans::default(), "nothing is taken in yet");
        let mut model = decided();
        model.offered(other.plans);
        assert_eq!((model.offer.is_some(), model.news.is_some()), (false, true));
    }
}
