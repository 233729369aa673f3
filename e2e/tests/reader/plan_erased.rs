//! Erasing everything, and thinking better of it.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, pages::ArticlePage, wait::until};

use crate::TIPS;

e2e::in_every_browser! {
    what_is_erased_can_be_put_back;
    what_is_erased_for_good_is_gone;
}

/// A plan with a tick, a comment, and a choice of the looks.
async fn leave_traces(page: ArticlePage<'_>) -> Result<()> {
    page.discussion()
        .await?
        .say("Ada", "Kept, for now.")
        .await?;
    let settings = page.settings().await?;
    settings.choose("Theme", "Dark").await?;
    settings.close().await?;
    let tip = page.tip(TIPS[1]).await?;
    tip.follow().await?;
    tip.tick().await?;
    tip.wait_until_ticked(true).await
}

/// Everything that the site keeps on the device.
async fn traces(reader: &Reader) -> Result<Vec<(String, String)>> {
    reader
        .js("return Object.entries(localStorage).sort()", [])
        .await
}

async fn nothing_is_left(reader: &Reader, page: ArticlePage<'_>) -> Result<()> {
    page.tip(TIPS[1]).await?.wait_until_planned(false).await?;
    page.wait_for_plan_button("My plan").await?;
    until("the comments are gone", async || {
        Ok(page.discussion().await?.comments().await?.is_empty())
    })
    .await?;
    assert_eq!(traces(reader).await?, []);
    Ok(())
}

async fn what_is_erased_can_be_put_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    leave_traces(page).await?;
    let (kept, looks) = (traces(reader).await?, reader.looks().await?);
    let plan = page.my_plan().await?;
    assert!(!plan.buttons().await?.contains(&"Undo".to_owned()));
    plan.erase_everything().await?;
    plan.wait_for_no_plan(TIPS[1]).await?;
    assert_eq!(traces(reader).await?, []);
    plan.press("Undo").await?;
    plan.wait_for_news("Everything is back.").await?;
    plan.plan_for(TIPS[1]).await?;
    assert!(!plan.buttons().await?.contains(&"Undo".to_owned()));
    plan.close().await?;
    page.tip(TIPS[1]).await?.wait_until_ticked(true).await?;
    page.discussion().await?.wait_for(1).await?;
    assert_eq!(traces(reader).await?, kept, "letter for letter");
    assert_eq!(reader.looks().await?, looks);

    reader.open_wide(1440, &site, "/").await?;
    page.tip(TIPS[1]).await?.wait_until_ticked(true).await?;
    page.discussion().await?.wait_for(1).await?;
    assert_eq!(reader.looks().await?, looks);
    Ok(())
}

async fn what_is_erased_for_good_is_gone(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let usual = reader.looks().await?;
    leave_traces(page).await?;
    let plan = page.my_plan().await?;
    plan.erase_everything().await?;
    plan.wait_for_news("Everything that this site kept on this device is erased.")
        .await?;
    nothing_is_left(reader, page).await?;
    // Ten seconds to think better of it.
    until("it cannot be undone any more", async || {
        Ok(!plan.buttons().await?.contains(&"Undo".to_owned()))
    })
    .await?;
    nothing_is_left(reader, page).await?;

    reader.open_wide(1440, &site, "/").await?;
    nothing_is_left(reader, page).await?;
    assert_eq!(reader.looks().await?, usual);
    Ok(())
}
