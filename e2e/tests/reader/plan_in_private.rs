//! What a reader plans goes to nobody: from the first press to the exported file the page asks for nothing.

use anyhow::Result;
use e2e::{Base, Outcome, Reader};

use crate::TIPS;

e2e::in_every_browser! {
    nothing_of_the_plan_leaves_the_device;
}

/// Everything that the page has fetched, as the browser tells it.
async fn fetched(reader: &Reader) -> Result<Vec<String>> {
    reader
        .js(
            "return performance.getEntriesByType('resource').map((it) => it.name)",
            [],
        )
        .await
}

async fn nothing_of_the_plan_leaves_the_device(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.fake_downloads().await?;
    reader.fake_printer().await?;
    reader
        .until_js(
            "all that belongs to the page is there",
            "return document.readyState === 'complete' && document.fonts.status === 'loaded'
               && [...document.querySelectorAll('link[rel~=stylesheet]')].every((it) => it.sheet)",
        )
        .await?;
    // Once opened and closed: what the panel is drawn with is there, too.
    page.my_plan().await?.close().await?;
    let (asked, known) = (site.asked(), fetched(reader).await?);

    let tip = page.tip(TIPS[1]).await?;
    let plan = tip.add().await?;
    plan.write("When", "nobody looks").await?;
    plan.save().await?;
    let days = plan.plan_for(TIPS[1]).await?.days;
    for day in days.iter().filter(|day| !day.to_come) {
        plan.press_day(TIPS[1], &day.name).await?;
    }
    plan.wait_for_plan(TIPS[1], |it| {
        it.days.iter().all(|day| day.ticked != day.to_come)
    })
    .await?;
    plan.press("Export").await?;
    assert!(reader.saved_after(0).await?.text.contains("nobody looks"));
    plan.press("Calendar file").await?;
    assert!(reader.saved_after(1).await?.text.contains("nobody looks"));
    plan.press("Print my plan").await?;
    plan.press(&format!("Drop {}", TIPS[1])).await?;
    plan.wait_for_no_plan(TIPS[1]).await?;
    plan.erase_everything().await?;
    plan.wait_for_news("erased").await?;

    assert_eq!(fetched(reader).await?, known);
    assert_eq!(site.asked(), asked);
    let cookies: String = reader.js("return document.cookie", []).await?;
    assert_eq!(cookies, "");
    Ok(())
}
