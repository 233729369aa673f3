//! What holds for plans, one rule a test.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use document::{Date, Weekday};
use plans::{
    Changes, Entry, Join, Phrase, PhraseError, Plan, Plans, TimeOfDay, TipId, Week, Weekdays,
    plans::Decision,
};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn phrase(text: &str) -> Phrase {
    Phrase::new(text).expect("a phrase")
}

fn tip(id: &str) -> TipId {
    id.parse().expect("a tip")
}

fn decision(cue: &str, action: &str, once: bool) -> Decision {
    Decision {
        tip: phrase("Manage Stress"),
        cue: phrase(cue),
        action: phrase(action),
        once,
    }
}

/// A plan since Wednesday, 25 November 2026.
fn entry(once: bool) -> Entry {
    let plan = Plan::new(
        phrase("Manage Stress"),
        phrase("I get up"),
        phrase("stretch"),
        once,
        day("2026-11-25"),
    );
    Entry::new(plan)
}

#[test]
fn a_phrase_is_short_on_one_line_and_without_the_sentence_s_stop() {
    assert_eq!(
        phrase("  I have\n breakfast. ").as_str(),
        "I have breakfast"
    );
    for nothing in ["", " \t", "...", "\u{0}"] {
        assert_eq!(Phrase::new(nothing), Err(PhraseError::Empty));
    }
    assert!(Phrase::new(&"ä".repeat(120)).is_ok());
    let long = Phrase::new(&"ä".repeat(121)).expect_err("too long");
    assert_eq!(long, PhraseError::TooLong { length: 121 });
    assert_eq!(
        long.to_string(),
        "This has 121 characters; at most 120 fit."
    );
}

#[test]
fn a_plan_reads_as_one_sentence() {
    assert_eq!(
        entry(false).plan.to_string(),
        "When I get up, I will stretch."
    );
}

#[test]
fn today_and_past_days_are_ticked_and_unticked_and_future_ones_never() {
    let (mut entry, today) = (entry(false), day("2026-11-26"));
    entry.tick(today, today);
    entry.tick(today.plus(-3), today);
    entry.tick(today.plus(1), today);
    assert_eq!(entry.ticked().collect::<Vec<_>>(), [today.plus(-3), today]);
    entry.tick(today, today);
    assert!(!entry.is_ticked(today));
}

#[test]
fn what_is_done_once_is_ticked_on_one_day() {
    let (mut entry, today) = (entry(true), day("2026-11-26"));
    assert_eq!(entry.done(), None);
    entry.tick(today, today);
    assert_eq!(entry.done(), Some(today));
    entry.tick(today.plus(1), today.plus(1));
    assert_eq!(
        (entry.done(), entry.ticked().count()),
        (None, 0),
        "the same tick is undone"
    );
}

#[test]
fn what_is_done_once_and_chosen_again_is_to_be_done_again() {
    let (id, today) = (tip("gut/ask"), day("2026-11-25"));
    let mut plans = Plans::default();
    plans.decide(&id, decision("I see my doctor", "ask", true), today);
    plans.alter(&id, |entry| entry.tick(today, today));
    plans.decide(&id, decision("I see my doctor", "ask again", true), today);
    assert_eq!(plans.followed(&id).and_then(Entry::done), Some(today));
    plans.alter(&id, |entry| entry.plan.revise(|plan| plan.active = false));
    plans.decide(&id, decision("I see my doctor", "ask", true), today.plus(9));
    assert_eq!(plans.followed(&id).and_then(Entry::done), None);
}

#[test]
fn weeks_begin_where_the_reader_s_do() {
    let wednesday = day("2026-11-25");
    for (first, begins) in [
        (Weekday::Monday, "2026-11-23"),
        (Weekday::Sunday, "2026-11-22"),
        (Weekday::Saturday, "2026-11-21"),
        (Weekday::Wednesday, "2026-11-25"),
        (Weekday::Thursday, "2026-11-19"),
    ] {
        let week = Week::around(wednesday, first);
        assert_eq!(week.first(), day(begins), "{first}");
        assert!(week.days().contains(&wednesday));
    }
}

#[test]
fn earlier_weeks_reach_back_to_the_first_that_counts_and_no_further() {
    let mut entry = entry(false);
    let today = day("2026-12-16");
    let this = Week::around(today, Weekday::Monday);
    for ticked in ["2026-11-25", "2026-11-29", "2026-11-30", "2026-12-15"] {
        entry.tick(day(ticked), today);
    }
    let weeks = |entry: &Entry, this| {
        let weeks = entry.earlier_weeks(this).into_iter();
        weeks
            .map(|(week, count)| (week.first().to_string(), count))
            .collect::<Vec<_>>()
    };
    let expected = [("2026-12-07", 0), ("2026-11-30", 1), ("2026-11-23", 2)];
    assert_eq!(
        weeks(&entry, this),
        expected.map(|(first, count)| (first.to_owned(), count))
    );
    assert_eq!(entry.count(this), 1);
    let much_later = Week::around(day("2028-01-01"), Weekday::Monday);
    assert_eq!(weeks(&entry, much_later).len(), 12);
}

