//! The calendar file, letter for letter. What other programs make of it: `e2e/tests/reader/calendar_file.rs`.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use document::Date;
use plans::{Join as _, Phrase, Plans, TipId, calendar, plans::Decision};

const NOW: &str = "2026-11-25T08:00:00.123Z";
/// `NOW` in seconds since 2020: `date -d 2026-11-25T08:00:00Z +%s` less `date -d 2020-01-01T00:00:00Z +%s`.
const SECONDS: u32 = 1_795_593_600 - 1_577_836_800;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn tip() -> TipId {
    "gut/stress".parse().expect("a tip")
}

/// A plan since Wednesday, 25 November 2026.
fn planned(cue: &str, action: &str, once: bool) -> Plans {
    let phrase = |text| Phrase::new(text).expect("a phrase");
    let decision = Decision {
        tip: phrase("Manage Stress"),
        cue: phrase(cue),
        action: phrase(action),
        once,
    };
    let mut plans = Plans::default();
    plans.decide(&tip(), decision, day("2026-11-25"));
    plans
}

fn file(plans: &Plans, today: &str) -> String {
    calendar(&mut plans.clone(), "example.org", day(today), NOW)
}

/// Whether one of the lines is `line`.
fn has(file: &str, line: &str) -> bool {
    file.lines().any(|its| its == line)
}

#[test]
fn it_holds_an_event_with_an_alarm_for_each_plan() {
    let file = file(&planned("I get up", "stretch", false), "2026-12-24");
    let expected = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Inside Out//My plan//EN
BEGIN:VEVENT
UID:gut--stress@example.org
DTSTAMP:20261125T080000Z
SEQUENCE:217756801
DTSTART:20261125T080000
DURATION:PT10M
RRULE:FREQ=DAILY
SUMMARY:When I get up\\, I will stretch.
DESCRIPTION:Manage Stress
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:PT0S
DESCRIPTION:When I get up\\, I will stretch.
END:VALARM
END:VEVENT
END:VCALENDAR
";
    assert_eq!(file, expected.replace('\n', "\r\n"));
}

#[test]
fn it_begins_on_the_first_of_the_chosen_days() {
    let mut plans = planned("I get up", "stretch", false);
    plans.alter(&tip(), |entry| {
        entry.plan.revise(|plan| {
            plan.on = "MO,TU".parse().expect("days");
            plan.at = "18:05".parse().expect("a time");
        });
    });
    let file = file(&plans, "2026-11-25");
    assert!(has(&file, "DTSTART:20261130T180500"), "{file}");
    assert!(has(&file, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU"), "{file}");
    assert!(has(&file, "SEQUENCE:217756802"), "{file}");
}

#[test]
fn what_is_done_once_is_still_to_come_and_leaves_once_it_is_done() {
    let (mut plans, today) = (planned("I am there", "ask", true), "2026-12-24");
    let before = file(&plans, today);
    // Its alarm might have rung today already.
    assert!(has(&before, "DTSTART:20261225T080000"), "{before}");
    assert!(!before.contains("RRULE"), "{before}");
    plans.alter(&tip(), |entry| entry.tick(day(today), day(today)));
    assert!(!file(&plans, today).contains("VEVENT"));
}

/// The sequence number of the one event in a file that is made now.
fn sequence(plans: &mut Plans, now: &str) -> u32 {
    let file = calendar(plans, "example.org", day("2026-11-25"), now);
    let number = file.lines().find_map(|line| line.strip_prefix("SEQUENCE:"));
    number.expect("an event").parse().expect("a number")
}

#[test]
fn a_sequence_number_grows_with_revisions_only_and_never_goes_back() {
    let mut plans = planned("I get up", "stretch", false);
    let first = sequence(&mut plans, NOW);
    assert_eq!(first, SECONDS + 1);
    assert_eq!(
        sequence(&mut plans, "2026-11-25T09:30:00Z"),
        first,
        "nothing has changed"
    );
    let other_device = plans.clone();
    for _ in 0..5 {
        plans.alter(&tip(), |entry| entry.plan.revise(|_| {}));
    }
    assert_eq!(
        sequence(&mut plans, "2020-01-01T00:00:00Z"),
        first + 5,
        "the clock was set back"
    );
    let last = sequence(&mut plans, NOW);

    let mut anew = planned("I sit down", "breathe", false);
    let later = "2026-11-25T08:00:30.000Z";
    assert!(sequence(&mut anew, later) > last, "erased, and chosen anew");
    anew.join(other_device);
    assert!(sequence(&mut anew, NOW) > last);
    assert_eq!(sequence(&mut planned("I get up", "stretch", false), "?"), 1);
}

#[test]
fn long_lines_are_folded_between_characters_and_marks_are_escaped() {
    let plans = planned("a; b, c \\ d", &"차를 마신다 🍵 ".repeat(9), false);
    let file = file(&plans, "2026-11-25");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    let unfolded = file.replace("\r\n ", "");
    let tea = "차를 마신다 🍵 ".repeat(9);
    let summary = format!("SUMMARY:When a\\; b\\, c \\\\ d\\, I will {}.", tea.trim());
    assert!(has(&unfolded, &summary), "{unfolded}");
}
