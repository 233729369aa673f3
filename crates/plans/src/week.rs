//! [`Week`]: seven calendar days.

use document::{Date, Weekday};

/// A week, from the day on which the reader's weeks begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    first: Date,
}

impl Week {
    /// The week that holds `day`, where weeks begin on `first`.
    pub fn around(day: Date, first: Weekday) -> Self {
        let since = |weekday: Weekday| i32::from(weekday.number_days_from_monday());
        let passed = (since(day.weekday()) - since(first)).rem_euclid(7);
        Self {
            first: day.plus(-passed),
        }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its days, in order.
    pub fn days(self) -> [Date; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|days| self.first.plus(days))
    }

    /// The week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self {
            first: self.first.plus(-7),
        }
    }
}
