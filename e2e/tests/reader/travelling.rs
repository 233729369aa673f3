//! A reader who travels: the days that are kept stay calendar days.

use anyhow::Result;
use e2e::{Base, Device, Outcome, Reader, story};
use serde_json::json;

use crate::planning::{
    KEPT, TIP, do_today, first_visit, keeps_only, plan, ticked, visit_with, wait_until_done, week,
};

e2e::in_every_browser! {
    days_stay_days_on_a_journey: Device::in_zone("Europe/Berlin").reading("de-DE");
}

/// All that is kept of the plan, as text.
async fn luggage(reader: &Reader) -> Result<String> {
    let take = "return localStorage.getItem(arguments[0])";
    reader.js(take, [json!(KEPT)]).await
}

async fn days_stay_days_on_a_journey(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-03-27T22:00:00").await?;
    plan(reader, TIP).await?;
    do_today(reader, TIP).await?;
    let mut carried = luggage(reader).await?;

    // The browsers' time zone is their process's: in Seoul, it is another one's.
    let seoul = Device::in_zone("Asia/Seoul").reading("de-DE");
    story::tell(reader.browser(), seoul, async |traveller: &Reader| {
        let site = traveller.site(Base::Root).await?;
        // The same moment.
        visit_with(traveller, &site, Some(&carried), "2026-03-28T06:00:00").await?;
        assert_eq!(
            traveller.clock().await?,
            ("2026-03-28 06:00".to_owned(), 9 * 60)
        );
        keeps_only(traveller, &["2026-03-27"]).await?;
        wait_until_done(traveller, TIP, false).await?;
        let (days, _) = week(traveller, TIP).await?;
        assert_eq!(ticked(&days), ["Fri 27"]);
        do_today(traveller, TIP).await?;
        keeps_only(traveller, &["2026-03-27", "2026-03-28"]).await?;
        carried = luggage(traveller).await?;
        Ok(())
    })
    .await?;

    // Back in Berlin it is still the 27th: the tick of the 28th is kept, and counts once that day has come.
    visit_with(reader, &site, Some(&carried), "2026-03-27T23:30:00").await?;
    assert_eq!(reader.clock().await?, ("2026-03-27 23:30".to_owned(), 60));
    wait_until_done(reader, TIP, true).await?;
    let (days, _) = week(reader, TIP).await?;
    assert_eq!(ticked(&days), ["Fri 27", "Sat 28"]);
    assert!(days.iter().any(|day| day.name == "Sat 28" && day.to_come));
    reader.pass(60 * 60).await?;
    assert_eq!(reader.clock().await?.0, "2026-03-28 00:30");
    let (days, _) = week(reader, TIP).await?;
    assert!(days.iter().any(|day| day.name == "Sat 28" && !day.to_come));
    wait_until_done(reader, TIP, true).await?;
    keeps_only(reader, &["2026-03-27", "2026-03-28"]).await
}
