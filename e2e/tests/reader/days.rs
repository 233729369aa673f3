//! Days: which one a tick counts for, around midnight and when the clock is set.

use e2e::{Base, Outcome, Reader};

use crate::planning::{
    TIP, do_today, first_visit, keeps_only, plan, ticked, visit, wait_until_done, week,
};

e2e::in_every_browser! {
    at_midnight_a_new_day_begins: Device::in_zone("Europe/Berlin").reading("de-DE");
    who_comes_back_after_midnight_finds_a_new_day: Device::in_zone("Asia/Seoul");
    a_press_after_midnight_counts_for_the_new_day: Device::in_zone("Europe/Berlin");
    a_clock_that_is_set_back_loses_nothing: Device::in_zone("Europe/Berlin").reading("de-DE");
}

async fn at_midnight_a_new_day_begins(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-11-25T23:59:00").await?;
    plan(reader, TIP).await?;
    do_today(reader, TIP).await?;
    keeps_only(reader, &["2026-11-25"]).await?;
    let (days, words) = week(reader, TIP).await?;
    assert_eq!(ticked(&days), ["Wed 25"]);
    assert!(words.contains("1 of 7 days"), "{words}");

    reader.pass(120).await?;
    assert_eq!(reader.clock().await?.0, "2026-11-26 00:01");
    wait_until_done(reader, TIP, false).await?;
    keeps_only(reader, &["2026-11-25"]).await?;
    let (days, _) = week(reader, TIP).await?;
    assert_eq!(ticked(&days), ["Wed 25"]);
    for day in &days {
        let is_to_come = ["Fri 27", "Sat 28", "Sun 29"].contains(&day.name.as_str());
        assert_eq!(day.to_come, is_to_come, "{day:?}");
    }

    do_today(reader, TIP).await?;
    keeps_only(reader, &["2026-11-25", "2026-11-26"]).await?;

    visit(reader, &site, "2026-11-26T12:00:00").await?;
    wait_until_done(reader, TIP, true).await?;
    let (days, words) = week(reader, TIP).await?;
    assert_eq!(ticked(&days), ["Wed 25", "Thu 26"]);
    assert!(words.contains("2 of 7 days"), "{words}");
    Ok(())
}

async fn who_comes_back_after_midnight_finds_a_new_day(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-11-25T22:00:00").await?;
    plan(reader, TIP).await?;
    do_today(reader, TIP).await?;

    // The device slept: nothing that happens now and then has happened.
    reader.set_clock("2026-11-26T07:00:00").await?;
    wait_until_done(reader, TIP, true).await?;
    reader.come_back().await?;
    wait_until_done(reader, TIP, false).await?;
    keeps_only(reader, &["2026-11-25"]).await?;
    do_today(reader, TIP).await?;
    keeps_only(reader, &["2026-11-25", "2026-11-26"]).await
}

async fn a_press_after_midnight_counts_for_the_new_day(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-11-25T23:59:59").await?;
    plan(reader, TIP).await?;
    // The page has not looked at the clock since.
    reader.set_clock("2026-11-26T00:00:00").await?;
    do_today(reader, TIP).await?;
    keeps_only(reader, &["2026-11-26"]).await?;

    // What is shown as done is yesterday's: the press ticks today, and leaves yesterday alone.
    reader.set_clock("2026-11-27T00:00:00").await?;
    do_today(reader, TIP).await?;
    keeps_only(reader, &["2026-11-26", "2026-11-27"]).await?;
    reader.pass(60).await?;
    wait_until_done(reader, TIP, true).await?;
    keeps_only(reader, &["2026-11-26", "2026-11-27"]).await
}

async fn a_clock_that_is_set_back_loses_nothing(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-11-26T12:00:00").await?;
    plan(reader, TIP).await?;
    do_today(reader, TIP).await?;

    reader.set_clock("2026-11-25T12:00:00").await?;
    reader.pass(60).await?;
    wait_until_done(reader, TIP, false).await?;
    let (days, words) = week(reader, TIP).await?;
    assert_eq!(ticked(&days), ["Thu 26"]);
    assert!(words.contains("1 of 7 days"), "{words}");
    assert!(days.iter().all(|day| day.name != "Thu 26" || day.to_come));
    do_today(reader, TIP).await?;
    keeps_only(reader, &["2026-11-25", "2026-11-26"]).await?;

    // Set right again, also on another visit.
    visit(reader, &site, "2026-11-26T12:00:00").await?;
    wait_until_done(reader, TIP, true).await?;
    keeps_only(reader, &["2026-11-25", "2026-11-26"]).await?;
    let (days, _) = week(reader, TIP).await?;
    assert_eq!(ticked(&days), ["Wed 25", "Thu 26"]);
    Ok(())
}
