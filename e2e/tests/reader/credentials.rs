//! What proves that this device has written or voted: where it cannot be kept, it holds for this visit.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, Site, pages::Discussion};
use serde_json::Value;

use crate::DENIED;

e2e::in_every_browser! {
    on_a_device_without_storage_a_comment_is_one_s_own_for_this_visit: Device::without_storage();
    where_storage_is_full_a_comment_is_one_s_own_for_this_visit;
    a_device_without_storage_has_one_vote: Device::without_storage();
    a_deleted_comment_leaves_no_token;
}

const TOLD: &str = "You can edit or delete your comments until you leave this page, not later.";

/// The comment can be changed and deleted, and it is told that this is so for this visit only.
async fn is_ours_for_now(discussion: &Discussion<'_>, why: &str) -> Outcome {
    discussion.say("Ada", "One.").await?;
    discussion.wait_for_alert(TOLD).await?;
    discussion.wait_for_alert(why).await?;
    discussion.press_at("One.", "Edit").await?;
    discussion.paste_into("Your comment", "Other.").await?;
    discussion.press("Save").await?;
    discussion.wait_for_outline(&["Other."]).await?;
    discussion.say("Ada", "To be gone.").await?;
    discussion.press_at("To be gone.", "Delete").await?;
    discussion.wait_for_outline(&["Other."]).await
}

/// After a reload it is as if another device had written it.
async fn is_not_ours_later(reader: &Reader) -> Outcome {
    reader.reload().await?;
    let page = reader.page();
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_outline(&["Other."]).await?;
    let controls = page.controls().await?;
    assert!(!controls.iter().any(|it| it == "Edit"), "{controls:?}");
    let messages = discussion.messages().await?;
    assert!(!messages.iter().any(|it| it.contains(TOLD)), "{messages:?}");
    Ok(())
}

async fn on_a_device_without_storage_a_comment_is_one_s_own_for_this_visit(
    reader: &Reader,
) -> Outcome {
    reader.expect_to_hear(&[DENIED]);
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let why = "does not let the page keep anything";
    is_ours_for_now(&page.discussion().await?, why).await?;
    is_not_ours_later(reader).await
}

async fn where_storage_is_full_a_comment_is_one_s_own_for_this_visit(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    reader
        .js::<()>(
            "for (let text = 'x'.repeat(1 << 20), n = 0; text; n++) {
               try { localStorage.setItem(`another page's/${n}`, text) } catch { text = text.slice(text.length / 2 + 0.5) }
             }",
            [],
        )
        .await?;
    is_ours_for_now(&page.discussion().await?, "full").await?;
    is_not_ours_later(reader).await?;

    // Once there is room, what is held goes to the device: nothing is to be told any more.
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Held.").await?;
    discussion.wait_for_alert(TOLD).await?;
    reader
        .js::<()>("for (const key of Object.keys(localStorage)) if (key.startsWith('another')) localStorage.removeItem(key)", [])
        .await?;
    discussion.say("Ada", "Kept.").await?;
    e2e::wait::until("nothing is told any more", async || {
        let messages = discussion.messages().await?;
        Ok(!messages.iter().any(|it| it.contains(TOLD)))
    })
    .await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.press_at("Held.", "Edit").await?;
    discussion.field("Your comment").await.map(drop)
}

/// How many devices say that the first comment helps, as the server counts them.
async fn votes(reader: &Reader) -> Result<u64> {
    let script = "const [done] = arguments;
        fetch('/api/v1/articles/gut-skin-connection/comments').then((it) => it.json()).then(done, (e) => done(`${e}`));";
    let page: Value = reader.driver().execute_async(script, []).await?.convert()?;
    // The thread's first comment, wherever its members stand.
    let text = page.to_string();
    let (_, after) = text
        .split_once("\"helpful\":")
        .with_context(|| text.clone())?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    Ok(digits.parse()?)
}

async fn a_device_without_storage_has_one_vote(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[DENIED]);
    let site: Site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Vote.").await?;
    for press in 1..=5 {
        let is_on = press % 2 == 1;
        discussion.press_at("Vote.", "Helpful").await?;
        discussion
            .wait_for_pressed("Vote.", "Helpful", is_on)
            .await?;
        assert_eq!(votes(reader).await?, u64::from(is_on), "press {press}");
    }
    Ok(())
}

async fn a_deleted_comment_leaves_no_token(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Gone soon.").await?;
    let tokens =
        "return Object.keys(localStorage).filter((key) => key.includes('/edit-token/')).length";
    assert_eq!(reader.js::<u32>(tokens, []).await?, 1);
    discussion.press_at("Gone soon.", "Delete").await?;
    e2e::wait::until("no token is left", async || {
        Ok(reader.js::<u32>(tokens, []).await? == 0)
    })
    .await
}
