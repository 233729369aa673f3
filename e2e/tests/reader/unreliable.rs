//! A server whose answers come late, broken, or not at all: each comment is there once, and nobody waits without end.

use anyhow::{Result, ensure};
use e2e::{
    Base, Fault, Outcome, Reader, Role, Site,
    fault::Spoil,
    pages::{ArticlePage, Discussion},
    wait::until,
};

use crate::UNREACHABLE;

e2e::in_every_browser! {
    reload_before_the_answer_leaves_one_copy;
    broken_answer_leaves_one_copy;
    truncated_answer_leaves_one_copy;
    own_comment_is_not_announced_as_new;
    late_answer_changes_only_its_own_form;
    event_of_another_reader_leaves_the_error_message;
    hung_post_is_given_up_and_sent_again;
    hung_list_says_so_and_can_be_tried_again;
    hung_tab_does_not_stop_another_one;
    outbox_is_sent_within_ten_seconds;
    deletion_without_a_server_is_sent_later;
    deletion_that_waits_can_be_undone;
    deletion_outlives_the_tab;
    edit_whose_answer_was_lost_can_be_saved_again;
}

/// What no server's answer is needed for: the time at which the tests with a clock begin.
const NOON: &str = "2026-11-25T12:00:00";

/// The answers to new comments.
fn posts(how: Spoil) -> Fault {
    Fault::api("POST", "/comments", how)
}

/// Writes a comment and sends it, whatever becomes of it.
async fn send(discussion: &Discussion<'_>, text: &str) -> Outcome {
    discussion.paste_into("Comment", text).await?;
    discussion.post().await
}

/// Waits until the comment is the device's own: it can be edited.
async fn wait_until_confirmed(discussion: &Discussion<'_>, text: &str) -> Outcome {
    until(&format!("“{text}” is confirmed"), async || {
        Ok(discussion
            .buttons_at(text)
            .await?
            .contains(&"Edit".to_owned()))
    })
    .await
}

/// The site has these comments and no other.
async fn are_stored(site: &Site, reader: &Reader, expected: &[&str]) -> Outcome {
    let other = reader.companion().await?;
    let page = other.open(&site.address("/")).await?;
    page.discussion().await?.wait_for_outline(expected).await?;
    other.leave().await
}

/// Waits until the server has stored so many comments, whether it has said so or not.
async fn wait_for_stored(reader: &Reader, count: usize) -> Outcome {
    let script = "const [done] = arguments;
        fetch('/api/v1/articles/gut-skin-connection/comments').then((it) => it.json()).then((it) => done(it.total));";
    until(&format!("{count} are stored"), async || {
        let total: usize = reader
            .driver()
            .execute_async(script, Vec::new())
            .await?
            .convert()?;
        Ok(total == count)
    })
    .await
}

async fn opened<'r>(reader: &'r Reader, site: &Site) -> Result<ArticlePage<'r>> {
    reader.expect_to_hear(&UNREACHABLE);
    reader.open(&site.address("/")).await
}

async fn reload_before_the_answer_leaves_one_copy(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    site.fail(posts(Spoil::Held));
    send(&page.discussion().await?, "Once.").await?;
    wait_for_stored(reader, 1).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_outline(&["Once."]).await?;
    assert_eq!(discussion.field("Comment").await?.value, "");
    site.mend();
    wait_until_confirmed(&discussion, "Once.").await?;
    assert_eq!(discussion.outline().await?, ["Once."]);
    are_stored(&site, reader, &["Once."]).await
}

async fn broken_answer_leaves_one_copy(reader: &Reader) -> Outcome {
    leaves_one_copy(reader, Spoil::CutShort).await
}

async fn truncated_answer_leaves_one_copy(reader: &Reader) -> Outcome {
    leaves_one_copy(reader, Spoil::Truncated(40)).await
}

/// The server keeps the comment, and its answer goes wrong so.
async fn leaves_one_copy(reader: &Reader, how: Spoil) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    site.fail(posts(how));
    send(&discussion, "Once.").await?;
    discussion.wait_for_status("Kept on this device").await?;
    assert_eq!(discussion.field("Comment").await?.value, "");
    discussion.wait_for_outline(&["Once."]).await?;
    site.mend();
    wait_until_confirmed(&discussion, "Once.").await?;
    assert_eq!(discussion.outline().await?, ["Once."]);
    are_stored(&site, reader, &["Once."]).await
}

