//! What a finger or a key does by accident changes nothing.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, Site, pages::ArticlePage, wait::until};
use thirtyfour::Key;

use crate::TIPS;

e2e::in_every_browser! {
    a_double_tap_on_my_plan_only_opens_it;
    erasing_everything_asks_first;
    erasing_all_comments_asks_first;
    a_double_tap_on_post_posts_once_and_says_so;
    a_double_tap_on_post_reply_presses_nothing_else;
    held_keys_post_once;
    what_an_input_method_composes_is_not_posted;
}

/// Phones' widths, in CSS pixels.
const PHONES: [u32; 4] = [320, 360, 390, 414];

/// A plan, a comment and a draft, on a phone.
async fn traces<'r>(reader: &'r Reader, site: &Site, width: u32) -> Result<ArticlePage<'r>> {
    let page = reader.open_wide(width, site, "/").await?;
    let discussion = page.discussion().await?;
    if discussion.comments().await?.is_empty() {
        discussion.say("Ada", "Kept.").await?;
        discussion.type_into("Comment", "Not yet posted").await?;
        page.tip(TIPS[0]).await?.follow().await?;
    }
    Ok(page)
}

async fn kept(reader: &Reader) -> Result<Vec<(String, String)>> {
    reader
        .js("return Object.entries(localStorage).sort()", [])
        .await
}

async fn a_double_tap_on_my_plan_only_opens_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    for width in PHONES {
        let page = traces(reader, &site, width).await?;
        // A busy machine may be too slow for a double tap: then another one.
        let mut was_quick = false;
        for _ in 0..5 {
            let before = kept(reader).await?;
            was_quick = reader.double_tap(&page.plan_button().await?).await?;
            let plan = page.opened_plan().await?;
            if was_quick {
                // Whatever else the second tap has hit, it has done by the next answer of the page.
                assert!(!reader.is_asked().await?, "{width}: nothing is asked");
                assert_eq!(kept(reader).await?, before, "{width}: nothing is changed");
                plan.close().await?;
                break;
            }
            traces(reader, &site, width).await?;
        }
        assert!(was_quick, "no double tap was quick enough");
    }
    Ok(())
}

async fn erasing_everything_asks_first(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = traces(reader, &site, 360).await?;
    let before = kept(reader).await?;
    let plan = page.my_plan().await?;
    plan.press("Erase everything on this device").await?;
    let question = reader.question("Erase everything on this device?").await?;
    assert_eq!(question.answers().await?, ["Cancel", "Erase everything"]);
    let focused: String = reader
        .js("return document.activeElement.textContent", [])
        .await?;
    assert_eq!(focused, "Cancel");
    reader.passes_axe("whether to erase everything").await?;
    assert_eq!(kept(reader).await?, before);

    reader.press(Key::Escape).await?;
    question.wait_until_gone().await?;
    assert!(
        page.shows_plan().await?,
        "Escape closes one thing at a time"
    );
    reader.wait_for_focus("plan--erase").await?;
    plan.press("Erase everything on this device").await?;
    reader
        .question("Erase everything on this device?")
        .await?
        .answer("Cancel")
        .await?;
    assert_eq!(kept(reader).await?, before);
    plan.erase_everything().await?;
    plan.wait_for_news("Everything that this site kept on this device is erased.")
        .await?;
    assert_eq!(kept(reader).await?, []);
    Ok(())
}

async fn erasing_all_comments_asks_first(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = traces(reader, &site, 360).await?;
    let discussion = page.discussion().await?;
    let name = "Erase all your comments on this article?";
    discussion.press("Erase all").await?;
    let question = reader.question(name).await?;
    reader.passes_axe("whether to erase all comments").await?;
    reader.press(Key::Escape).await?;
    question.wait_until_gone().await?;
    reader.wait_for_focus("comments--erase").await?;
    discussion.press("Erase all").await?;
    reader.question(name).await?.answer("Cancel").await?;
    assert_eq!(discussion.outline().await?, ["Kept."]);
    discussion.erase_all().await?;
    discussion.wait_for(0).await
}

