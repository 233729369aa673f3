//! What holds for any plans: joining, keeping, the calendar file.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use document::{Date, Weekday};
use icalendar::{CalendarComponent, Component, DatePerhapsTime};
use plans::{Entry, Join, Phrase, Plan, Plans, TimeOfDay, TipId, Week, Weekdays, calendar};
use proptest::{collection::vec, prelude::*};

fn first_day() -> Date {
    Date::new(2026, 1, 1).expect("a day")
}

fn phrases() -> impl Strategy<Value = Phrase> {
    "\\PC{1,120}".prop_filter_map("no phrase", |text| Phrase::new(&text).ok())
}

fn reminders() -> impl Strategy<Value = (TimeOfDay, Weekdays)> {
    let time = (0..24_u8, 0..60_u8).prop_filter_map("no time", |(hour, minute)| {
        format!("{hour}:{minute}").parse().ok()
    });
    let days = vec(0..7_u8, 0..7).prop_map(|toggled| {
        toggled.into_iter().fold(Weekdays::DAILY, |days, day| {
            days.toggled(Weekday::Monday.nth_next(day))
        })
    });
    (time, days)
}

fn entries() -> impl Strategy<Value = Entry> {
    let plan = (
        phrases(),
        phrases(),
        any::<bool>(),
        any::<bool>(),
        0..3_u32,
        reminders(),
    );
    (
        plan,
        vec(0..40_i32, 0..8),
        vec((0..40_i32, "\\PC{0,5}"), 0..3),
    )
        .prop_map(
            |((cue, action, once, active, revision, (at, on)), ticks, looks)| {
                let tip = Phrase::new("Eat oats, slowly; well").expect("a phrase");
                let mut plan = Plan::new(tip, cue, action, once, first_day());
                (plan.active, plan.revision, plan.at, plan.on) = (active, revision, at, on);
                let mut entry = Entry::new(plan);
                let today = first_day().plus(40);
                for days in ticks {
                    entry.tick(first_day().plus(days), today);
                }
                for (days, note) in looks {
                    entry.looks.insert(first_day().plus(days), note);
                }
                entry
            },
        )
}

/// Plans for some of three tips, so that joins meet.
fn any_plans() -> impl Strategy<Value = Plans> {
    vec((0..3_u8, entries()), 0..4).prop_map(|entries| {
        let kept: std::collections::BTreeMap<String, Entry> = entries
            .into_iter()
            .map(|(tip, entry)| (format!("gut/tip-{tip}"), entry))
            .collect();
        serde_json::from_value(serde_json::to_value(kept).expect("JSON")).expect("plans")
    })
}

fn joined(mut one: Plans, other: &Plans) -> Plans {
    one.join(other.clone());
    one
}

proptest! {
    #[test]
    fn joining_is_commutative(a in any_plans(), b in any_plans()) {
        prop_assert_eq!(joined(a.clone(), &b), joined(b, &a));
    }

    #[test]
    fn joining_is_associative(a in any_plans(), b in any_plans(), c in any_plans()) {
        prop_assert_eq!(joined(joined(a.clone(), &b), &c), joined(a, &joined(b, &c)));
    }

    #[test]
    fn joining_is_idempotent(a in any_plans(), b in any_plans()) {
        let once = joined(a, &b);
        prop_assert_eq!(joined(once.clone(), &b), once.clone());
        prop_assert_eq!(joined(once.clone(), &once), once);
    }

    #[test]
    fn a_new_tick_survives_every_join_with_what_was_known_before(a in any_plans(), days in 0..40_i32) {
        let (today, tip): (_, TipId) = (first_day().plus(40), "gut/tip-0".parse().expect("a tip"));
        let day = first_day().plus(days);
        let mut ticked = a.clone();
        ticked.alter(&tip, |entry| entry.tick(day, today));
        let after = joined(a, &ticked);
        prop_assert_eq!(after, ticked);
    }

    #[test]
    fn export_then_import_is_identity(a in any_plans()) {
        let text = serde_json::to_string(&a).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Plans>(&text).expect("plans"), a);
    }

    #[test]
    fn every_day_is_in_its_week_and_weeks_do_not_overlap(days in 0..4000_i32, first in 0..7_u8) {
        let (day, first) = (first_day().plus(days), Weekday::Monday.nth_next(first));
        let week = Week::around(day, first);
        prop_assert_eq!(week.first().weekday(), first);
        prop_assert!(week.days().contains(&day));
        prop_assert_eq!(week.before().days()[6].plus(1), week.first());
        prop_assert_eq!(Week::around(week.days()[6], first), week);
    }

    #[test]
    fn the_calendar_file_parses_back(a in any_plans()) {
        let today = first_day().plus(9);
        let file = calendar(&mut a.clone(), "example.org", today, "2026-01-10T07:08:09.123Z");
        prop_assert!(file.lines().all(|line| line.len() <= 75));
        prop_assert!(file.split("\r\n").all(|line| !line.contains(['\r', '\n'])));
        let calendar: icalendar::Calendar = file.parse().map_err(TestCaseError::fail)?;
        let mut events = calendar.components.iter().filter_map(|it| match it {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        });
        for (tip, entry) in a.active().filter(|(_, entry)| entry.done().is_none()) {
            let (event, plan) = (events.next().expect("an event"), &entry.plan);
            let uid = format!("{}--{}@example.org", tip.article, tip.tip);
            prop_assert_eq!(event.get_uid(), Some(uid.as_str()));
            // So many seconds after the beginning of 2020 it is made.
            prop_assert_eq!(event.get_sequence(), Some(190_192_089 + plan.revision));
            let sentence = plan.to_string();
            prop_assert_eq!(event.get_summary(), Some(sentence.as_str()));
            let Some(DatePerhapsTime::DateTime(start)) = event.get_start() else {
                return Err(TestCaseError::fail("it has no start"));
            };
            let start = format!("{start:?}");
            prop_assert!(start.starts_with("Floating"), "{}", start);
            prop_assert!(start.contains(&plan.at.to_string()), "{} at {}", start, plan.at);
            let rule = event.property_value("RRULE");
            prop_assert_eq!(rule.is_none(), plan.once);
            let weekly = format!("FREQ=WEEKLY;BYDAY={}", plan.on);
            prop_assert!(rule.is_none_or(|rule| rule == "FREQ=DAILY" || *rule == weekly));
        }
        prop_assert!(events.next().is_none());
    }
}