async fn own_comment_is_not_announced_as_new(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    site.fail(posts(Spoil::Held));
    send(&discussion, "Mine.").await?;
    wait_for_stored(reader, 1).await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    send(&other_page.discussion().await?, "Theirs.").await?;
    discussion.press_once_there("1 new comment").await?;
    discussion.wait_for_outline(&["Theirs.", "Mine."]).await?;
    site.mend();
    wait_until_confirmed(&discussion, "Mine.").await?;
    assert_eq!(discussion.outline().await?, ["Theirs.", "Mine."]);
    other.leave().await
}

async fn late_answer_changes_only_its_own_form(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    for text in ["To A.", "To B."] {
        discussion.say("Ada", text).await?;
    }
    site.fail(posts(Spoil::Held));
    discussion.press_at("To A.", "Reply").await?;
    discussion
        .paste_into("Your reply", "An answer to A.")
        .await?;
    discussion.press("Post reply").await?;
    wait_for_stored(reader, 3).await?;
    discussion.press_at("To B.", "Reply").await?;
    discussion.type_into("Your reply", "And to B").await?;
    site.mend();
    wait_until_confirmed(&discussion, "An answer to A.").await?;
    assert_eq!(discussion.field("Your reply").await?.value, "And to B");
    discussion.press("Cancel").await?;
    discussion.press_at("To A.", "Reply").await?;
    assert_eq!(discussion.field("Your reply").await?.value, "");
    discussion
        .wait_for_outline(&["To B.", "To A.", ">An answer to A."])
        .await
}

async fn event_of_another_reader_leaves_the_error_message(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "First words.").await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    let theirs = other_page.discussion().await?;
    theirs.say("Ben", "Helpful to some.").await?;
    site.fail(Fault::api("PUT", "/helpful", Spoil::Status(400)));
    discussion.press_at("First words.", "Helpful").await?;
    discussion.wait_for_alert("does not accept").await?;
    theirs.press_at("Helpful to some.", "Edit").await?;
    theirs.paste_into("Your comment", "Other words.").await?;
    theirs.press("Save").await?;
    theirs.wait_for_text("Other words.").await?;
    other.leave().await?;
    discussion.press_once_there("1 new comment").await?;
    discussion.wait_for_text("Other words.").await?;
    discussion.wait_for_alert("does not accept").await
}

async fn hung_post_is_given_up_and_sent_again(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    site.stop_the_clock(NOON);
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    site.fail(posts(Spoil::Held));
    send(&discussion, "Held up.").await?;
    discussion.wait_for_status("Posting").await?;
    wait_for_stored(reader, 1).await?;
    reader.pass(5).await?;
    discussion.wait_for_status("The server is slow").await?;
    reader.pass(16).await?;
    discussion.wait_for_status("Kept on this device").await?;
    // The form is free for another one.
    send(&discussion, "And more.").await?;
    site.mend();
    reader.come_back().await?;
    for text in ["Held up.", "And more."] {
        wait_until_confirmed(&discussion, text).await?;
    }
    are_stored(&site, reader, &["And more.", "Held up."]).await
}

async fn hung_list_says_so_and_can_be_tried_again(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    site.stop_the_clock(NOON);
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    for text in ["One.", "Two."] {
        discussion.say("Ada", text).await?;
    }
    site.fail(Fault::api("GET", "/comments", Spoil::Held));
    discussion.press("Oldest").await?;
    reader.pass(5).await?;
    discussion.wait_for_status("The server is slow").await?;
    reader.pass(16).await?;
    discussion
        .wait_for_alert("The server does not answer")
        .await?;
    assert_eq!(discussion.outline().await?, ["Two.", "One."]);
    reader.passes_axe("a list that cannot be read").await?;
    site.mend();
    discussion.press("Try again").await?;
    discussion.wait_for_outline(&["One.", "Two."]).await?;
    let controls = page.controls().await?;
    ensure!(!controls.contains(&"Try again".to_owned()), "{controls:?}");
    Ok(())
}

