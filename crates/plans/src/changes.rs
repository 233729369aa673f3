//! [`Changes`]: what taking in other plans would change.

use crate::{Join, Plans};

/// What a join would change, for the reader to decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The names of the tips that would be followed and are not now.
    pub added: Vec<String>,
    /// The names of those that would no longer be followed.
    pub dropped: Vec<String>,
    /// The names of those whose plan would be another one.
    pub changed: Vec<String>,
    /// How many days would be ticked that are not, or the other way round.
    pub ticks: usize,
    /// How many notes would be new or other ones.
    pub notes: usize,
}

impl Changes {
    /// What joining `incoming` to `plans` would change.
    pub fn new(plans: &Plans, incoming: &Plans) -> Self {
        let mut joined = plans.clone();
        joined.join(incoming.clone());
        let mut changes = Self::default();
        for (tip, after) in joined.iter() {
            let before = plans.entry(tip);
            let was_active = before.is_some_and(|entry| entry.plan.active);
            let is_same = before.is_some_and(|entry| entry.plan == after.plan);
            let list = match (was_active, after.plan.active) {
                (false, true) => Some(&mut changes.added),
                (true, false) => Some(&mut changes.dropped),
                (true, true) if !is_same => Some(&mut changes.changed),
                _ => None,
            };
            if let Some(list) = list {
                list.push(after.plan.tip.to_string());
            }
            let is_new = |day| before.is_none_or(|entry| !entry.is_ticked(day));
            let is_gone = |day: &_| !after.is_ticked(*day);
            changes.ticks += after.ticked().filter(|day| is_new(*day)).count();
            changes.ticks += before.map_or(0, |entry| entry.ticked().filter(is_gone).count());
            let known = |day| before.and_then(|entry| entry.looks.get(day));
            let notes = after.looks.iter();
            changes.notes += notes
                .filter(|(day, note)| known(day) != Some(*note))
                .count();
        }
        changes
    }

    /// In words, such as "1 new tip: Manage Stress. 3 ticks."; `None` where nothing would change.
    pub fn in_words(&self) -> Option<String> {
        let named = [
            (&self.added, "new tip"),
            (&self.changed, "changed plan"),
            (&self.dropped, "dropped tip"),
        ];
        let named = named.into_iter().filter(|(names, _)| !names.is_empty());
        let named = named
            .map(|(names, what)| format!("{}: {}.", counted(names.len(), what), names.join(", ")));
        let rest = [(self.ticks, "tick"), (self.notes, "note")]
            .into_iter()
            .filter(|(count, _)| *count > 0);
        let rest = rest.map(|(count, what)| counted(count, what) + ".");
        let words: Vec<String> = named.chain(rest).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// "1 tick", "3 ticks".
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
