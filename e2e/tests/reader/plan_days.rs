//! Ticking days, the weeks before, and the look back.

use anyhow::{Context, Result};
use e2e::{
    Base, Outcome, Reader,
    pages::{MyPlan, Planned},
};
use serde_json::{Value, json};

use crate::{
    TIPS,
    kept::{PLAN, stress, stress_plan},
};

e2e::in_every_browser! {
    days_are_ticked_up_to_today;
    what_is_done_once_is_ticked_once;
    the_weeks_before_stay_in_sight;
    a_week_later_the_reader_looks_back;
}

const STRESS: &str = TIPS[1];

async fn days_are_ticked_up_to_today(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let tip = page.tip(STRESS).await?;
    tip.follow().await?;
    assert_eq!(tip.tick_name().await?, format!("Done today {STRESS}"));

    // On the card, and so in the panel.
    tip.tick().await?;
    tip.wait_until_ticked(true).await?;
    let plan = page.my_plan().await?;
    let shown = plan.plan_for(STRESS).await?;
    assert_eq!(shown.count.as_deref(), Some("1 of 7 days"));
    let today = format!("Done today {}", shown.sentence);
    assert_eq!(plan.today().await?, [(today.clone(), true)]);
    let number: u32 = reader.js("return new Date().getDate()", []).await?;
    let is_today = |name: &str| name.ends_with(&format!(" {number}"));
    let index = shown.days.iter().position(|day| is_today(&day.name));
    let index = index.context("today is no day of this week")?;
    assert_eq!(shown.days.len(), 7);
    for (at, day) in shown.days.iter().enumerate() {
        assert_eq!(day.ticked, at == index, "{day:?}");
        assert_eq!(day.to_come, at > index, "{day:?}");
    }

    // Every day of the week until today, one after the other.
    for (at, day) in shown.days.iter().take(index).enumerate() {
        plan.press_day(STRESS, &day.name).await?;
        let count = format!("{} of 7 days", at + 2);
        plan.wait_for_plan(STRESS, |it| {
            it.days[at].ticked && it.count == Some(count.clone())
        })
        .await?;
    }
    // No day to come. (A press on it is heard by nobody.)
    if let Some(day) = shown.days.get(index + 1) {
        plan.press_day(STRESS, &day.name).await?;
    }
    // A tick is taken away as it was given: in the panel, and so on the card.
    plan.press(&today).await?;
    tip.wait_until_ticked(false).await?;
    plan.wait_for_plan(STRESS, |it| ticked(it) == index).await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let plan = page.my_plan().await?;
    let after = plan.plan_for(STRESS).await?;
    assert_eq!(ticked(&after), index, "all of it stays");
    assert_eq!(after.count, Some(format!("{index} of 7 days")));
    assert!(!page.tip(STRESS).await?.is_ticked().await?);
    Ok(())
}

/// On how many days of this week it was done.
fn ticked(planned: &Planned) -> usize {
    planned.days.iter().filter(|day| day.ticked).count()
}

async fn what_is_done_once_is_ticked_once(reader: &Reader) -> Outcome {
    let once = TIPS[2];
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let tip = page.tip(once).await?;
    tip.follow().await?;
    assert_eq!(tip.tick_name().await?, format!("Done {once}"));
    tip.tick().await?;
    tip.wait_until_ticked(true).await?;
    let today: String = reader
        .js("const day = new Date(); return `${day.getDate()} ${day.toLocaleDateString('en', { month: 'short' })}`", [])
        .await?;
    let done = format!("Done on {today} {once}");
    assert_eq!(tip.tick_name().await?, done);

    let plan = page.my_plan().await?;
    let planned = plan.plan_for(once).await?;
    assert_eq!((planned.days, planned.count), (Vec::new(), None));
    assert!(plan.buttons().await?.contains(&done));
    plan.close().await?;

    // On another day it is still that day's; a press takes it back.
    let done_at = reader.day(-3).await?;
    let kept: String = reader.kept(PLAN).await?.context("nothing is kept")?;
    let kept: Value = serde_json::from_str(&kept.replace(&reader.day(0).await?, &done_at))?;
    reader.keep(PLAN, &kept["value"]).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let tip = page.tip(once).await?;
    tip.wait_until_ticked(true).await?;
    assert_ne!(tip.tick_name().await?, done);
    tip.tick().await?;
    tip.wait_until_ticked(false).await?;
    assert_eq!(tip.tick_name().await?, format!("Done {once}"));
    Ok(())
}

async fn the_weeks_before_stay_in_sight(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    // Days of this week are as many as it has had until today.
    let plan = with_plan(reader, 21, &[0, 7, 14]).await?;
    let shown = plan.plan_for(STRESS).await?;
    assert_eq!(shown.count.as_deref(), Some("1 of 7 days"));
    let until_today = shown.days.iter().filter(|day| !day.to_come).count();
    let mut expected = Vec::new();
    for (weeks, count) in [(1, 1), (2, 1), (3, 0)] {
        let first: String = reader
            .js(
                "const day = new Date();
                 day.setDate(day.getDate() - arguments[0]);
                 return `${day.getDate()} ${day.toLocaleDateString('en', { month: 'short' })}`;",
                [json!(until_today - 1 + 7 * weeks)],
            )
            .await?;
        expected.push(format!("Week of {first}: {count} of 7 days"));
    }
    assert_eq!(shown.lists, expected);
    plan.close().await?;
    assert!(page.tip(STRESS).await?.is_ticked().await?);
    Ok(())
}

async fn a_week_later_the_reader_looks_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let plan = with_plan(reader, 6, &[]).await?;
    assert!(!plan.plan_for(STRESS).await?.looks_back, "not yet");

    let plan = with_plan(reader, 7, &[1]).await?;
    assert!(plan.plan_for(STRESS).await?.looks_back);
    plan.write("A note, for you alone, if you like", "Easier with tea.")
        .await?;
    plan.press(&format!("Keep {STRESS}")).await?;
    plan.wait_for_plan(STRESS, |it| !it.looks_back).await?;
    let noted = plan.plan_for(STRESS).await?;
    let note = noted.lists.last().context("no note")?;
    assert!(note.ends_with(": Easier with tea."), "{note}");

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let plan = page.my_plan().await?;
    assert_eq!(plan.plan_for(STRESS).await?, noted, "for another week");

    // Changing and dropping are looks back, too, and their notes stay.
    for label in ["Change", "Drop"] {
        let plan = with_plan(reader, 7, &[]).await?;
        plan.write("A note, for you alone, if you like", label)
            .await?;
        plan.press(&format!("{label} {STRESS}")).await?;
        if label == "Change" {
            plan.wait_for_form().await?;
            plan.save().await?;
            plan.wait_for_plan(STRESS, |it| !it.looks_back).await?;
        } else {
            plan.wait_for_no_plan(STRESS).await?;
        }
        let kept: Value = serde_json::from_str(&reader.kept(PLAN).await?.context("nothing kept")?)?;
        let looks = &kept["value"][stress()]["looks"];
        assert_eq!(looks[reader.day(0).await?], json!(label));
    }
    Ok(())
}

/// The plan of an earlier visit, opened.
async fn with_plan<'r>(reader: &'r Reader, since: i32, ticked: &[i32]) -> Result<MyPlan<'r>> {
    let plan = stress_plan(reader, since, ticked).await?;
    reader.keep(PLAN, &plan).await?;
    reader.reload().await?;
    let page = reader.page();
    page.wait_for_program("running").await?;
    page.my_plan().await
}