async fn hung_tab_does_not_stop_another_one(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    site.stop_the_clock(NOON);
    opened(reader, &site).await?;
    let first = reader.tab().await?;
    let second = reader.open_tab(&site.address("/")).await?;
    site.fail(posts(Spoil::Held));
    reader.go_to_tab(&first).await?;
    send(&reader.page().discussion().await?, "From the first.").await?;
    wait_for_stored(reader, 1).await?;
    reader.go_to_tab(&second).await?;
    let discussion = reader.page().discussion().await?;
    send(&discussion, "From the second.").await?;
    discussion.wait_for_status("Posting").await?;
    // The first tab holds the lock; this one gives up waiting for it.
    reader.pass(21).await?;
    discussion.wait_for_status("Kept on this device").await?;
    site.mend();
    reader.come_back().await?;
    wait_until_confirmed(&discussion, "From the second.").await?;
    are_stored(&site, reader, &["From the second.", "From the first."]).await
}

async fn outbox_is_sent_within_ten_seconds(reader: &Reader) -> Outcome {
    let mut site = reader.site(Base::Shared).await?;
    site.stop_the_clock(NOON);
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    site.stop().await?;
    send(&discussion, "Later.").await?;
    discussion.wait_for_status("Kept on this device").await?;
    // However long it has not been there.
    for _ in 0..20 {
        reader.pass(30).await?;
    }
    site.serve().await?;
    reader.pass(10).await?;
    wait_until_confirmed(&discussion, "Later.").await?;
    // And at once when the reader comes back.
    site.stop().await?;
    send(&discussion, "Much later.").await?;
    discussion.wait_for_status("Kept on this device").await?;
    site.serve().await?;
    reader.come_back().await?;
    wait_until_confirmed(&discussion, "Much later.").await
}

async fn deletion_without_a_server_is_sent_later(reader: &Reader) -> Outcome {
    let mut site = reader.site(Base::Shared).await?;
    site.stop_the_clock(NOON);
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "To be gone.").await?;
    site.stop().await?;
    discussion.press_at("To be gone.", "Delete").await?;
    reader.pass(11).await?;
    until("the deletion waits", async || {
        Ok(page.text().await?.contains("Deleted; waiting to send."))
    })
    .await?;
    site.serve().await?;
    reader.come_back().await?;
    until("it is gone", async || {
        Ok(!page.text().await?.contains("Deleted; waiting to send."))
    })
    .await?;
    discussion.wait_for_status("No comments yet").await?;
    are_stored(&site, reader, &[]).await
}

async fn deletion_that_waits_can_be_undone(reader: &Reader) -> Outcome {
    let mut site = reader.site(Base::Shared).await?;
    site.stop_the_clock(NOON);
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "To be kept.").await?;
    site.stop().await?;
    discussion.press_at("To be kept.", "Delete").await?;
    reader.pass(11).await?;
    until("the deletion waits", async || {
        Ok(page.text().await?.contains("Deleted; waiting to send."))
    })
    .await?;
    discussion.press("Undo").await?;
    discussion.wait_for_outline(&["To be kept."]).await?;
    site.serve().await?;
    reader.come_back().await?;
    // Something that is sent after it would have been.
    discussion.say("Ada", "And another.").await?;
    are_stored(&site, reader, &["And another.", "To be kept."]).await
}

async fn deletion_outlives_the_tab(reader: &Reader) -> Outcome {
    let mut site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "To be gone.").await?;
    site.stop().await?;
    discussion.press_at("To be gone.", "Delete").await?;
    // The tab is closed within the time in which it could be undone, and the site opened again later.
    reader.driver().goto("about:blank").await?;
    site.serve().await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion()
        .await?
        .wait_for_status("No comments yet")
        .await?;
    are_stored(&site, reader, &[]).await
}

async fn edit_whose_answer_was_lost_can_be_saved_again(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = opened(reader, &site).await?;
    let discussion = page.discussion().await?;
    let id = discussion.say("Ada", "First words.").await?.id;
    let path: &'static str = id.trim_start_matches("comment-").to_owned().leak();
    site.fail(Fault::api("PATCH", path, Spoil::CutShort));
    discussion.press_at("First words.", "Edit").await?;
    discussion
        .paste_into("Your comment", "Other words.")
        .await?;
    discussion.press("Save").await?;
    discussion.wait_for_alert("your text is still here").await?;
    site.mend();
    discussion.press("Save").await?;
    discussion.wait_for_outline(&["Other words."]).await?;
    until("the form is gone", async || {
        Ok(!Role::Textbox
            .names(&page.body().await?)
            .await?
            .iter()
            .any(|it| it == "Your comment"))
    })
    .await
}
