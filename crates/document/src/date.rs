//! [`Date`]: a calendar day.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar, written `2024-02-13` (RFC 3339 `full-date`). The years are 0001 to 9999, as in HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is no [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is a day of the calendar written year-month-day, such as 2024-02-13")]
pub struct NotADate;

const MONTHS: [(&str, u8); 12] = [
    ("Jan", 31),
    ("Feb", 28),
    ("Mar", 31),
    ("Apr", 30),
    ("May", 31),
    ("Jun", 30),
    ("Jul", 31),
    ("Aug", 31),
    ("Sep", 30),
    ("Oct", 31),
    ("Nov", 30),
    ("Dec", 31),
];

impl Date {
    /// For people: `13 Feb 2024`.
    pub fn in_words(self) -> String {
        format!("{} {} {}", self.day, self.month().0, self.year)
    }

    fn month(self) -> (&'static str, u8) {
        MONTHS[usize::from(self.month) - 1]
    }

    fn is_leap_year(self) -> bool {
        self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400))
    }

    fn days_in_month(self) -> u8 {
        self.month().1 + u8::from(self.month == 2 && self.is_leap_year())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let shape = |width: usize, part: &str| {
            part.len() == width && part.bytes().all(|b| b.is_ascii_digit())
        };
        let mut parts = text.splitn(3, '-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(NotADate);
        };
        if !(shape(4, year) && shape(2, month) && shape(2, day)) {
            return Err(NotADate);
        }
        let date = Self {
            year: year.parse().map_err(|_| NotADate)?,
            month: month.parse().map_err(|_| NotADate)?,
            day: day.parse().map_err(|_| NotADate)?,
        };
        let is_real = date.year > 0
            && (1..=12).contains(&date.month)
            && (1..=date.days_in_month()).contains(&date.day);
        is_real.then_some(date).ok_or(NotADate)
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_for_programs_and_for_people() -> Result<(), NotADate> {
        let date: Date = "2024-02-13".parse()?;
        assert_eq!(date.to_string(), "2024-02-13");
        assert_eq!(date.in_words(), "13 Feb 2024");
        let last: Date = "0987-12-01".parse()?;
        assert_eq!(
            (last.to_string(), last.in_words()),
            ("0987-12-01".into(), "1 Dec 987".into())
        );
        assert!(last < date);
        Ok(())
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for text in ["2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01"] {
            assert!(text.parse::<Date>().is_ok(), "{text}");
        }
        let no_dates = [
            "",
            "2024",
            "2024-02",
            "2024-2-13",
            "24-02-13",
            "2024-02-13 ",
            "2024-02-13T00:00",
            "2024/02/13",
            "-024-02-13",
            "+024-02-13",
            "2024-00-01",
            "2024-13-01",
            "2024-01-00",
            "2024-01-32",
            "2024-04-31",
            "2023-02-29",
            "1900-02-29",
            "0000-01-01",
            "２０２４-02-13",
        ];
        for text in no_dates {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
        assert!(serde_json::from_str::<Date>("\"2024-02-30\"").is_err());
    }
}
