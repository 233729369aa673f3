//! The nights and weeks in which clocks change.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, Site};

use crate::planning::{TIP, do_today, first_visit, keeps_only, plan, visit, wait_until_done};

e2e::in_every_browser! {
    days_are_days_where_the_clock_changes: Device::in_zone("Europe/Berlin");
    days_are_days_where_it_does_not: Device::in_zone("Asia/Seoul");
}

const HOUR: u32 = 60 * 60;

/// Ticks a day a minute before its end and the next one a minute after its beginning; answers how many minutes the clock was
/// set ahead in the four hours after.
async fn night(reader: &Reader, site: &Site, [evening, morning]: [&str; 2]) -> Result<i32> {
    first_visit(reader, site, &format!("{evening}T23:59:00")).await?;
    plan(reader, TIP).await?;
    do_today(reader, TIP).await?;
    reader.pass(120).await?;
    wait_until_done(reader, TIP, false).await?;
    do_today(reader, TIP).await?;
    let (wall, before) = reader.clock().await?;
    assert_eq!(wall, format!("{morning} 00:01"));

    reader.pass(4 * HOUR).await?;
    let (wall, after) = reader.clock().await?;
    assert!(wall.starts_with(morning), "{wall}");
    wait_until_done(reader, TIP, true).await?;
    keeps_only(reader, &[evening, morning]).await?;

    // The last minute of that day, however long it was.
    visit(reader, site, &format!("{morning}T23:59:00")).await?;
    wait_until_done(reader, TIP, true).await?;
    reader.pass(120).await?;
    wait_until_done(reader, TIP, false).await?;
    keeps_only(reader, &[evening, morning]).await?;
    Ok(after - before)
}

async fn days_are_days_where_the_clock_changes(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let spring = night(reader, &site, ["2026-03-28", "2026-03-29"]).await?;
    assert_eq!(spring, 60);
    let autumn = night(reader, &site, ["2026-10-24", "2026-10-25"]).await?;
    assert_eq!(autumn, -60);
    Ok(())
}

async fn days_are_days_where_it_does_not(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let spring = night(reader, &site, ["2026-03-28", "2026-03-29"]).await?;
    assert_eq!(spring, 0);
    Ok(())
}
