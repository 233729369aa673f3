//! [`Entry`]: a plan and what became of it.

use document::Date;
use serde::{Deserialize, Serialize};

use crate::{Join, Plan, Week, join::Map};

/// What is known of one tip that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What is planned.
    pub plan: Plan,
    /// Of each day, how often its box was tapped: ticked where the number is odd. Numbers that only grow make a tick and
    /// its undoing join without a clock.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    ticks: Map<Date, u32>,
    /// The days on which the reader looked back, with a note, which may be empty.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub looks: Map<Date, String>,
    /// From where the plan's revisions are counted in calendar files, in seconds since 2020: when the first one was made.
    /// 0 where there was none. A plan that is chosen again after all was erased so counts on from later.
    #[serde(default, skip_serializing_if = "is_zero")]
    counted_from: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks like this")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// So many earlier weeks are shown.
const WEEKS: usize = 12;

impl Entry {
    /// A plan of which nothing is ticked.
    pub fn new(plan: Plan) -> Self {
        Self {
            plan,
            ticks: Map::default(),
            looks: Map::default(),
            counted_from: 0,
        }
    }

    /// The sequence number of the plan in a calendar file that is made now, in seconds since 2020. It grows with each
    /// revision and never goes back: not by joining, nor where the clock is set back.
    pub(crate) fn sequence(&mut self, now: u32) -> u32 {
        if self.counted_from == 0 {
            self.counted_from = now;
        }
        self.counted_from.saturating_add(self.plan.revision)
    }

    /// Whether it was done on `day`.
    pub fn is_ticked(&self, day: Date) -> bool {
        self.ticks.get(&day).is_some_and(|taps| taps % 2 == 1)
    }

    /// Ticks `day`, or takes its tick away. A day after `today` cannot be ticked; what is done once is ticked on one day.
    pub fn tick(&mut self, day: Date, today: Date) {
        let day = self.done().unwrap_or(day);
        if day <= today {
            let taps = self.ticks.get(&day).copied().unwrap_or_default();
            self.ticks.insert(day, taps.saturating_add(1));
        }
    }

    /// Takes every tick away.
    pub(crate) fn untick_all(&mut self) {
        for taps in self.ticks.values_mut() {
            *taps += *taps % 2;
        }
    }

    /// The day on which a plan for once was done.
    pub fn done(&self) -> Option<Date> {
        self.ticked().next().filter(|_| self.plan.once)
    }

    /// The days that are ticked.
    pub fn ticked(&self) -> impl Iterator<Item = Date> {
        let ticked = self.ticks.iter().filter(|(_, taps)| **taps % 2 == 1);
        ticked.map(|(day, _)| *day)
    }

    /// On how many days of `week` it was done.
    pub fn count(&self, week: Week) -> usize {
        week.days()
            .into_iter()
            .filter(|day| self.is_ticked(*day))
            .count()
    }

    /// The weeks before `this` one, the latest first, each with the days on which it was done: back to the first one
    /// that counts.
    pub fn earlier_weeks(&self, this: Week) -> Vec<(Week, usize)> {
        let first = self
            .ticked()
            .next()
            .map_or(self.plan.since, |day| day.min(self.plan.since));
        std::iter::successors(Some(this.before()), |week| Some(week.before()))
            .take_while(|week| week.first().plus(6) >= first)
            .take(WEEKS)
            .map(|week| (week, self.count(week)))
            .collect()
    }

    /// Whether it is time for a look back: a week after the plan was chosen, or after the last look.
    pub fn is_look_due(&self, today: Date) -> bool {
        let since = self.plan.since;
        let last = self.looks.iter().next_back();
        let last = last.map_or(since, |(day, _)| since.max(*day));
        self.plan.active && !self.plan.once && today.days_since(last) >= 7
    }

    /// The first day from `from` on that the plan's reminder is for.
    pub(crate) fn first_reminder(&self, from: Date) -> Date {
        let mut days = (0..7).map(|days| from.plus(days));
        days.find(|day| self.plan.on.has(day.weekday()))
            .unwrap_or(from)
    }
}

impl Join for Entry {
    fn join(&mut self, other: Self) {
        self.plan.join(other.plan);
        self.ticks.join(other.ticks);
        self.looks.join(other.looks);
        self.counted_from.join(other.counted_from);
    }
}
