//! What is typed and not posted: no tab overwrites another one's, and nothing else that is kept meets it.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, site::SLUG, wait::until};
use serde_json::{Value, json};

e2e::in_every_browser! {
    each_tab_keeps_what_is_typed_in_it;
    what_one_tab_has_posted_is_no_draft_of_another;
    what_an_earlier_version_kept_has_places_of_its_own;
}

async fn comment_field(reader: &Reader) -> Result<String> {
    let discussion = reader.page().discussion().await?;
    Ok(discussion.field("Comment").await?.value)
}

async fn wait_for_draft(reader: &Reader, text: &str) -> Result<()> {
    until(&format!("the draft is “{text}”"), async || {
        Ok(comment_field(reader).await? == text)
    })
    .await
}

async fn each_tab_keeps_what_is_typed_in_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let address = site.address("/");
    reader.open(&address).await?;
    let first = reader.tab().await?;
    let type_here = async |text: &str| -> Result<()> {
        let discussion = reader.page().discussion().await?;
        discussion.paste_into("Comment", text).await
    };
    type_here("From the first").await?;
    let second = reader.open_tab(&address).await?;
    // What was begun is at hand in a new tab, too.
    wait_for_draft(reader, "From the first").await?;
    type_here("From the second").await?;
    reader.go_to_tab(&first).await?;
    type_here("From the first, more").await?;
    reader.go_to_tab(&second).await?;
    type_here("From the second, more").await?;

    for (tab, text) in [
        (&first, "From the first, more"),
        (&second, "From the second, more"),
    ] {
        reader.go_to_tab(tab).await?;
        reader.reload().await?;
        reader.page().wait_for_program("running").await?;
        wait_for_draft(reader, text).await?;
    }
    // Once one is posted, the other one is still there.
    reader.page().discussion().await?.post().await?;
    reader.page().discussion().await?.wait_for(1).await?;
    reader.go_to_tab(&first).await?;
    reader.reload().await?;
    reader.page().wait_for_program("running").await?;
    wait_for_draft(reader, "From the first, more").await
}

async fn what_one_tab_has_posted_is_no_draft_of_another(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let address = site.address("/");
    let page = reader.open(&address).await?;
    let discussion = page.discussion().await?;
    discussion.paste_into("Comment", "Once.").await?;
    reader.open_tab(&address).await?;
    wait_for_draft(reader, "Once.").await?;
    let there = reader.page().discussion().await?;
    there.post().await?;
    there.wait_for(1).await?;
    reader.reload().await?;
    reader.page().wait_for_program("running").await?;
    let there = reader.page().discussion().await?;
    there.wait_for(1).await?;
    assert_eq!(there.field("Comment").await?.value, "");
    Ok(())
}

const KEY: &str = "019307f8-4c00-7000-8000-000000000000";

/// The device's key, edit tokens, votes and drafts were one list of texts with names.
async fn what_an_earlier_version_kept_has_places_of_its_own(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let comment = discussion.say("Ada", "Mine.").await?;
    discussion.press_at("Mine.", "Helpful").await?;
    discussion
        .wait_for_pressed("Mine.", "Helpful", true)
        .await?;
    let id = comment.id.trim_start_matches("comment-").to_owned();
    let token: Vec<String> = reader
        .js(
            "return Object.keys(localStorage).filter((key) => key.includes('token'))
               .map((key) => JSON.parse(localStorage.getItem(key)).value)",
            [],
        )
        .await?;
    assert_eq!(token.len(), 1, "an entry for the one comment");
    reader
        .js::<()>("localStorage.clear(); sessionStorage.clear()", [])
        .await?;
    let old = |name: &str, text: &str| json!({ "article": name, "text": text });
    let drafts = [
        old("device", KEY),
        old(&format!("key {id}"), &token[0]),
        old(&format!("helpful {id}"), "yes"),
        old(SLUG, "Half a comment"),
        old(&id, "Half a reply"),
    ];
    let before: Value = json!({ "name": "Ada", "sort": "oldest", "drafts": drafts });
    reader.keep("inside-out/commenting", &before).await?;

    for visit in ["the first", "the second"] {
        reader.reload().await?;
        page.wait_for_program("running").await?;
        let discussion = page.discussion().await?;
        wait_for_draft(reader, "Half a comment").await?;
        assert_eq!(discussion.field("Name").await?.value, "Ada");
        discussion
            .wait_for_pressed("Mine.", "Helpful", true)
            .await?;
        discussion.press_at("Mine.", "Reply").await?;
        assert_eq!(discussion.field("Your reply").await?.value, "Half a reply");
        discussion.press("Cancel").await?;
        // It may still be changed.
        discussion.press_at("Mine.", "Edit").await?;
        discussion.paste_into("Your comment", visit).await?;
        discussion.press("Save").await?;
        discussion.wait_for_outline(&[visit]).await?;
        discussion.press_at(visit, "Edit").await?;
        discussion.paste_into("Your comment", "Mine.").await?;
        discussion.press("Save").await?;
        discussion.wait_for_outline(&["Mine."]).await?;
    }
    let kept = reader.kept("inside-out/commenting").await?;
    let kept = kept.unwrap_or_default();
    for secret in [KEY, token[0].as_str(), "Half a"] {
        assert!(!kept.contains(secret), "{secret} is still in {kept}");
    }
    let device = reader.kept("inside-out/device-key").await?;
    assert!(
        device.is_some_and(|key| key.contains(KEY)),
        "the same device"
    );
    Ok(())
}
