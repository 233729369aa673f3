//! All comments as a file, taken along and taken in; erased.

use e2e::{Base, Outcome, Reader, wait::until};

e2e::in_every_browser! {
    comments_are_taken_along_and_taken_in;
    what_is_erased_can_be_had_back;
}

async fn comments_are_taken_along_and_taken_in(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.fake_downloads().await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First.").await?;
    discussion.answer("First.", "An answer.").await?;
    discussion.press("Export").await?;
    let file = reader.saved_after(0).await?;
    assert_eq!(
        (file.name.as_str(), file.kind.as_str()),
        ("comments.json", "application/json")
    );

    // Here one comment goes on, and one is gone.
    discussion.press_at("An answer.", "Edit").await?;
    discussion
        .paste_into("Your comment", "Another one.")
        .await?;
    discussion.press("Save").await?;
    discussion
        .wait_for_outline(&["First.", ">Another one."])
        .await?;
    discussion.import(&file.text).await?;
    discussion.wait_for_status("nothing new").await?;
    discussion
        .wait_for_outline(&["First.", ">Another one."])
        .await?;

    // On another device, all of it is new.
    let elsewhere = reader.site(Base::Root).await?;
    let page = reader.open(&elsewhere.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.import(&file.text).await?;
    discussion
        .wait_for_status("Taken in from the file: 2.")
        .await?;
    discussion
        .wait_for_outline(&["First.", ">An answer."])
        .await?;

    for (text, reason) in [
        ("}{ garbage".to_owned(), "holds no comments"),
        ("[]".to_owned(), "holds no comments"),
        (
            file.text.replace("\"version\":1", "\"version\":2"),
            "newer version",
        ),
        (
            file.text.replace("gut-skin-connection", "sleep"),
            "another article (sleep)",
        ),
        (file.text.replace("First.", "\\u0000"), "holds no comments"),
    ] {
        discussion.import(&text).await?;
        discussion.wait_for_alert(reason).await?;
    }
    reader.passes_axe("a file was refused").await?;
    discussion
        .wait_for_outline(&["First.", ">An answer."])
        .await
}

async fn what_is_erased_can_be_had_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First.").await?;
    discussion.say("Ada", "Second.").await?;
    discussion.erase_all().await?;
    discussion.wait_for(0).await?;
    until("it is told", async || {
        Ok(page.text().await?.contains("are erased"))
    })
    .await?;
    reader.passes_axe("all comments are erased").await?;
    discussion.press("Undo").await?;
    discussion.wait_for_outline(&["Second.", "First."]).await?;

    discussion.erase_all().await?;
    discussion.wait_for(0).await?;
    // What is written afterwards can be taken along and erased as well.
    discussion.say("Ada", "Third.").await?;
    discussion.erase_all().await?;
    discussion.wait_for(0).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_status("Be the first").await?;
    discussion.wait_for(0).await
}
