//! The address of one comment.

use e2e::{Base, Outcome, Reader, Role, fakes::Clipboard, wait::until};
use serde_json::{Value, json};

use crate::{COMMENTS, sharing::with_clipboard};

e2e::in_every_browser! {
    the_address_of_a_comment_leads_to_it;
    a_comment_far_down_is_fetched_and_gets_the_focus;
    a_comment_that_is_gone_is_told_of;
    a_link_to_a_reply_in_a_folded_branch_unfolds_it;
    a_comment_on_another_article_is_told_of_and_linked;
}

fn id(number: usize) -> String {
    format!("01900000-{number:04x}-7000-8000-000000000000")
}

/// A hundred comments; the first of them has sixty answers.
fn comments() -> Value {
    let comment = |number: usize| {
        let mut comment = json!({
            "id": id(number), "body": format!("This is number {number}."),
            "created": format!("2026-01-01T{:02}:{:02}:00.000Z", number / 60, number % 60),
        });
        if number >= 100 {
            comment["parent"] = json!(id(0));
        }
        comment
    };
    (0..160).map(comment).collect()
}

async fn the_address_of_a_comment_leads_to_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    let discussion = page.discussion().await?;
    let comment = discussion.say("Ada", "Look here.").await?;
    discussion.press_at("Look here.", "Copy link").await?;
    let link = reader.copied_after(0).await?;
    assert_eq!(link, format!("{}#{}", site.address("/"), comment.id));

    reader.open(&link).await?;
    reader.wait_for_focus(&comment.id).await
}

async fn a_comment_far_down_is_fetched_and_gets_the_focus(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.keep(COMMENTS, &comments()).await?;
    // A thread far down, and an answer far down in it.
    for number in [7, 155] {
        let wanted = format!("comment-{}", id(number));
        reader.open(&site.address(&format!("/#{wanted}"))).await?;
        reader.reload().await?;
        let discussion = page.discussion().await?;
        discussion
            .wait_for_text(&format!("This is number {number}."))
            .await?;
        reader.wait_for_focus(&wanted).await?;
        let script = format!(
            "const {{ top, bottom }} = document.getElementById('{wanted}').getBoundingClientRect();
             return top >= 0 && bottom <= innerHeight"
        );
        reader.until_js("it is in the window", &script).await?;
        discussion
            .press("Show all comments from the beginning")
            .await?;
        discussion.wait_for_text("This is number 99.").await?;
    }
    Ok(())
}

async fn a_link_to_a_reply_in_a_folded_branch_unfolds_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let first = discussion.say("Ada", "The first.").await?;
    discussion.answer("The first.", "Below it.").await?;
    discussion.answer("Below it.", "Far below it.").await?;
    let all = discussion.comments().await?;
    let [_, below, far] = &all[..] else {
        anyhow::bail!("{all:?}");
    };
    for folded in [&first, below] {
        reader.js::<()>("location.hash = ''", []).await?;
        let count = if folded.id == first.id {
            "Hide 2 replies"
        } else {
            "Hide 1 reply"
        };
        discussion.press_at(&folded.text, count).await?;
        until("the branch is folded", async || {
            Ok(!discussion
                .comments()
                .await?
                .iter()
                .any(|it| it.id == far.id))
        })
        .await?;
        let hash = json!(format!("#{}", far.id));
        reader
            .js::<()>("location.hash = arguments[0]", [hash])
            .await?;
        discussion.wait_for_text("Far below it.").await?;
        reader.wait_for_focus(&far.id).await?;
    }
    Ok(())
}

async fn a_comment_on_another_article_is_told_of_and_linked(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    let page = reader
        .open(&site.address("/blog/gut-skin-connection/"))
        .await?;
    let there = page.discussion().await?.say("Ada", "Over there.").await?;
    let here = site.address("/blog/second-article/");
    let id = there.id.trim_start_matches("comment-");
    for end in [format!("#{}", there.id), format!("?comment={id}")] {
        reader.open(&format!("{here}{end}")).await?;
        reader.reload().await?;
        page.wait_for_program("running").await?;
        let discussion = page.discussion().await?;
        discussion.wait_for_alert("on another article").await?;
        assert!(discussion.comments().await?.is_empty(), "none is here");
        let link = Role::Link
            .named("Read it there", &page.body().await?)
            .await?;
        reader.tap(&link).await?;
        reader.wait_for_focus(&there.id).await?;
        assert!(page.text().await?.contains("Over there."));
    }
    Ok(())
}

async fn a_comment_that_is_gone_is_told_of(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.say("Ada", "Still here.").await?;
    let gone = format!("/#comment-{}", id(1));
    reader.open(&site.address(&gone)).await?;
    reader.reload().await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_alert("not there any more").await?;
    discussion.wait_for(1).await?;
    until("the rest is there", async || {
        Ok(page.text().await?.contains("Comments · 1"))
    })
    .await
}
