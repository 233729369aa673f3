//! Plans for tips: what the front matter suggests, and the tips that it is for.

use std::collections::HashMap;

use super::{findings::Findings, values::joined};
use crate::{Block, PlanIdeas, Section, Tip, error::PlanProblem};

/// A plan, to be given to its tip once every tip is known.
pub(super) struct Plan {
    /// Where the front matter names the tip.
    pub(super) at: usize,
    /// The tip's words.
    pub(super) tip: String,
    pub(super) ideas: PlanIdeas,
}

/// Gives each plan to its tip. The plans are in the order of the file.
pub(super) fn give(plans: Vec<Plan>, sections: &mut [Section], findings: &mut Findings) {
    let blocks = sections.iter_mut().flat_map(|section| &mut section.body);
    let lists = blocks.filter_map(|block| match block {
        Block::Tips(tips) => Some(tips),
        _ => None,
    });
    let tips: Vec<&mut Tip> = lists.flatten().collect();
    let names: Vec<String> = tips.iter().map(|tip| joined(&tip.entry.term)).collect();
    let mut tips: HashMap<&String, &mut Tip> = names.iter().zip(tips).collect();

    let mut unknown = None;
    for Plan { at, tip, ideas } in plans {
        match tips.get_mut(&tip) {
            Some(found) => found.plan = ideas,
            None => unknown = unknown.or(Some((at, tip))),
        }
    }
    if let Some((at, tip)) = unknown {
        let problem = PlanProblem::UnknownTip { tip, tips: names };
        findings.missing.note(at, problem.into());
    }
}
