//! Talking with other readers: the site's server keeps the comments.

use e2e::{Base, Outcome, Reader, fakes::Clipboard, wait::until};

e2e::in_every_browser! {
    two_readers_talk;
    each_changes_what_is_their_own;
    what_is_written_without_a_server_is_sent_once;
    what_waits_is_sent_by_the_next_visit;
    two_tabs_send_each_comment_once;
    who_is_cut_off_misses_nothing;
    reader_far_behind_sees_the_newest_comments;
    what_is_refused_is_in_the_form_again;
    what_has_waited_and_is_refused_is_in_the_form_again;
    the_first_comments_come_with_the_page;
    a_link_to_a_comment_comes_with_what_is_around_it;
    comments_are_there_without_scripts: Device::without_scripts();
    what_is_said_on_a_device_without_storage_is_sent: Device::without_storage();
}

async fn two_readers_talk(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let mine = page.discussion().await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    let theirs = other_page.discussion().await?;
    theirs.wait_for_status("No comments yet").await?;
    mine.say("Ada", "Who is there?").await?;

    theirs.press_once_there("1 new comment").await?;
    theirs.wait_for_outline(&["Who is there?"]).await?;
    other.passes_axe("another reader\u{2019}s comment").await?;
    theirs.answer("Who is there?", "I am.").await?;
    theirs.say("", "And this.").await?;

    until("both are counted", async || {
        Ok(page.text().await?.contains("2 new comments"))
    })
    .await?;
    assert_eq!(mine.outline().await?, ["Who is there?"]);
    reader.passes_axe("new comments").await?;
    mine.press("2 new comments").await?;
    mine.wait_for_outline(&["And this.", "Who is there?", ">I am."])
        .await?;
    // It is there after a reload, too.
    reader.reload().await?;
    page.wait_for_program("running").await?;
    page.discussion()
        .await?
        .wait_for_outline(&["And this.", "Who is there?", ">I am."])
        .await?;
    assert!(!page.text().await?.contains("new comment"));
    other.leave().await
}

async fn each_changes_what_is_their_own(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let mine = page.discussion().await?;
    mine.say("Ada", "First words.").await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    let theirs = other_page.discussion().await?;
    theirs.wait_for_outline(&["First words."]).await?;
    for button in ["Edit", "Delete"] {
        assert!(!other_page.controls().await?.iter().any(|it| it == button));
    }
    theirs.press_at("First words.", "Helpful").await?;
    theirs
        .wait_for_pressed("First words.", "Helpful", true)
        .await?;
    theirs.press_at("First words.", "Report").await?;
    theirs.wait_for_status("Thank you").await?;

    mine.press_at("First words.", "Edit").await?;
    mine.paste_into("Your comment", "Other words.").await?;
    mine.press("Save").await?;
    mine.wait_for_outline(&["Other words."]).await?;
    // In place, without a press.
    theirs.wait_for_outline(&["Other words."]).await?;
    other.reload().await?;
    other_page.wait_for_program("running").await?;
    let theirs = other_page.discussion().await?;
    theirs
        .wait_for_pressed("Other words.", "Helpful", true)
        .await?;
    other.leave().await
}

async fn what_is_written_without_a_server_is_sent_once(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let mut site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Before.").await?;
    site.stop().await?;
    for text in ["While it rests.", "And again."] {
        discussion.say("Ada", text).await?;
    }
    until("both wait", async || {
        let comments = discussion.comments().await?;
        let waits = |it: &&e2e::pages::ShownComment| it.remarks == ["Waiting to send"];
        Ok(comments.iter().filter(waits).count() == 2)
    })
    .await?;
    reader.passes_axe("comments that wait").await?;

    site.serve().await?;
    until("both are sent", async || {
        let comments = discussion.comments().await?;
        Ok(comments.len() == 3 && comments.iter().all(|it| it.remarks.is_empty()))
    })
    .await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    other_page
        .discussion()
        .await?
        .wait_for_outline(&["And again.", "While it rests.", "Before."])
        .await?;
    other.leave().await
}

