//! The plan in every state: axe finds nothing, and everything in it is large enough to be hit.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, Site, pages::MyPlan, wait::until};
use serde_json::json;

use crate::{
    DENIED, TIPS,
    kept::{PLAN, stress, stress_plan, text},
};

e2e::in_every_browser! {
    axe_finds_nothing_in_the_plan_on_a_desk;
    axe_finds_nothing_in_the_plan_in_a_hand;
    axe_finds_nothing_in_the_plan_on_a_desk_at_night: Device::dark();
    axe_finds_nothing_in_the_plan_in_a_hand_at_night: Device::dark();
    axe_finds_nothing_in_the_plan_without_storage: Device::without_storage();
}

const STRESS: &str = TIPS[1];

async fn axe_finds_nothing_in_the_plan_on_a_desk(reader: &Reader) -> Outcome {
    in_every_state(reader, 1440).await
}

async fn axe_finds_nothing_in_the_plan_in_a_hand(reader: &Reader) -> Outcome {
    in_every_state(reader, 360).await
}

async fn axe_finds_nothing_in_the_plan_on_a_desk_at_night(reader: &Reader) -> Outcome {
    in_every_state(reader, 1440).await
}

async fn axe_finds_nothing_in_the_plan_in_a_hand_at_night(reader: &Reader) -> Outcome {
    in_every_state(reader, 360).await
}

/// What is found wrong with the plan as it is now: by axe, and by a thumb.
async fn look(reader: &Reader, state: &str, found: &mut Vec<String>) -> Result<()> {
    found.extend(reader.axe(state).await?);
    let small: Vec<String> = reader
        .js(
            "const scope = document.querySelectorAll('[role=dialog]:popover-open, li > article');
             return [...scope].flatMap((it) => [...it.querySelectorAll('button, input, summary, textarea')])
               .filter((it) => it.checkVisibility())
               .map((it) => [it, it.getBoundingClientRect()])
               .filter(([, { width, height }]) => width < 24 || height < 24)
               .map(([it, { width, height }]) => `${it.outerHTML} is ${width} by ${height} px`);",
            [],
        )
        .await?;
    found.extend(small.iter().map(|small| format!("{state}: {small}")));
    Ok(())
}

async fn in_every_state(reader: &Reader, width: u32) -> Outcome {
    let mut found = Vec::new();
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(width, &site, "/").await?;
    page.my_plan().await?;
    look(reader, "empty", &mut found).await?;
    page.my_plan().await?.close().await?;

    let tip = page.tip(STRESS).await?;
    let plan = tip.add().await?;
    look(reader, "form", &mut found).await?;
    plan.write("When", "").await?;
    plan.write("I will", &"a".repeat(121)).await?;
    plan.save().await?;
    until("both are refused", async || {
        Ok(plan.field("When").await?.invalid && plan.field("I will").await?.invalid)
    })
    .await?;
    look(reader, "form refused", &mut found).await?;
    plan.write("When", "I yawn").await?;
    plan.write("I will", "stretch").await?;
    plan.save().await?;
    plan.plan_for(STRESS).await?;
    look(reader, "planned", &mut found).await?;
    plan.close().await?;
    page.tip(TIPS[2]).await?.follow().await?;
    for tip in [STRESS, TIPS[2]] {
        let tip = page.tip(tip).await?;
        tip.tick().await?;
        tip.wait_until_ticked(true).await?;
    }
    look(reader, "ticked, on the card", &mut found).await?;
    page.my_plan().await?;
    look(reader, "ticked, in the panel", &mut found).await?;

    let plan = looking_back(reader, &site, width).await?;
    look(reader, "earlier weeks and the look back", &mut found).await?;
    plan.import(&text(&stress_plan(reader, 30, &[5]).await?))
        .await?;
    plan.offer().await?;
    look(reader, "an offer", &mut found).await?;
    plan.press("Leave it").await?;
    plan.erase_everything().await?;
    plan.wait_for_no_plan(STRESS).await?;
    look(reader, "erased", &mut found).await?;
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

/// The plan of a reader who has followed it for four weeks, with all that can be opened open.
async fn looking_back<'r>(reader: &'r Reader, site: &Site, width: u32) -> Result<MyPlan<'r>> {
    let mut plans = stress_plan(reader, 28, &[1, 2, 8, 9, 10, 20]).await?;
    plans[stress()]["looks"] = json!({ reader.day(-14).await?: "Easier with tea." });
    reader.keep(PLAN, &plans).await?;
    let plan = reader.open_wide(width, site, "/").await?.my_plan().await?;
    assert!(plan.plan_for(STRESS).await?.looks_back);
    plan.open_calendars().await?;
    Ok(plan)
}

async fn axe_finds_nothing_in_the_plan_without_storage(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[DENIED]);
    let mut found = Vec::new();
    for width in [1440, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        let tip = page.tip(STRESS).await?;
        tip.follow().await?;
        tip.tick().await?;
        tip.wait_until_ticked(true).await?;
        look(reader, "storage denied, on the card", &mut found).await?;
        let plan = page.my_plan().await?;
        plan.wait_for_news("for this visit only").await?;
        look(reader, "storage denied, in the panel", &mut found).await?;
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}
