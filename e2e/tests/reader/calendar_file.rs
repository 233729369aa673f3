//! The calendar file: two programs of other people's read it, and remind at the chosen time on the chosen days, whatever
//! clocks change.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use e2e::{
    Base, Outcome, Reader, Role,
    calendar::{Event, Program},
};
use serde_json::json;
use thirtyfour::{By, WebElement};

use crate::planning::{TIP, first_visit, open_panel, panel, plan, press_in_panel};

e2e::in_every_browser! {
    the_calendar_reminds_at_the_chosen_time_across_clock_changes: Device::in_zone("Europe/Berlin");
    a_second_file_updates_the_first: Device::in_zone("Europe/Berlin");
}

const DIET: &str = "Eat a Gut-Friendly Diet";
const PROGRAMS: [Program; 2] = [Program::Icalendar, Program::IcalJs];

/// "In my calendar" of a plan in the panel, opened.
async fn in_calendar(reader: &Reader, tip: &str) -> Result<WebElement> {
    let week = Role::Group.named(tip, &panel(reader).await?).await?;
    let own = week.find(By::XPath("./ancestor::li[1]//details")).await?;
    if own.attr("open").await?.is_none() {
        reader.tap(&own.find(By::Tag("summary")).await?).await?;
    }
    Ok(own)
}

/// Chooses a time, as the field's own list of times does: each browser has another one.
async fn choose_time(reader: &Reader, tip: &str, time: &str) -> Result<()> {
    let field = By::Css("input[type=time]");
    let field = in_calendar(reader, tip).await?.find(field).await?;
    let choose = "const [field, time] = arguments;
        field.value = time;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    reader.js(choose, [field.to_json()?, json!(time)]).await
}

async fn toggle_days(reader: &Reader, tip: &str, days: &[&str]) -> Result<()> {
    for day in days {
        let group = in_calendar(reader, tip).await?;
        let group = Role::Group.named("On these days", &group).await?;
        reader.tap(&Role::Button.named(day, &group).await?).await?;
    }
    Ok(())
}

/// Presses "Calendar file", and keeps what is saved under a name of its own.
async fn save(reader: &Reader, name: &str) -> Result<PathBuf> {
    press_in_panel(reader, "Calendar file").await?;
    let saved = reader.saved("my-plan.ics", "END:VCALENDAR\r\n").await?;
    let own = saved.with_file_name(name);
    fs::rename(saved, &own)?;
    Ok(own)
}

/// The event for a tip.
fn event<'e>(events: &'e [Event], slug: &str) -> Result<&'e Event> {
    let id = format!("gut-skin-connection--{slug}@");
    let found = events.iter().find(|event| event.uid.starts_with(&id));
    found.with_context(|| format!("no {id} among {events:?}"))
}

/// Of an event what takes place: the day, and how far the clock is ahead of UTC then. It is always at `time`, and so is the
/// alarm.
fn days_at<'e>(event: &'e Event, time: &str) -> Vec<(&'e str, &'e str)> {
    let at = |it: &'e e2e::calendar::Occurrence| {
        assert_eq!(
            (it.time.as_str(), it.alarms.as_slice()),
            (time, [time.to_owned()].as_slice())
        );
        (it.day.as_str(), it.offset.as_str())
    };
    event.occurrences.iter().map(at).collect()
}

