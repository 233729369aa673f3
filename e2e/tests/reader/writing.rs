//! What makes writing a comment easy: nothing that was typed is lost.

use e2e::{Base, Outcome, Reader, wait::until};
use serde_json::json;
use thirtyfour::Key;

e2e::in_every_browser! {
    the_name_and_what_is_not_posted_come_back;
    the_reader_is_told_when_little_room_is_left;
    control_and_enter_post;
}

async fn the_name_and_what_is_not_posted_come_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Posted.").await?;
    discussion.type_into("Comment", "Not yet posted").await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    until("the draft is back", async || {
        Ok(discussion.field("Comment").await?.value == "Not yet posted")
    })
    .await?;
    assert_eq!(discussion.field("Name").await?.value, "Ada");
    discussion.post().await?;
    discussion.wait_for(2).await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(2).await?;
    assert_eq!(
        discussion.field("Comment").await?.value,
        "",
        "what is posted is no draft"
    );

    // Who writes without a name the next time, too.
    discussion.say("", "Unsigned.").await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(3).await?;
    assert_eq!(discussion.field("Name").await?.value, "");
    Ok(())
}

async fn the_reader_is_told_when_little_room_is_left(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.paste_into("Comment", &"a".repeat(4_400)).await?;
    assert!(!page.text().await?.contains("characters left"));
    for (length, words) in [
        (4_990, "10 characters left"),
        (5_003, "3 characters too many"),
    ] {
        discussion
            .paste_into("Comment", &"a".repeat(length))
            .await?;
        until(words, async || Ok(page.text().await?.contains(words))).await?;
    }
    // The field has grown with its text, as far as the window lets it.
    let heights: (i32, i32) = reader
        .js(
            "const field = document.getElementById(arguments[0]);
             return [field.offsetHeight, innerHeight];",
            [json!("comments--body")],
        )
        .await?;
    assert!(heights.0 * 2 > heights.1, "{heights:?}");
    Ok(())
}

async fn control_and_enter_post(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.type_into("Comment", "By keys alone").await?;
    let enter = Key::Control + Key::Enter;
    discussion.type_into("Comment", enter).await?;
    discussion.wait_for(1).await?;
    assert_eq!(discussion.comments().await?[0].text, "By keys alone");
    assert_eq!(discussion.field("Comment").await?.value, "");
    Ok(())
}