#[test]
fn a_look_back_is_due_after_a_week_and_again_a_week_later() {
    let mut entry = entry(false);
    assert!(!entry.is_look_due(day("2026-12-01")));
    assert!(entry.is_look_due(day("2026-12-02")));
    entry.looks.insert(day("2026-12-03"), String::new());
    assert!(!entry.is_look_due(day("2026-12-09")));
    assert!(entry.is_look_due(day("2026-12-10")));
    entry.plan.active = false;
    assert!(!entry.is_look_due(day("2026-12-10")));
}

#[test]
fn a_changed_plan_keeps_what_was_ticked_and_one_chosen_again_begins_anew() {
    let (id, today) = (tip("gut/stress"), day("2026-11-25"));
    let mut plans = Plans::default();
    plans.decide(&id, decision("I get up", "stretch", false), today);
    plans.alter(&id, |entry| entry.tick(today, today));
    plans.decide(
        &id,
        decision("I go to bed", "stretch", false),
        today.plus(2),
    );
    let entry = plans.followed(&id).expect("it is followed");
    assert!(entry.is_ticked(today));
    assert_eq!((entry.plan.revision, entry.plan.since), (2, today));

    plans.alter(&id, |entry| entry.plan.revise(|plan| plan.active = false));
    assert!(plans.followed(&id).is_none());
    assert_eq!(plans.active().count(), 0);
    plans.decide(
        &id,
        decision("I go to bed", "stretch", false),
        today.plus(9),
    );
    let entry = plans.followed(&id).expect("it is followed again");
    assert_eq!((entry.plan.revision, entry.plan.since), (4, today.plus(9)));
    assert!(entry.is_ticked(today));
}

#[test]
fn ticks_of_two_tabs_both_survive() {
    let (id, today) = (tip("gut/stress"), day("2026-11-25"));
    let mut one = Plans::default();
    one.decide(&id, decision("I get up", "stretch", false), today);
    let mut other = one.clone();
    one.alter(&id, |entry| entry.tick(today, today));
    other.alter(&id, |entry| entry.tick(today.plus(-1), today));
    one.join(other);
    assert_eq!(one.followed(&id).expect("an entry").ticked().count(), 2);
}

#[test]
fn what_a_join_would_change_is_said_in_words() {
    let (id, today) = (tip("gut/stress"), day("2026-11-25"));
    let mut mine = Plans::default();
    assert_eq!(Changes::new(&mine, &mine).in_words(), None);
    let mut other = mine.clone();
    other.decide(&id, decision("I get up", "stretch", false), today);
    other.alter(&id, |entry| {
        entry.tick(today, today);
        entry.looks.insert(today, "Easy.".to_owned());
    });
    let words = Changes::new(&mine, &other).in_words();
    assert_eq!(
        words.as_deref(),
        Some("1 new tip: Manage Stress. 1 tick. 1 note.")
    );
    mine.join(other.clone());
    assert_eq!(
        Changes::new(&mine, &other),
        Changes::default(),
        "a second time changes nothing"
    );
    other.alter(&id, |entry| {
        entry.tick(today, today);
        entry.plan.revise(|plan| plan.active = false);
    });
    let words = Changes::new(&mine, &other).in_words();
    assert_eq!(
        words.as_deref(),
        Some("1 dropped tip: Manage Stress. 1 tick.")
    );
    assert_eq!(
        Changes::new(&other, &mine),
        Changes::default(),
        "what is older changes nothing"
    );
}

#[test]
fn a_reminder_is_a_time_on_some_days() {
    let time: TimeOfDay = "18:30:59".parse().expect("a time");
    assert_eq!(time.to_string(), "18:30");
    for text in ["", "8", "24:00", "08:60", "ab:cd", "-1:00"] {
        assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
    }
    let days: Weekdays = "MO,SU".parse().expect("days");
    assert!(days.has(Weekday::Monday) && days.has(Weekday::Sunday) && !days.has(Weekday::Friday));
    let only = days.toggled(Weekday::Monday);
    assert_eq!(only.to_string(), "SU");
    assert_eq!(only.toggled(Weekday::Sunday), only, "the last one stays");
    for text in ["", "MO,", "mo", "MO TU"] {
        assert!(text.parse::<Weekdays>().is_err(), "{text}");
    }
}

#[test]
fn what_is_read_back_goes_through_the_same_rules() {
    let (id, today) = (tip("gut/stress"), day("2026-11-25"));
    let mut plans = Plans::default();
    plans.decide(&id, decision("I get up", "stretch", false), today);
    plans.alter(&id, |entry| entry.tick(today, today));
    let kept = serde_json::to_string(&plans).expect("JSON");
    assert_eq!(
        kept,
        r#"{"gut/stress":{"plan":{"revision":1,"active":true,"tip":"Manage Stress","cue":"I get up","action":"stretch","once":false,"since":"2026-11-25","at":"08:00","on":"MO,TU,WE,TH,FR,SA,SU"},"ticks":{"2026-11-25":1}}}"#
    );
    for (good, bad) in [
        ("I get up", " "),
        ("2026-11-25", "2026-02-30"),
        ("gut/stress", "gut"),
        ("gut/stress", "gut/<b>"),
        ("08:00", "25:00"),
        (":1}", ":-1}"),
        (":1}", ":1.5}"),
        ("MO,", "XX,"),
    ] {
        let spoilt = kept.replace(good, bad);
        assert_ne!(spoilt, kept);
        assert!(serde_json::from_str::<Plans>(&spoilt).is_err(), "{bad}");
    }
}