async fn the_calendar_reminds_at_the_chosen_time_across_clock_changes(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-03-20T09:00:00").await?;
    plan(reader, TIP).await?;
    plan(reader, DIET).await?;
    open_panel(reader, TIP).await?;
    choose_time(reader, TIP, "07:30").await?;
    toggle_days(reader, TIP, &["Mon", "Tue", "Thu", "Fri", "Sat"]).await?;
    let file = save(reader, "across.ics").await?;
    let text = fs::read_to_string(&file)?;
    assert!(text.contains("\r\nDTSTAMP:20260320T080000Z\r\n"), "{text}");

    let (winter, summer) = ("+01:00", "+02:00");
    for program in PROGRAMS {
        let weeks = ["2026-03-23", "2026-04-06"];
        let spring = program.read(&file, "Europe/Berlin", weeks)?;
        assert_eq!(spring.len(), 2, "{spring:?}");
        let stress = event(&spring, "manage-stress")?;
        assert_eq!(
            stress.summary,
            "When I wait for the kettle to boil, I will take five slow breaths."
        );
        let expected = [
            ("2026-03-25", winter),
            ("2026-03-29", summer),
            ("2026-04-01", summer),
            ("2026-04-05", summer),
        ];
        assert_eq!(days_at(stress, "07:30:00"), expected);
        let march = (23..=31).map(|day| {
            (
                format!("2026-03-{day}"),
                if day < 29 { winter } else { summer },
            )
        });
        let april = (1..=5).map(|day| (format!("2026-04-0{day}"), summer));
        let expected: Vec<_> = march.chain(april).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(day, offset)| (day.as_str(), *offset))
            .collect();
        assert_eq!(
            days_at(event(&spring, "eat-a-gut-friendly-diet")?, "08:00:00"),
            expected
        );

        let weeks = ["2026-10-19", "2026-11-02"];
        let autumn = program.read(&file, "Europe/Berlin", weeks)?;
        let expected = [
            ("2026-10-21", summer),
            ("2026-10-25", winter),
            ("2026-10-28", winter),
            ("2026-11-01", winter),
        ];
        assert_eq!(
            days_at(event(&autumn, "manage-stress")?, "07:30:00"),
            expected
        );
        let daily = days_at(event(&autumn, "eat-a-gut-friendly-diet")?, "08:00:00");
        assert_eq!(daily.len(), 14, "{daily:?}");
        assert_eq!(
            daily.iter().filter(|(_, offset)| *offset == summer).count(),
            6,
            "{daily:?}"
        );
    }
    Ok(())
}

async fn a_second_file_updates_the_first(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-03-20T09:00:00").await?;
    plan(reader, TIP).await?;
    plan(reader, DIET).await?;
    open_panel(reader, TIP).await?;
    let first = save(reader, "first.ics").await?;
    choose_time(reader, TIP, "18:45").await?;
    let second = save(reader, "second.ics").await?;

    let days = ["2026-03-23", "2026-03-25"];
    for program in PROGRAMS {
        let first = program.read(&first, "Europe/Berlin", days)?;
        let second = program.read(&second, "Europe/Berlin", days)?;
        let ids = |events: &[Event]| events.iter().map(|it| it.uid.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&first), ids(&second));
        let slugs = ["manage-stress", "eat-a-gut-friendly-diet"];
        let [before, unchanged] = [event(&first, slugs[0])?, event(&first, slugs[1])?];
        let after = event(&second, slugs[0])?;
        assert_eq!(days_at(before, "08:00:00").len(), 2);
        assert_eq!(days_at(after, "18:45:00").len(), 2);
        assert!(after.sequence > before.sequence, "{after:?}");
        assert_eq!(event(&second, slugs[1])?, unchanged);
    }
    Ok(())
}

#[test]
fn both_programs_complain_about_what_is_no_calendar() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("broken.ics");
    let event = "BEGIN:VEVENT\r\nUID:a\r\nSEQUENCE:1\r\nSUMMARY:b\r\nDTSTART:20260320T250000\r\nRRULE:FREQ=NEVER\r\nEND:VEVENT";
    fs::write(
        &file,
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}\r\nEND:VCALENDAR\r\n"),
    )?;
    for program in PROGRAMS {
        let read = program.read(&file, "Europe/Berlin", ["2026-03-20", "2026-03-27"]);
        let complaint = read.err().context("there is no complaint")?.to_string();
        ensure!(complaint.contains("says: "), "{complaint}");
    }
    Ok(())
}
