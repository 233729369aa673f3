//! When to be reminded: [`TimeOfDay`] on [`Weekdays`].

use std::{fmt, str::FromStr};

use document::Weekday;
use serde::{Deserialize, Serialize};

/// A time on the clock on the wall, wherever the reader is: `08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
}

/// Some days of the week, at least one; written as in calendar files: `MO,WE,FR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Weekdays(u8);

/// Why a text is no [`TimeOfDay`] and no [`Weekdays`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reminder's time is written 08:00, its days MO,WE,FR")]
pub struct NoReminder;

/// The days' names in calendar files, from Monday.
const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Default for TimeOfDay {
    /// When many have breakfast.
    fn default() -> Self {
        Self { hour: 8, minute: 0 }
    }
}

impl TimeOfDay {
    /// As calendar files have it: `080000`.
    pub(crate) fn basic(self) -> String {
        format!("{:02}{:02}00", self.hour, self.minute)
    }
}

impl FromStr for TimeOfDay {
    type Err = NoReminder;

    /// Browsers may add seconds, which are left out.
    fn from_str(text: &str) -> Result<Self, NoReminder> {
        let mut parts = text.splitn(3, ':').map(|part| part.parse().ok());
        match (parts.next().flatten(), parts.next().flatten()) {
            (Some(hour @ 0..24), Some(minute @ 0..60)) => Ok(Self { hour, minute }),
            _ => Err(NoReminder),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl Weekdays {
    /// Every day.
    pub const DAILY: Self = Self(0b111_1111);

    fn bit(day: Weekday) -> u8 {
        1 << day.number_days_from_monday()
    }

    /// Whether `day` is one of them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & Self::bit(day) != 0
    }

    /// With `day`, or without it if it was one of them. The last one stays.
    #[must_use]
    pub fn toggled(self, day: Weekday) -> Self {
        match self.0 ^ Self::bit(day) {
            0 => self,
            days => Self(days),
        }
    }
}

impl FromStr for Weekdays {
    type Err = NoReminder;

    fn from_str(text: &str) -> Result<Self, NoReminder> {
        let mut days = 0;
        for code in text.split(',') {
            let day = CODES.iter().position(|known| *known == code);
            days |= 1 << day.ok_or(NoReminder)?;
        }
        Ok(Self(days))
    }
}

impl fmt::Display for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for (index, code) in CODES.iter().enumerate() {
            if self.0 & (1 << index) != 0 {
                write!(f, "{between}{code}")?;
                between = ",";
            }
        }
        Ok(())
    }
}

macro_rules! kept_as_text {
    ($($kind:ty)+) => { $(
        impl TryFrom<String> for $kind {
            type Error = NoReminder;

            fn try_from(text: String) -> Result<Self, NoReminder> {
                text.parse()
            }
        }

        impl From<$kind> for String {
            fn from(value: $kind) -> Self {
                value.to_string()
            }
        }
    )+ };
}

kept_as_text!(TimeOfDay Weekdays);
