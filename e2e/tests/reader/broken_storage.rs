//! What is kept on the device cannot be read, or nothing more can be kept.

use anyhow::Result;
use e2e::{
    Base, Outcome, Reader,
    pages::ArticlePage,
    site::SLUG,
    wait::{until, until_some},
};
use serde_json::json;

use crate::{DENIED, SECTIONS, TIPS, kept::PLAN};

e2e::in_every_browser! {
    garbage_is_set_aside;
    what_a_newer_version_kept_is_set_aside;
    a_full_storage_keeps_the_text_in_the_form;
    a_denied_storage_keeps_the_text_in_the_form: Device::without_storage();
}

async fn garbage_is_set_aside(reader: &Reader) -> Outcome {
    let garbage = "}{ garbage \u{0}\u{fffd}";
    every_key_is_set_aside(reader, garbage, "could not be read").await
}

async fn what_a_newer_version_kept_is_set_aside(reader: &Reader) -> Outcome {
    let newer = r#"{"version":2,"value":{"of":"another shape"}}"#;
    every_key_is_set_aside(reader, newer, "newer version").await
}

/// Puts `value` under each key; every time the page works, says `why`, and keeps the value under another key.
async fn every_key_is_set_aside(reader: &Reader, value: &str, why: &str) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let keys = [
        format!("inside-out/comments/{SLUG}"),
        PLAN.to_owned(),
        "inside-out/preferences".to_owned(),
    ];
    let mut unsaid = Vec::new();
    for key in keys {
        reader
            .js::<()>(
                "localStorage.clear(); localStorage.setItem(...arguments)",
                [json!(key), json!(value)],
            )
            .await?;
        reader.reload().await?;
        page.wait_for_program("running").await?;

        let aside = until_some(&format!("{key} is set aside"), async || {
            let kept: Vec<(String, String)> =
                reader.js("return Object.entries(localStorage)", []).await?;
            Ok(kept
                .into_iter()
                .find_map(|(name, kept)| (kept == value && name != key).then_some(name)))
        })
        .await?;
        assert!(aside.starts_with(&key), "{key} is set aside as {aside}");
        let told = until("a message says so", async || {
            let messages = page.messages().await?;
            Ok(messages.iter().any(|message| message.contains(why)))
        });
        if told.await.is_err() {
            unsaid.push(key);
        }
        // It would be untrue: what is kept from now on stays.
        assert!(!page.messages().await?.concat().contains("this visit only"));
        works(page).await?;

        // What is kept from now on is found again, and what was set aside is still there.
        reader.reload().await?;
        page.wait_for_program("running").await?;
        page.tip(TIPS[0]).await?.wait_until_ticked(true).await?;
        page.discussion().await?.wait_for(1).await?;
        let still: Option<String> = reader
            .js("return localStorage.getItem(arguments[0])", [json!(aside)])
            .await?;
        assert_eq!(still.as_deref(), Some(value));
    }
    assert_eq!(unsaid, Vec::<String>::new(), "no message says so");
    Ok(())
}

/// Everything on the page does what it should.
async fn works(page: ArticlePage<'_>) -> Result<()> {
    let section = page.section(SECTIONS[0]).await?;
    section.tap_heading().await?;
    section.wait_until_closed().await?;
    page.tip(TIPS[0]).await?.follow().await?;
    page.tip(TIPS[0]).await?.tick().await?;
    page.tip(TIPS[0]).await?.wait_until_ticked(true).await?;
    let settings = page.settings().await?;
    settings.choose("Theme", "Light").await?;
    settings.close().await?;
    page.discussion().await?.say("Ada", "All is well.").await?;
    Ok(())
}

async fn a_full_storage_keeps_the_text_in_the_form(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let fill = "for (let text = 'x'.repeat(1 << 20), n = 0; text; n++) {
        try { localStorage.setItem(`another page's/${n}`, text) } catch { text = text.slice(text.length / 2 + 0.5) }
    }";
    reader.js::<()>(fill, []).await?;

    let discussion = page.discussion().await?;
    discussion.paste_into("Name", "Ada").await?;
    discussion
        .paste_into("Comment", "There is no room for this.")
        .await?;
    discussion.post().await?;
    discussion.wait_for_alert("full").await?;
    assert_eq!(discussion.comments().await?, []);
    assert_eq!(discussion.field("Name").await?.value, "Ada");
    assert_eq!(
        discussion.field("Comment").await?.value,
        "There is no room for this."
    );

    let tip = page.tip(TIPS[0]).await?;
    tip.follow().await?;
    tip.tick().await?;
    tip.wait_until_ticked(true).await?;
    wait_for_both(page, "Your plan holds for this visit only. ", "is full").await?;
    let settings = page.settings().await?;
    settings.choose("Theme", "Light").await?;
    settings.close().await?;

    // Once there is room, the same text goes with another press.
    reader.js::<()>("localStorage.clear()", []).await?;
    discussion.post().await?;
    discussion.wait_for(1).await?;
    assert_eq!(
        discussion.comments().await?[0].text,
        "There is no room for this."
    );
    assert!(
        !page
            .messages()
            .await?
            .iter()
            .any(|message| message.contains("Not posted"))
    );
    Ok(())
}

/// A message of the page says both.
async fn wait_for_both(page: ArticlePage<'_>, what: &str, why: &str) -> Result<()> {
    until(
        &format!("a message says “{what}…{why}”"),
        async || {
            let messages = page.messages().await?;
            Ok(messages
                .iter()
                .any(|message| message.contains(what) && message.contains(why)))
        },
    )
    .await
}

async fn a_denied_storage_keeps_the_text_in_the_form(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[DENIED]);
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let denied: bool = reader
        .js(
            "try { return !window.localStorage } catch { return true }",
            [],
        )
        .await?;
    assert!(
        denied,
        "the browser does not deny storage: the story would show nothing"
    );

    let discussion = page.discussion().await?;
    discussion
        .wait_for_alert("does not let the page keep anything")
        .await?;
    discussion.paste_into("Comment", "Kept nowhere.").await?;
    discussion.post().await?;
    discussion.wait_for_alert("Not posted").await?;
    assert_eq!(discussion.comments().await?, []);
    assert_eq!(discussion.field("Comment").await?.value, "Kept nowhere.");

    let tip = page.tip(TIPS[0]).await?;
    tip.follow().await?;
    tip.tick().await?;
    tip.wait_until_ticked(true).await?;
    let why = "does not let the page keep anything";
    wait_for_both(page, "Your plan holds for this visit only. ", why).await?;
    let plan = page.my_plan().await?;
    plan.wait_for_news(why).await?;
    assert!(plan.plan_for(TIPS[0]).await?.sentence.starts_with("When "));
    plan.close().await?;
    let settings = page.settings().await?;
    settings.choose("Theme", "Light").await?;
    settings.close().await?;
    let section = page.section(SECTIONS[0]).await?;
    section.tap_heading().await?;
    section.wait_until_closed().await?;
    Ok(())
}
