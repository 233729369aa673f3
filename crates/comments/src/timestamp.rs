//! [`Timestamp`]: when.

use std::{
    fmt,
    str::FromStr,
    time::{Duration, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

/// A moment in UTC to the millisecond, from 1970 to 9999, written `2026-11-22T12:30:05.123Z` (RFC 3339).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp {
    /// Since 1970 began in UTC; at most [`Timestamp::LAST`].
    millis: u64,
}

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

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let time = humantime::parse_rfc3339(text).map_err(|_| TimestampError)?;
        let since = time
            .duration_since(UNIX_EPOCH)
            .map_err(|_| TimestampError)?;
        u64::try_from(since.as_millis())
            .map_err(|_| TimestampError)
            .and_then(Self::from_millis)
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
        let time = UNIX_EPOCH + Duration::from_millis(self.millis);
        humantime::format_rfc3339_millis(time).fmt(f)
    }
}
