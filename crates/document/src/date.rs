//! [`Date`]: a calendar day.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use time::Month;
pub use time::Weekday;

/// A day of the Gregorian calendar, written `2024-02-13` (RFC 3339 `full-date`). The years are 0001 to 9999, as in HTML.
///
/// It is a square on a wall calendar and no moment: it has no time zone, and no clock change moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(time::Date);

/// Why something is no [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is a day of the calendar written year-month-day, such as 2024-02-13")]
pub struct NotADate;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Date {
    /// The day with this number in the month (1 to 12) of the year.
    ///
    /// # Errors
    /// [`NotADate`] where the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        let month = Month::try_from(month).map_err(|_| NotADate)?;
        let date = time::Date::from_calendar_date(year.into(), month, day);
        date.map_err(|_| NotADate).and_then(Self::in_range)
    }

    fn in_range(date: time::Date) -> Result<Self, NotADate> {
        (1..=9999)
            .contains(&date.year())
            .then_some(Self(date))
            .ok_or(NotADate)
    }

    /// So many days later, or earlier; the last or the first day there is where the calendar ends before that.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        let there = self.0.to_julian_day().saturating_add(days);
        let end = if days < 0 {
            Self::new(1, 1, 1)
        } else {
            Self::new(9999, 12, 31)
        };
        let date = time::Date::from_julian_day(there).map_err(|_| NotADate);
        date.and_then(Self::in_range).or(end).unwrap_or(self)
    }

    /// How many days it is later than `earlier`; negative where it is not.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.to_julian_day() - earlier.0.to_julian_day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Which day of its month it is, from 1.
    pub fn number(self) -> u8 {
        self.0.day()
    }

    /// For people: `13 Feb 2024`.
    pub fn in_words(self) -> String {
        format!("{} {}", self.without_year(), self.0.year())
    }

    /// For people who know which year is meant: `13 Feb`.
    pub fn without_year(self) -> String {
        let month = MONTHS[usize::from(u8::from(self.0.month())) - 1];
        format!("{} {month}", self.0.day())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |width: usize, part: &str| {
            let is_number = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| part.parse::<u16>().ok()).flatten()
        };
        let mut parts = text.splitn(3, '-');
        let mut next = |width| {
            let part = parts.next().ok_or(NotADate)?;
            number(width, part).ok_or(NotADate)
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let narrow = |number| u8::try_from(number).map_err(|_| NotADate);
        Self::new(year, narrow(month)?, narrow(day)?)
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
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
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
    fn days_are_counted_over_months_years_and_leap_days() -> Result<(), NotADate> {
        let day = Date::new(2024, 2, 28)?;
        assert_eq!(day.plus(2).to_string(), "2024-03-01");
        assert_eq!(day.plus(-59).to_string(), "2023-12-31");
        assert_eq!(day.plus(366).days_since(day), 366);
        assert_eq!(day.days_since(day.plus(7)), -7);
        assert_eq!(
            (day.weekday(), day.plus(1).weekday()),
            (Weekday::Wednesday, Weekday::Thursday)
        );
        assert_eq!(day.without_year(), "28 Feb");
        Ok(())
    }

    #[test]
    fn the_calendar_ends_where_its_years_end() -> Result<(), NotADate> {
        let (first, last) = (Date::new(1, 1, 1)?, Date::new(9999, 12, 31)?);
        assert_eq!((first.plus(-1), last.plus(1)), (first, last));
        assert_eq!((last.plus(i32::MIN), first.plus(i32::MAX)), (first, last));
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