async fn what_waits_is_sent_by_the_next_visit(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let mut site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    site.stop().await?;
    discussion.say("Ada", "Keep this.").await?;
    until("it waits", async || {
        let comments = discussion.comments().await?;
        Ok(comments[0].remarks == ["Waiting to send"])
    })
    .await?;
    // The tab is closed, and the site opened again later.
    reader.driver().goto("about:blank").await?;
    site.serve().await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    until("it is sent", async || {
        let comments = discussion.comments().await?;
        Ok(comments.len() == 1 && comments[0].remarks.is_empty())
    })
    .await?;
    discussion.press_at("Keep this.", "Edit").await
}

async fn two_tabs_send_each_comment_once(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let mut site = reader.site(Base::Shared).await?;
    reader.open(&site.address("/")).await?;
    let first = reader.tab().await?;
    let second = reader.open_tab(&site.address("/")).await?;
    site.stop().await?;
    for (tab, text) in [(&second, "From the second."), (&first, "From the first.")] {
        reader.go_to_tab(tab).await?;
        reader.page().discussion().await?.say("Ada", text).await?;
    }
    site.serve().await?;
    for tab in [&first, &second] {
        reader.go_to_tab(tab).await?;
        let discussion = reader.page().discussion().await?;
        until("nothing waits", async || {
            let comments = discussion.comments().await?;
            Ok(comments.iter().all(|it| it.remarks.is_empty()))
        })
        .await?;
    }
    let other = reader.companion().await?;
    let page = other.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion
        .wait_for_outline(&["From the first.", "From the second."])
        .await?;
    other.leave().await
}

/// What two servers with the same comments are for: where one ends, the other goes on.
async fn who_is_cut_off_misses_nothing(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let mut site = reader.site(Base::Shared).await?;
    let replica = site.replica().await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.say("Ada", "Before.").await?;
    site.stop().await?;
    let other = reader.companion().await?;
    let other_page = other.open(&replica.address("/")).await?;
    let theirs = other_page.discussion().await?;
    theirs.wait_for_outline(&["Before."]).await?;
    theirs.say("Ben", "Meanwhile.").await?;
    other.leave().await?;
    site.serve().await?;
    let mine = page.discussion().await?;
    mine.press_once_there("1 new comment").await?;
    mine.wait_for_outline(&["Meanwhile.", "Before."]).await
}

/// More was changed than the server sends event by event.
async fn reader_far_behind_sees_the_newest_comments(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let mut site = reader.site(Base::Shared).await?;
    let replica = site.replica().await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.say("Ada", "Before.").await?;
    site.stop().await?;
    let other = reader.companion().await?;
    other.open(&replica.address("/")).await?;
    post_many(&other, 501).await?;
    other.leave().await?;
    site.serve().await?;
    let mine = page.discussion().await?;
    mine.wait_for_text("Number 500.").await?;
    assert!(!page.text().await?.contains("new comment"));
    Ok(())
}

async fn what_is_refused_is_in_the_form_again(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "To be gone.").await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    let theirs = other_page.discussion().await?;
    theirs.wait_for_outline(&["To be gone."]).await?;
    theirs.press_at("To be gone.", "Reply").await?;
    theirs.paste_into("Your reply", "An answer.").await?;
    discussion.press_at("To be gone.", "Delete").await?;
    reader.reload().await?;
    theirs.press("Post reply").await?;
    theirs
        .wait_for_alert("Not posted; your text is still here.")
        .await?;
    assert_eq!(theirs.field("Your reply").await?.value, "An answer.");
    other.leave().await
}