async fn a_double_tap_on_post_posts_once_and_says_so(reader: &Reader) -> Outcome {
    for base in [Base::Root, Base::Shared] {
        let site = reader.site(base).await?;
        let page = reader.open_wide(360, &site, "/").await?;
        let discussion = page.discussion().await?;
        discussion.paste_into("Comment", "Once.").await?;
        discussion.double_press("Post comment").await?;
        discussion
            .wait_for_status("Your comment is posted.")
            .await?;
        // Once more, slowly: there is nothing new to post.
        discussion.post().await?;
        let comment = discussion.field("Comment").await?;
        assert_eq!((comment.error, comment.invalid), (None, false));
        discussion
            .wait_for_status("Your comment is posted.")
            .await?;
        assert_eq!(discussion.outline().await?, ["Once."]);
    }
    Ok(())
}

async fn a_double_tap_on_post_reply_presses_nothing_else(reader: &Reader) -> Outcome {
    for base in [Base::Root, Base::Shared] {
        let site = reader.site(base).await?;
        let page = reader.open_wide(360, &site, "/").await?;
        let discussion = page.discussion().await?;
        for text in ["Third.", "Second.", "First."] {
            discussion.say("Ada", text).await?;
        }
        discussion.press_at("First.", "Reply").await?;
        discussion.paste_into("Your reply", "An answer.").await?;
        let was_quick = discussion.double_press("Post reply").await?;
        let outline = ["First.", ">An answer.", "Second.", "Third."];
        discussion.wait_for_outline(&outline).await?;
        until("the form is gone", async || {
            Ok(!page.text().await?.contains("Your reply"))
        })
        .await?;
        let pressed: u32 = reader
            .js(
                "return document.querySelectorAll('.comment [aria-pressed=true]').length",
                [],
            )
            .await?;
        // On a busy machine the second tap may be a tap of its own.
        assert!(pressed == 0 || !was_quick, "nothing else is pressed");
        assert_eq!(discussion.outline().await?, outline);
    }
    Ok(())
}

/// Presses Control and Enter in the field for a comment, as `keys` say: each with what is special about it.
const KEYS: &str = "
    const field = document.getElementById('comments--body');
    for (const of of arguments[0]) {
      const key = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true, ...of };
      field.dispatchEvent(new KeyboardEvent('keydown', key));
    }";

async fn held_keys_post_once(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.paste_into("Comment", "Once.").await?;
    let held = serde_json::json!([{}, { "repeat": true }, { "repeat": true }]);
    reader.js::<()>(KEYS, [held]).await?;
    discussion.wait_for_outline(&["Once."]).await?;
    discussion
        .wait_for_status("Your comment is posted.")
        .await?;
    assert_eq!(discussion.field("Comment").await?.error, None);

    // Pressed twice, too.
    discussion.paste_into("Comment", "Twice.").await?;
    reader.js::<()>(KEYS, [serde_json::json!([{}, {}])]).await?;
    discussion.wait_for_outline(&["Twice.", "Once."]).await?;
    assert_eq!(discussion.field("Comment").await?.error, None);
    Ok(())
}

/// No driver has an input method: the events are those that browsers send with one.
async fn what_an_input_method_composes_is_not_posted(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.paste_into("Comment", "\u{314e}\u{314f}").await?;
    let composing = serde_json::json!([{ "isComposing": true }, { "keyCode": 229 }]);
    reader.js::<()>(KEYS, [composing]).await?;
    assert_eq!(discussion.comments().await?, []);
    assert_eq!(discussion.field("Comment").await?.value, "\u{314e}\u{314f}");
    reader.js::<()>(KEYS, [serde_json::json!([{}])]).await?;
    discussion.wait_for(1).await
}
