//! [`Timestamp`]: when.

use std::{fmt, str::FromStr};

use document::Date;
use serde::{Deserialize, Serialize};

/// A moment in UTC to the millisecond, from 1970 to 9999, written `2026-11-22T12:30:05.123Z` (RFC 3339).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp {
    /// Since 1970 began in UTC; at most [`Timestamp::LAST`].
    millis: u64,
}

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Why a text or a number is no [`Timestamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as RFC 3339 says, such as 2026-11-22T12:30:05.123Z, from 1970 to 9999")]
pub struct TimestampError;

impl Timestamp {
    /// The last millisecond of the year 9999, after which RFC 3339 has no years.
    const LAST: u64 = 253_402_300_799_999;

    /// The moment `millis` milliseconds after 1970 began in UTC.
    ///
    /// # Errors
    /// [`TimestampError`] after the year 9999.
    pub fn from_millis(millis: u64) -> Result<Self, TimestampError> {
        (millis <= Self::LAST)
            .then_some(Self { millis })
            .ok_or(TimestampError)
    }

    /// Milliseconds since 1970 began in UTC.
    pub fn as_millis(self) -> u64 {
        self.millis
    }
}

/// The first day that is counted.
fn first_day() -> Result<Date, TimestampError> {
    Date::new(1970, 1, 1).map_err(|_| TimestampError)
}

/// The number that so many digits write.
fn digits(text: &str, count: usize) -> Result<u64, TimestampError> {
    let is_number = text.len() == count && text.bytes().all(|it| it.is_ascii_digit());
    let number = is_number.then(|| text.parse().ok()).flatten();
    number.ok_or(TimestampError)
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads `2026-11-22T12:30:05Z`, with any digits of a second; those after the third say less than is kept.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let (date, time) = text.split_once('T').ok_or(TimestampError)?;
        let date: Date = date.parse().map_err(|_| TimestampError)?;
        let days = u64::try_from(date.days_since(first_day()?)).map_err(|_| TimestampError)?;
        let time = time.strip_suffix('Z').ok_or(TimestampError)?;
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let mut millis = days * DAY;
        let mut parts = time.split(':');
        for (unit, most) in [(HOUR, 23), (MINUTE, 59), (SECOND, 59)] {
            let number = digits(parts.next().unwrap_or_default(), 2)?;
            if number > most {
                return Err(TimestampError);
            }
            millis += number * unit;
        }
        if parts.next().is_some() {
            return Err(TimestampError);
        }
        digits(fraction, fraction.len())?;
        let thousandths = format!("{fraction:0<3}");
        Self::from_millis(millis + digits(&thousandths[..3], 3)?)
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;

    fn try_from(text: String) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.to_string()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = i32::try_from(self.millis / DAY).map_err(|_| fmt::Error)?;
        let date = first_day().map_err(|_| fmt::Error)?.plus(days);
        let part = |unit: u64, size: u64| self.millis / unit % size;
        write!(
            f,
            "{date}T{:02}:{:02}:{:02}.{:03}Z",
            part(HOUR, 24),
            part(MINUTE, 60),
            part(SECOND, 60),
            part(1, 1_000),
        )
    }
}
