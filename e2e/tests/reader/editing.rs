//! Giving a comment another text.

use e2e::{Base, Outcome, Reader, wait::until};

e2e::in_every_browser! {
    an_edited_comment_says_so;
    what_another_tab_has_changed_is_not_overwritten;
    changes_that_are_given_up_do_not_come_back;
    unsaved_changes_come_back_after_a_reload_and_are_told;
}

async fn an_edited_comment_says_so(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let before = discussion.say("Ada", "Draft.").await?;

    discussion.press_at("Draft.", "Edit").await?;
    let field = discussion.field("Your comment").await?;
    assert!(field.focused);
    assert_eq!(field.value, "Draft.");
    reader.passes_axe("a comment is being edited").await?;
    discussion.paste_into("Your comment", "   ").await?;
    discussion.press("Save").await?;
    until("an empty text is refused", async || {
        Ok(discussion.field("Your comment").await?.error.is_some())
    })
    .await?;
    discussion.paste_into("Your comment", "First.").await?;
    discussion.press("Save").await?;
    discussion.wait_for_text("First.").await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(1).await?;
    let after = discussion.comments().await?.remove(0);
    assert_eq!(
        (&after.text, &after.id, &after.name),
        (&"First.".to_owned(), &before.id, &before.name)
    );
    assert_eq!(after.datetime, before.datetime, "when it was posted stays");
    assert_eq!(after.remarks, ["edited just now"]);
    Ok(())
}

async fn what_another_tab_has_changed_is_not_overwritten(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let address = site.address("/");
    let page = reader.open(&address).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Here.").await?;
    discussion.press_at("Here.", "Edit").await?;
    discussion
        .paste_into("Your comment", "Here and now.")
        .await?;

    let first = reader.tab().await?;
    reader.open_tab(&address).await?;
    let there = reader.page().discussion().await?;
    there.press_at("Here.", "Edit").await?;
    there.paste_into("Your comment", "There.").await?;
    there.press("Save").await?;
    there.wait_for_text("There.").await?;

    reader.go_to_tab(&first).await?;
    discussion.press("Save").await?;
    discussion.wait_for_alert("changed elsewhere").await?;
    assert_eq!(
        discussion.field("Your comment").await?.value,
        "Here and now.",
        "what was typed is still there"
    );
    discussion.press("Cancel").await?;
    let question = reader.question("Discard your changes?").await?;
    question.answer("Discard changes").await?;
    discussion.wait_for_text("There.").await
}

async fn changes_that_are_given_up_do_not_come_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "As it was.").await?;
    discussion.press_at("As it was.", "Edit").await?;
    discussion.paste_into("Your comment", "Half a").await?;
    discussion.press("Cancel").await?;
    let question = reader.question("Discard your changes?").await?;
    reader.passes_axe("whether to discard changes").await?;
    question.answer("Keep writing").await?;
    assert_eq!(discussion.field("Your comment").await?.value, "Half a");

    discussion.press("Cancel").await?;
    let question = reader.question("Discard your changes?").await?;
    question.answer("Discard changes").await?;
    discussion.wait_for_text("As it was.").await?;
    discussion.press_at("As it was.", "Edit").await?;
    assert_eq!(discussion.field("Your comment").await?.value, "As it was.");
    // Nothing is changed: there is nothing to ask.
    discussion.press("Cancel").await?;
    discussion.wait_for_text("As it was.").await?;
    assert!(!reader.is_asked().await?);
    Ok(())
}

async fn unsaved_changes_come_back_after_a_reload_and_are_told(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "As it was.").await?;
    discussion.press_at("As it was.", "Edit").await?;
    discussion.paste_into("Your comment", "Half a").await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.press_at("As it was.", "Edit").await?;
    assert_eq!(discussion.field("Your comment").await?.value, "Half a");
    discussion
        .wait_for_status("Your unsaved changes are back.")
        .await?;

    // Where the comment was changed meanwhile, they were made for another text.
    let address = site.address("/");
    let first = reader.tab().await?;
    reader.open_tab(&address).await?;
    let there = reader.page().discussion().await?;
    there.press_at("As it was.", "Edit").await?;
    there.paste_into("Your comment", "Saved elsewhere.").await?;
    there.press("Save").await?;
    there.wait_for_text("Saved elsewhere.").await?;
    reader.go_to_tab(&first).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.press_at("Saved elsewhere.", "Edit").await?;
    assert_eq!(
        discussion.field("Your comment").await?.value,
        "Saved elsewhere."
    );
    Ok(())
}
