//! Taking the plan along: in a file, in a link, on paper.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, fakes::Clipboard, site::SLUG, wait::until};
use serde_json::{Value, json};

use crate::{
    TIPS,
    kept::{PLAN, stress, stress_plan, text},
    sharing::with_clipboard,
};

e2e::in_every_browser! {
    what_is_exported_is_taken_in_again;
    what_is_no_plan_changes_nothing;
    a_link_carries_the_plan_to_another_device;
    a_link_that_is_broken_changes_nothing;
    the_plan_alone_is_printed;
}

const STRESS: &str = TIPS[1];
const NOTE: &str = "Easier with tea.";
const NEWER: &str = r#"{"version":2,"value":{"of":"another shape"}}"#;

/// A plan of an earlier visit with a tick and a note, as it is kept.
async fn an_earlier_plan(reader: &Reader) -> Result<Value> {
    let mut plans = stress_plan(reader, 8, &[1]).await?;
    plans[stress()]["looks"] = json!({ reader.day(-1).await?: NOTE });
    reader.keep(PLAN, &plans).await?;
    Ok(plans)
}

async fn what_is_exported_is_taken_in_again(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let plans = an_earlier_plan(reader).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    reader.fake_downloads().await?;
    let plan = page.my_plan().await?;
    plan.press("Export").await?;
    let file = reader.saved_after(0).await?;
    assert_eq!(file.name, "my-plan.json");
    assert_eq!(file.kind, "application/json");
    let saved: Value = serde_json::from_str(&file.text)?;
    assert_eq!(saved["version"], 1);
    for part in ["ticks", "looks"] {
        assert_eq!(saved["value"][stress()][part], plans[stress()][part]);
    }

    plan.erase_everything().await?;
    plan.wait_for_no_plan(STRESS).await?;
    plan.close().await?;
    // Something else is planned meanwhile.
    page.tip(TIPS[0]).await?.follow().await?;
    let meanwhile = reader.kept(PLAN).await?;

    let plan = page.my_plan().await?;
    for answer in ["Leave it", "Take it in"] {
        plan.import(&file.text).await?;
        assert_eq!(
            plan.offer().await?,
            format!("1 new tip: {STRESS}. 1 tick. 1 note.")
        );
        assert_eq!(reader.kept(PLAN).await?, meanwhile, "nothing yet");
        plan.press(answer).await?;
        until("the question goes", async || Ok(!plan.asks().await?)).await?;
        let is_taken_in = plan.planned(STRESS).await?.is_some();
        assert_eq!(is_taken_in, answer == "Take it in");
    }
    let shown = plan.plan_for(STRESS).await?;
    assert!(shown.lists.concat().contains(NOTE), "{shown:?}");
    plan.plan_for(TIPS[0]).await?;
    page.wait_for_plan_button("My plan · 2").await?;

    // A second time there is nothing new in it.
    plan.import(&file.text).await?;
    plan.wait_for_news("There is nothing in it that is not in your plan already.")
        .await?;
    assert!(!plan.asks().await?);
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert_eq!(page.my_plan().await?.plan_for(STRESS).await?, shown);
    Ok(())
}

async fn what_is_no_plan_changes_nothing(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    an_earlier_plan(reader).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let before = reader.kept(PLAN).await?;
    let plan = page.my_plan().await?;
    let shown = plan.plan_for(STRESS).await?;

    let broken = async |part: &str, key: &str, value: Value| -> Result<String> {
        let mut plans = stress_plan(reader, 8, &[]).await?;
        plans[stress()][part][key] = value;
        Ok(text(&plans))
    };
    let longer = broken("plan", "cue", json!("a".repeat(121))).await?;
    let no_day = broken("plan", "since", json!("2026-02-30")).await?;
    let no_count = broken("ticks", "2026-11-01", json!(-1)).await?;
    let no_tip = text(&json!({ SLUG: {} }));
    // Each is told anew: between two that are told alike stands another one.
    for text in ["}{ garbage", &longer, &no_day, &no_count, &no_tip, "[]"] {
        plan.import(text).await?;
        plan.wait_for_news("This plan could not be read. Nothing was changed.")
            .await
            .with_context(|| text.to_owned())?;
        plan.import(NEWER).await?;
        plan.wait_for_news("This plan was written by a newer version of this page (format 2). Nothing was changed.")
            .await?;
        assert!(!plan.asks().await?, "{text}");
        assert_eq!(reader.kept(PLAN).await?, before, "{text}");
        assert_eq!(plan.plan_for(STRESS).await?, shown, "{text}");
    }
    let keys: Vec<String> = reader.js("return Object.keys(localStorage)", []).await?;
    assert!(!keys.concat().contains("set-aside"), "{keys:?}");
    Ok(())
}

