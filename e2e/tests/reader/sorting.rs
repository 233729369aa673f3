//! The order of comments, and which of them help.

use e2e::{Base, Outcome, Reader};

e2e::in_every_browser! {
    the_order_is_remembered;
    what_helps_comes_first_if_the_reader_wants;
}

async fn the_order_is_remembered(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "One.").await?;
    discussion.say("Ada", "Two.").await?;
    discussion.wait_for_outline(&["Two.", "One."]).await?;
    discussion.press("Oldest").await?;
    discussion.wait_for_outline(&["One.", "Two."]).await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_outline(&["One.", "Two."]).await?;
    // What is new stands first nevertheless, where its writer looks for it.
    discussion.say("Ada", "Three.").await?;
    discussion
        .wait_for_outline(&["Three.", "One.", "Two."])
        .await?;
    discussion.press("Newest").await?;
    discussion
        .wait_for_outline(&["Three.", "Two.", "One."])
        .await
}

async fn what_helps_comes_first_if_the_reader_wants(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    for text in ["One.", "Two.", "Three."] {
        discussion.say("Ada", text).await?;
    }
    discussion.press_at("One.", "Helpful").await?;
    discussion.wait_for_pressed("One.", "Helpful", true).await?;
    discussion.press_at("Two.", "Helpful").await?;
    discussion.wait_for_pressed("Two.", "Helpful", true).await?;
    discussion.press_at("Two.", "Helpful").await?;
    discussion
        .wait_for_pressed("Two.", "Helpful", false)
        .await?;
    discussion.press("Most helpful").await?;
    discussion
        .wait_for_outline(&["One.", "Three.", "Two."])
        .await?;
    reader.passes_axe("comments that help first").await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion
        .wait_for_outline(&["One.", "Three.", "Two."])
        .await?;
    discussion.wait_for_pressed("One.", "Helpful", true).await
}
