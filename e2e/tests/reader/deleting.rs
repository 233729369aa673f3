//! Taking a comment back.

use e2e::{Base, Outcome, Reader, wait::until};

e2e::in_every_browser! {
    what_is_deleted_can_be_had_back_for_a_while;
    what_was_deleted_is_gone_when_the_reader_comes_back;
}

async fn what_is_deleted_can_be_had_back_for_a_while(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First.").await?;
    discussion.say("Ada", "Second.").await?;

    discussion.press_at("Second.", "Delete").await?;
    reader.passes_axe("a comment is being deleted").await?;
    discussion.press_at("Deleted.", "Undo").await?;
    until("both are there", async || {
        let text = page.text().await?;
        Ok(text.contains("First.") && text.contains("Second."))
    })
    .await?;
    discussion.press_at("Second.", "Delete").await?;
    discussion.wait_for(1).await?;
    assert_eq!(discussion.comments().await?[0].text, "First.");
    Ok(())
}

async fn what_was_deleted_is_gone_when_the_reader_comes_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Said too soon.").await?;
    discussion.press_at("Said too soon.", "Delete").await?;
    until("it is being deleted", async || {
        Ok(page.text().await?.contains("Deleted."))
    })
    .await?;

    // Before the time for undoing it is over.
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_status("Be the first").await?;
    assert_eq!(discussion.comments().await?, []);
    Ok(())
}
