//! Answering a comment: threads that can be followed and folded.

use e2e::{Base, Outcome, Reader, wait::until};

e2e::in_every_browser! {
    an_answer_stands_below_what_it_answers;
    a_long_branch_comes_in_parts_and_folds;
    what_is_typed_as_an_answer_comes_back;
    what_is_typed_stays_when_the_comment_goes;
}

async fn an_answer_stands_below_what_it_answers(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Older.").await?;
    let first = discussion.say("Ada", "First.").await?;

    discussion.press_at("First.", "Reply").await?;
    let field = discussion.field("Your reply").await?;
    assert!(field.focused, "the reader can type at once");
    reader.passes_axe("a comment is being answered").await?;
    discussion.press("Cancel").await?;
    reader.wait_for_focus(&first.id).await?;

    discussion.answer("First.", "One.").await?;
    discussion.answer("One.", "Two.").await?;
    discussion.answer("Two.", "Three.").await?;
    discussion.answer("Three.", "Four.").await?;
    discussion.answer("First.", "Five.").await?;
    let expected = [
        "First.",
        ">One.",
        ">>Two.",
        ">>>Three.",
        ">>>Four.",
        ">Five.",
        "Older.",
    ];
    discussion.wait_for_outline(&expected).await?;
    let comments = discussion.comments().await?;
    assert_eq!(
        comments[4].remarks,
        ["in reply to Ada"],
        "what stands no further in says whom it answers"
    );
    assert_eq!(comments[3].remarks, Vec::<String>::new());
    assert_eq!(
        reader.focus().await?,
        comments[5].id,
        "the new one has the focus"
    );
    reader.passes_axe("a thread").await?;
    until("all are counted", async || {
        Ok(page.text().await?.contains("Comments · 7"))
    })
    .await
}

async fn a_long_branch_comes_in_parts_and_folds(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First.").await?;
    for text in ["One.", "Two.", "Three.", "Four.", "Five."] {
        discussion.answer("First.", text).await?;
    }

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    let beginning = ["First.", ">One.", ">Two.", ">Three."];
    discussion.wait_for_outline(&beginning).await?;
    discussion.press("Show 2 more replies").await?;
    let all = ["First.", ">One.", ">Two.", ">Three.", ">Four.", ">Five."];
    discussion.wait_for_outline(&all).await?;

    discussion.press_at("First.", "Hide 5 replies").await?;
    discussion.wait_for_outline(&all[..1]).await?;
    discussion.press_at("First.", "Show 5 replies").await?;
    discussion.wait_for_outline(&all).await?;

    // What is deleted keeps its place for what answers it.
    discussion.press_at("First.", "Delete").await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_outline(&beginning[1..]).await?;
    assert!(page.text().await?.contains("Deleted comment"));
    reader.passes_axe("a tombstone").await?;
    Ok(())
}

async fn what_is_typed_as_an_answer_comes_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First.").await?;
    discussion.press_at("First.", "Reply").await?;
    discussion.type_into("Your reply", "Not yet posted").await?;
    discussion.type_into("Comment", "Nor this").await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.press_at("First.", "Reply").await?;
    until("the draft is back", async || {
        Ok(discussion.field("Your reply").await?.value == "Not yet posted")
    })
    .await?;
    assert_eq!(discussion.field("Comment").await?.value, "Nor this");
    discussion.press("Post reply").await?;
    discussion
        .wait_for_outline(&["First.", ">Not yet posted"])
        .await?;
    assert_eq!(
        discussion.comments().await?[1].name,
        "Ada",
        "the name is remembered"
    );
    assert_eq!(discussion.field("Comment").await?.value, "Nor this");
    Ok(())
}

async fn what_is_typed_stays_when_the_comment_goes(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let address = site.address("/");
    let page = reader.open(&address).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First.").await?;
    discussion.press_at("First.", "Reply").await?;
    discussion
        .paste_into("Your reply", "Long thought about.")
        .await?;

    let first = reader.tab().await?;
    reader.open_tab(&address).await?;
    let there = reader.page().discussion().await?;
    there.erase_all().await?;
    there.wait_for(0).await?;

    reader.go_to_tab(&first).await?;
    discussion.wait_for(0).await?;
    until("the text is still there", async || {
        Ok(discussion.field("Your reply").await?.value == "Long thought about.")
    })
    .await?;
    discussion.press("Post reply").await?;
    discussion.wait_for_alert("not there any more").await?;
    assert_eq!(
        discussion.field("Your reply").await?.value,
        "Long thought about."
    );
    Ok(())
}