async fn a_link_carries_the_plan_to_another_device(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    reader.look_at(&site.address("/")).await?;
    an_earlier_plan(reader).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    let plan = page.my_plan().await?;
    let here = plan.plan_for(STRESS).await?;
    plan.press("Link to another device").await?;
    let link = reader.copied_after(0).await?;
    plan.wait_for_news("Link copied.").await?;
    assert!(link.starts_with(&site.address("/#plan=")), "{link}");
    assert!(!link.contains("tea"), "notes stay at home: {link}");

    // The other device has kept nothing yet.
    reader.js::<()>("localStorage.clear()", []).await?;
    reader.look_at("about:blank").await?;
    let page = reader.open(&link).await?;
    let plan = page.opened_plan().await?;
    assert_eq!(plan.offer().await?, format!("1 new tip: {STRESS}. 1 tick."));
    assert_eq!(reader.kept(PLAN).await?, None, "it asks first");
    let address = reader.driver().current_url().await?;
    assert_eq!(address.as_str(), site.address("/"), "the plan is out of it");
    plan.press("Take it in").await?;
    let there = plan.plan_for(STRESS).await?;
    assert_eq!((&there.sentence, &there.days), (&here.sentence, &here.days));
    assert!(!there.lists.concat().contains(NOTE), "{there:?}");
    page.wait_for_plan_button("My plan · 1").await?;
    let kept = reader.kept(PLAN).await?.context("nothing is kept")?;
    assert!(!kept.contains("tea"), "{kept}");

    // Followed on the page itself, it is heard, too.
    plan.close().await?;
    let (_, fragment) = link.split_once('#').context("no fragment")?;
    reader
        .js::<()>("location.hash = arguments[0]", [json!(fragment)])
        .await?;
    page.opened_plan()
        .await?
        .wait_for_news("There is nothing in it")
        .await?;
    let address = reader.driver().current_url().await?;
    assert_eq!(address.as_str(), site.address("/"));
    Ok(())
}

async fn a_link_that_is_broken_changes_nothing(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    for (carried, why) in [
        ("%7B%22version%22%3A1%2C%22val", "could not be read"),
        ("%E0%A4%A", "could not be read"),
        ("", "could not be read"),
        (
            "%7B%22version%22%3A7%2C%22value%22%3A0%7D",
            "newer version of this page (format 7)",
        ),
    ] {
        reader.look_at("about:blank").await?;
        let page = reader
            .open(&site.address(&format!("/#plan={carried}")))
            .await?;
        let plan = page.opened_plan().await?;
        plan.wait_for_news(why)
            .await
            .with_context(|| carried.to_owned())?;
        assert!(!plan.asks().await?);
        assert_eq!(reader.kept(PLAN).await?, None);
        let address = reader.driver().current_url().await?;
        assert_eq!(address.as_str(), site.address("/"));
    }
    Ok(())
}

async fn the_plan_alone_is_printed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.fake_printer().await?;
    let tip = page.tip(STRESS).await?;
    tip.follow().await?;
    tip.open().await?.press("Print my plan").await?;
    until("it is printed", async || {
        Ok(reader.printed().await? == ["plan"])
    })
    .await?;
    let left: Option<String> = reader
        .js("return document.documentElement.dataset.print ?? null", [])
        .await?;
    assert_eq!(left, None, "the choice is for one time");
    Ok(())
}