async fn what_has_waited_and_is_refused_is_in_the_form_again(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&UNREACHABLE);
    let mut site = reader.site(Base::Shared).await?;
    let replica = site.replica().await?;
    let other = reader.companion().await?;
    let other_page = other.open(&replica.address("/")).await?;
    let theirs = other_page.discussion().await?;
    theirs.say("Ben", "To be gone.").await?;
    let page = reader.open(&site.address("/")).await?;
    let mine = page.discussion().await?;
    site.stop().await?;
    mine.answer("To be gone.", "An answer.").await?;
    until("it waits", async || {
        Ok(page.text().await?.contains("Waiting to send"))
    })
    .await?;
    theirs.press_at("To be gone.", "Delete").await?;
    other.reload().await?;
    other_page.wait_for_program("running").await?;
    other_page.discussion().await?.wait_for_outline(&[]).await?;
    other.leave().await?;

    site.serve().await?;
    mine.wait_for_alert("Not posted; your text is still here.")
        .await?;
    assert_eq!(mine.field("Comment").await?.value, "An answer.");
    mine.wait_for_outline(&[]).await
}

async fn the_first_comments_come_with_the_page(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.say("Ada", "One.").await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_outline(&["One."]).await?;
    discussion.press_at("One.", "Edit").await?;
    let asked = site.asked();
    let questions = asked.iter().filter(|it| it.path.ends_with("/comments"));
    assert_eq!(questions.count(), 1, "only the comment itself: {asked:?}");
    Ok(())
}

async fn a_link_to_a_comment_comes_with_what_is_around_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let first = page.discussion().await?.say("Ada", "The oldest.").await?;
    post_many(reader, 40).await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.wait_for(20).await?;
    let id = first.id.trim_start_matches("comment-");
    let address = site.address(&format!("/?comment={id}#{}", first.id));
    let page = reader.open(&address).await?;
    reader.fake_clipboard(Clipboard::Works).await?;
    let discussion = page.discussion().await?;
    discussion.press_at("The oldest.", "Copy link").await?;
    assert_eq!(reader.copied_after(0).await?, address);
    let page = reader.open(&address).await?;
    page.discussion()
        .await?
        .wait_for_text("The oldest.")
        .await?;
    reader.wait_for_focus(&first.id).await?;
    let asked = site.asked();
    assert!(
        !asked.iter().any(|it| it.path.ends_with("/context")),
        "{asked:?}"
    );
    Ok(())
}

/// Posts so many comments at once, as other programs would.
async fn post_many(reader: &Reader, count: u32) -> Outcome {
    let script = "const [count, done] = arguments;
        const post = (number) => fetch('/api/v1/articles/gut-skin-connection/comments', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': `a-key-of-this-browser-test-${number}` },
            body: JSON.stringify({ body: `Number ${number}.` }),
        });
        const ten = (first) => Promise.all([...Array(Math.min(10, count - first)).keys()].map((it) => post(first + it)));
        (async () => { for (let first = 0; first < count; first += 10) await ten(first); })().then(() => done(null), (e) => done(`${e}`));";
    let failed: Option<String> = reader
        .driver()
        .execute_async(script, [count.into()])
        .await?
        .convert()?;
    anyhow::ensure!(failed.is_none(), "{failed:?}");
    Ok(())
}

async fn comments_are_there_without_scripts(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let other = reader.companion().await?;
    let page = other.open(&site.address("/")).await?;
    page.discussion()
        .await?
        .say("Ada", "Read me *anyhow*.")
        .await?;
    other.leave().await?;
    let page = reader.look_at(&site.address("/")).await?;
    let text = page.body().await?.text().await?;
    assert!(text.contains("Read me anyhow."), "{text}");
    assert!(text.contains("Ada"), "{text}");
    for button in ["Reply", "Helpful", "Report"] {
        assert!(!text.contains(button), "{button} does nothing here");
    }
    Ok(())
}

async fn what_is_said_on_a_device_without_storage_is_sent(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[crate::DENIED]);
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.say("", "Kept elsewhere.").await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    page.discussion()
        .await?
        .wait_for_outline(&["Kept elsewhere."])
        .await
}

/// What browsers say of a server that does not answer, or refuses.
const UNREACHABLE: [&str; 5] = [
    "ERR_CONNECTION_REFUSED",
    "net::ERR_",
    "can\u{2019}t establish a connection",
    "Failed to load resource",
    "interrupted while the page was loading",
];
