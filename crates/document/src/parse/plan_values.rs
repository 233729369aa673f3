//! What stands under the key `plans`: for each tip the cues and actions that a reader may choose from.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_saphyr::{Error, Spanned};

use super::{
    front_matter::offset,
    plans::Plan,
    values::{Values, joined},
};
use crate::{
    PlanIdeas, Problem,
    error::{PlanPart, PlanProblem},
};

/// The plans as written, by the words of their tips.
pub(super) type WrittenPlans = HashMap<Spanned<String>, Option<WrittenPlan>>;

type WrittenParts = Option<Vec<Spanned<Option<String>>>>;

/// All is optional here, so that what is missing is a mistake of ours, with a place.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPlan {
    cues: WrittenParts,
    actions: WrittenParts,
    once: Option<bool>,
}

/// What the YAML parser found wrong with a plan. Nothing else in the front matter is a list, or true or false, so what
/// the parser expected tells. Should it say so in other words one day, the mistake is told in those.
pub(super) fn problem(error: &Error) -> Option<PlanProblem> {
    match error {
        Error::SerdeUnknownField {
            field, expected, ..
        } if expected.contains(&"cues") => {
            let key = field.clone();
            Some(PlanProblem::UnknownKey { key })
        }
        Error::Unexpected {
            expected: "sequence start",
            ..
        } => Some(PlanProblem::NotAList),
        Error::InvalidScalar { ty: "boolean", .. } => Some(PlanProblem::NotTrueOrFalse),
        _ => None,
    }
}

impl Values<'_> {
    pub(super) fn plans(&mut self, given: Option<WrittenPlans>) -> Vec<Plan> {
        let mut written: Vec<_> = given
            .into_iter()
            .flatten()
            .map(|(tip, plan)| (offset(self.yaml, tip.referenced), tip.value, plan))
            .collect();
        // In the order of the file. Those that YAML merges into the list have one place.
        written.sort_by(|(at, tip, _), (other_at, other, _)| (at, tip).cmp(&(other_at, other)));
        let mut plans = Vec::new();
        let mut tips = HashSet::new();
        for (at, tip, plan) in written {
            self.mistakes.note_control_character(at, &tip);
            let tip = joined(&tip);
            // With other white space between its words it is another key to the YAML parser.
            if !tips.insert(tip.clone()) {
                let key = tip.clone();
                self.mistakes.note(at, Problem::RepeatedKey { key });
            }
            let WrittenPlan {
                cues,
                actions,
                once,
            } = plan.unwrap_or_default();
            let ideas = PlanIdeas {
                cues: self.parts(PlanPart::Cue, cues, (at, &tip)),
                actions: self.parts(PlanPart::Action, actions, (at, &tip)),
                once: once.unwrap_or_default(),
            };
            plans.push(Plan { at, tip, ideas });
        }
        plans
    }

    /// One half of a plan. Where it is missing, the plan's tip tells.
    fn parts(
        &mut self,
        half: PlanPart,
        given: WrittenParts,
        (tip_at, tip): (usize, &str),
    ) -> Vec<String> {
        let given = given.unwrap_or_default();
        if given.is_empty() {
            let tip = tip.to_owned();
            let problem = PlanProblem::HalfPlan { tip, half };
            self.mistakes.note(tip_at, problem.into());
        }
        let (mut parts, mut seen) = (Vec::new(), HashSet::new());
        for part in given {
            let at = offset(self.yaml, part.referenced);
            let text = part.value.unwrap_or_default();
            self.mistakes.note_control_character(at, &text);
            let text = joined(&text);
            let is_new = seen.insert(text.clone());
            if let Some(problem) = mistake(half, &text, is_new) {
                self.mistakes.note(at, problem.into());
            }
            parts.push(text);
        }
        parts
    }
}

/// What is wrong with a cue or an action, which may be new in its list.
fn mistake(part: PlanPart, text: &str, is_new: bool) -> Option<PlanProblem> {
    let length = text.chars().count();
    if text.is_empty() {
        Some(PlanProblem::Empty { part })
    } else if !is_new {
        let text = text.to_owned();
        Some(PlanProblem::Repeated { part, text })
    } else if begins_with(text, part.lead()) {
        Some(PlanProblem::SaidTwice { part })
    } else if text.ends_with('.') {
        Some(PlanProblem::FullStop { part })
    } else if length > PlanIdeas::LONGEST {
        Some(PlanProblem::TooLong { part, length })
    } else {
        None
    }
}

/// Whether a text begins with these words, be it in other letters.
fn begins_with(text: &str, words: &str) -> bool {
    text.split_at_checked(words.len())
        .is_some_and(|(start, rest)| {
            start.eq_ignore_ascii_case(words) && (rest.is_empty() || rest.starts_with(' '))
        })
}
