//! Two tabs with the same plan.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, Tab, wait::until};
use serde_json::{Value, json};

use crate::{
    TIPS,
    kept::{PLAN, stress, stress_plan, text},
};

e2e::in_every_browser! {
    what_is_planned_in_one_tab_shows_in_the_other;
    what_two_tabs_tick_stays;
    what_is_erased_in_one_tab_is_gone_in_the_other;
}

async fn what_is_planned_in_one_tab_shows_in_the_other(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.tip(TIPS[0]).await?.follow().await?;
    let first = reader.tab().await?;
    let second = reader.open_tab(&site.address("/")).await?;
    page.wait_for_plan_button("My plan · 1").await?;
    page.tip(TIPS[1]).await?.follow().await?;

    reader.go_to_tab(&first).await?;
    page.wait_for_plan_button("My plan · 2").await?;
    let tip = page.tip(TIPS[1]).await?;
    tip.wait_until_planned(true).await?;
    let plan = tip.open().await?;
    plan.press(&format!("Change {}", TIPS[1])).await?;
    plan.wait_for_form().await?;
    plan.write("When", "it rains").await?;
    plan.save().await?;
    plan.plan_for(TIPS[1]).await?;
    plan.press(&format!("Drop {}", TIPS[0])).await?;
    plan.wait_for_no_plan(TIPS[0]).await?;

    reader.go_to_tab(&second).await?;
    page.tip(TIPS[0]).await?.wait_until_planned(false).await?;
    until("the other words show", async || {
        let sentence = page.tip(TIPS[1]).await?.sentence().await?;
        Ok(sentence.is_some_and(|sentence| sentence.starts_with("When it rains, ")))
    })
    .await
}

async fn what_two_tabs_tick_stays(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    for tip in &TIPS[..2] {
        page.tip(tip).await?.follow().await?;
    }
    let first = reader.tab().await?;
    let second = reader.open_tab(&site.address("/")).await?;
    page.tip(TIPS[0]).await?.tick().await?;
    page.tip(TIPS[0]).await?.wait_until_ticked(true).await?;

    reader.go_to_tab(&first).await?;
    page.tip(TIPS[1]).await?.tick().await?;
    for tip in &TIPS[..2] {
        page.tip(tip).await?.wait_until_ticked(true).await?;
    }
    reader.go_to_tab(&second).await?;
    for tip in &TIPS[..2] {
        page.tip(tip).await?.wait_until_ticked(true).await?;
    }

    // A tab that has not heard yet writes over what the other one has just kept: neither tick is lost.
    let (today, yesterday) = (reader.day(0).await?, reader.day(-1).await?);
    let late = text(&stress_plan(reader, 8, &[1]).await?);
    reader
        .js::<()>(
            "localStorage.setItem(...arguments)",
            [json!(PLAN), json!(late)],
        )
        .await?;
    until("both are kept", async || {
        let kept = reader.kept(PLAN).await?.context("nothing is kept")?;
        let kept: Value = serde_json::from_str(&kept)?;
        let ticks = &kept["value"][stress()]["ticks"];
        Ok(ticks[&today] == 1 && ticks[&yesterday] == 1)
    })
    .await?;
    for tab in [&first, &second] {
        reader.go_to_tab(tab).await?;
        reader.reload().await?;
        page.wait_for_program("running").await?;
        for tip in &TIPS[..2] {
            page.tip(tip).await?.wait_until_ticked(true).await?;
        }
    }
    Ok(())
}

async fn what_is_erased_in_one_tab_is_gone_in_the_other(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.tip(TIPS[1]).await?.follow().await?;
    let first = reader.tab().await?;
    let second = reader.open_tab(&site.address("/")).await?;
    page.tip(TIPS[1]).await?.wait_until_planned(true).await?;
    let plan = page.my_plan().await?;
    plan.erase_everything().await?;
    plan.wait_for_no_plan(TIPS[1]).await?;
    is_gone(reader, &first).await?;

    // Undone in one tab, it is back in the other, too.
    reader.go_to_tab(&second).await?;
    plan.press("Undo").await?;
    plan.plan_for(TIPS[1]).await?;
    reader.go_to_tab(&first).await?;
    page.tip(TIPS[1]).await?.wait_until_planned(true).await
}

async fn is_gone(reader: &Reader, tab: &Tab) -> Result<()> {
    reader.go_to_tab(tab).await?;
    let page = reader.page();
    page.wait_for_plan_button("My plan").await?;
    page.tip(TIPS[1]).await?.wait_until_planned(false).await?;
    let kept = reader.kept(PLAN).await?;
    assert_eq!(kept, None, "what was erased does not come back by itself");
    Ok(())
}
