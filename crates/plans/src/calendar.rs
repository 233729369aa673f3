//! The calendar file: RFC 5545.
//!
//! Its times are "floating" (section 3.3.5, form 1): eight in the morning is eight on the clock on the wall, before and
//! after a clock change and wherever the reader is. So no file has to carry the rules of a time zone.

use document::Date;

use crate::{Entry, Plans, TipId, Weekdays};

/// The longest line, in bytes without its end (section 3.1).
const LINE: usize = 75;

/// The plans that are being followed as a calendar file, with an alarm each. `host` is the site's, for the events' ids;
/// `now` is this moment in UTC as RFC 3339 has it (`2026-11-25T08:00:00.000Z`).
///
/// An event's id stays the same and its sequence number grows with each change of the plan: a second import updates the
/// first (sections 3.8.4.7 and 3.8.7.4), also where the plan was erased and chosen anew between them. The plans remember from
/// where theirs are counted: keep them.
pub fn calendar(plans: &mut Plans, host: &str, today: Date, now: &str) -> String {
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Inside Out//My plan//EN");
    for (tip, entry) in plans
        .active_mut()
        .filter(|(_, entry)| entry.done().is_none())
    {
        event(&mut file, tip, entry, host, today, now);
    }
    file.line("END:VCALENDAR");
    file.0
}

fn event(file: &mut File, tip: &TipId, entry: &mut Entry, host: &str, today: Date, now: &str) {
    let sequence = entry.sequence(seconds(now));
    let plan = &entry.plan;
    let sentence = escaped(&plan.to_string());
    // What repeats begins where it always began; what is done once is still to come, from tomorrow on.
    let from = if plan.once {
        plan.since.max(today).plus(1)
    } else {
        plan.since
    };
    let first = entry.first_reminder(from);
    file.line("BEGIN:VEVENT");
    file.line(&format!("UID:{}--{}@{host}", tip.article, tip.tip));
    file.line(&format!(
        "DTSTAMP:{}Z",
        basic(now.split('.').next().unwrap_or(now))
    ));
    file.line(&format!("SEQUENCE:{sequence}"));
    file.line(&format!(
        "DTSTART:{}T{}",
        basic(&first.to_string()),
        plan.at.basic()
    ));
    file.line("DURATION:PT10M");
    if !plan.once {
        let rule = match plan.on {
            Weekdays::DAILY => "DAILY".to_owned(),
            days => format!("WEEKLY;BYDAY={days}"),
        };
        file.line(&format!("RRULE:FREQ={rule}"));
    }
    file.line(&format!("SUMMARY:{sentence}"));
    file.line(&format!("DESCRIPTION:{}", escaped(plan.tip.as_str())));
    file.line("TRANSP:TRANSPARENT"); // nobody is busy with oats
    file.line("BEGIN:VALARM");
    file.line("ACTION:DISPLAY");
    file.line("TRIGGER:PT0S");
    file.line(&format!("DESCRIPTION:{sentence}"));
    file.line("END:VALARM");
    file.line("END:VEVENT");
}

/// How many seconds after the beginning of 2020 `moment` is, in UTC as RFC 3339 has it; 0 where it is earlier or unreadable.
/// They fit a sequence number until 2088.
fn seconds(moment: &str) -> u32 {
    let read = || {
        let (day, time) = moment.split_once('T')?;
        let day: Date = day.parse().ok()?;
        let days = day.days_since(Date::new(2020, 1, 1).ok()?);
        let mut parts = time.get(..8)?.split(':').map(str::parse::<i32>);
        let [hours, minutes, seconds] = [parts.next()?, parts.next()?, parts.next()?];
        let of_day = (hours.ok()? * 60 + minutes.ok()?) * 60 + seconds.ok()?;
        u32::try_from(i64::from(days) * 86_400 + i64::from(of_day)).ok()
    };
    read().unwrap_or_default()
}

struct File(String);

impl File {
    /// Adds a line, folded where it is too long, never inside a character.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1; // the space counts
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

/// As values of the type TEXT are written (section 3.3.11). A phrase has no line break.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
}

/// `2026-11-25T08:00:00Z` -> `20261125T080000Z`.
fn basic(text: &str) -> String {
    text.replace(['-', ':'], "")
}
