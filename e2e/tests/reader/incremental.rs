//! A shared discussion that grows: what is read, and where what is new is shown.

use e2e::{Base, Outcome, Reader, Site, wait::until};

use crate::shared::post_many;

e2e::in_every_browser! {
    more_comments_are_read_once;
    more_replies_are_read_once;
    new_comment_is_shown_where_it_belongs;
    new_comment_stays_announced_until_it_is_shown;
    own_comment_is_shown_once_when_its_place_is_read;
}

/// The number of answers with comments until now.
fn reads(site: &Site) -> usize {
    let asked = site.asked();
    let is_read = |path: &str| {
        ["/comments", "/replies", "/context"]
            .iter()
            .any(|it| path.ends_with(it))
    };
    let reads = asked
        .iter()
        .filter(|it| it.method == "GET" && is_read(&it.path));
    reads.count()
}

async fn more_comments_are_read_once(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    reader.open(&site.address("/")).await?;
    post_many(reader, 90, None).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let before = reads(&site);
    for shown in [40, 60, 80, 90] {
        discussion.press("Show more comments").await?;
        discussion.wait_for(shown).await?;
    }
    assert_eq!(reads(&site) - before, 4, "one answer for each press");
    // A change elsewhere takes none.
    post_many(reader, 1, Some("a later one")).await?;
    discussion.press_once_there("1 new comment").await?;
    discussion.wait_for(91).await?;
    assert_eq!(reads(&site) - before, 4, "it came as an event");
    Ok(())
}

async fn more_replies_are_read_once(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion().await?.say("Ada", "First.").await?;
    for number in 0..2 {
        page.discussion()
            .await?
            .answer("First.", &format!("Answer {number}."))
            .await?;
    }
    let first = page.discussion().await?.comments().await?.remove(0);
    let id = first.id.trim_start_matches("comment-");
    e2e_replies(reader, 60, id).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(4).await?;
    let before = reads(&site);
    let mut shown = 4;
    let mut presses = 0;
    while shown < 63 {
        discussion
            .press(&format!("Show {} more replies", 63 - shown))
            .await?;
        presses += 1;
        until("there are more", async || {
            Ok(discussion.comments().await?.len() > shown)
        })
        .await?;
        shown = discussion.comments().await?.len();
    }
    assert_eq!(reads(&site) - before, presses);
    Ok(())
}

/// Posts answers to a comment at once, as other programs would.
async fn e2e_replies(reader: &Reader, count: u32, parent: &str) -> Outcome {
    crate::shared::post_all(reader, count, "an answer", Some(parent)).await
}

async fn new_comment_is_shown_where_it_belongs(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    reader.open(&site.address("/")).await?;
    post_many(reader, 30, None).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.press("Oldest").await?;
    discussion.wait_for_text("Number 0.").await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    let new = other_page
        .discussion()
        .await?
        .say("Ben", "The newest.")
        .await?;
    other.leave().await?;
    // Its place is at the end, which is not read yet.
    discussion.press_once_there("1 new comment").await?;
    discussion.wait_for_text("The newest.").await?;
    reader.wait_for_focus(&new.id).await?;
    reader.passes_axe("the place of a new comment").await
}

async fn new_comment_stays_announced_until_it_is_shown(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    reader.open(&site.address("/")).await?;
    post_many(reader, 50, None).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.press("Oldest").await?;
    discussion.wait_for_text("Number 0.").await?;
    let other = reader.companion().await?;
    let other_page = other.open(&site.address("/")).await?;
    other_page
        .discussion()
        .await?
        .say("Ben", "The newest.")
        .await?;
    other.leave().await?;
    until("it is announced", async || {
        Ok(page.text().await?.contains("1 new comment"))
    })
    .await?;
    discussion.press("Show more comments").await?;
    discussion.wait_for(40).await?;
    assert!(page.text().await?.contains("1 new comment"));
    discussion.press("Show more comments").await?;
    discussion.wait_for_text("The newest.").await?;
    until("it is shown", async || {
        Ok(!page.text().await?.contains("1 new comment"))
    })
    .await
}

async fn own_comment_is_shown_once_when_its_place_is_read(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    reader.open(&site.address("/")).await?;
    post_many(reader, 25, None).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.press("Oldest").await?;
    discussion.wait_for_text("Number 0.").await?;
    discussion.say("Ada", "Mine.").await?;
    discussion.press("Show more comments").await?;
    discussion.wait_for(26).await?;
    let mine = discussion.outline().await?;
    assert_eq!(mine.iter().filter(|it| *it == "Mine.").count(), 1);
    assert_eq!(mine[0], "Mine.", "nothing that is read moves");
    Ok(())
}
