//! Narrow windows, and what lies over the page: nothing scrolls sideways, nothing covers what has the focus.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, fakes::Clipboard, pages::ArticlePage, wait::until};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{COMMENTS, SECTIONS, TIPS};

e2e::in_every_browser! {
    no_state_scrolls_sideways;
    what_has_the_focus_is_never_covered;
    the_bar_covers_no_form;
}

e2e::in_one_browser! {
    what_is_pressed_looks_so_in_forced_colours;
}

/// Sixty letters without a place to break: the longest name.
fn long(letter: &str) -> String {
    letter.repeat(60)
}

/// A thread as deep as answers stand in, and deeper, whose writers have the longest names.
fn comments() -> Value {
    let comment = |number: usize| {
        let id = |number: usize| format!("01900000-{number:04x}-7000-8000-000000000000");
        let mut comment = json!({
            "id": id(number), "name": long("N"), "created": format!("2026-01-01T00:{number:02}:00.000Z"),
            "body": format!("{} https://example.org/{} `{}`\n\n> {}\n\n```\n{}\n```\n\n- {}", long("w"), long("a"), long("c"), long("q"), long("p"), long("l")),
        });
        if number > 0 {
            comment["parent"] = json!(id(number - 1));
        }
        comment
    };
    (0..7).map(comment).collect()
}

/// The elements that stick out of the window, if the page scrolls sideways.
const STICKS_OUT: &str = "
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const sticksOut = (it) => it.checkVisibility() && it.getBoundingClientRect().right > clientWidth;
    return [`${scrollWidth} of ${clientWidth} px`, ...[...document.querySelectorAll('body *')].filter(sticksOut).map((it) => it.cloneNode().outerHTML)];";

async fn no_state_scrolls_sideways(reader: &Reader) -> Outcome {
    let mut found = Vec::new();
    for width in [320, 360] {
        let site = reader.site(Base::Root).await?;
        reader.open_wide(width, &site, "/").await?;
        reader.keep(COMMENTS, &comments()).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        reader.fake_clipboard(Clipboard::Refused).await?;
        let mut look = async |what: &str| -> Result<()> {
            let out: Vec<String> = reader.js(STICKS_OUT, []).await?;
            if !out.is_empty() {
                found.push(format!("{width} px, {what}: {}", out.join(" ")));
            }
            Ok(())
        };
        let discussion = page.discussion().await?;
        until("a name that is answered shows", async || {
            let shown = discussion.comments().await?;
            Ok(shown.iter().any(|it| {
                it.remarks
                    .iter()
                    .any(|remark| remark.contains("in reply to"))
            }))
        })
        .await?;
        look("long names and words").await?;
        page.press("Share").await?;
        look("a link that cannot be copied").await?;
        page.press("Dismiss").await?;
        page.press("Print").await?;
        look("choices of what to print").await?;
        reader.press(Key::Escape).await?;
        let settings = page.settings().await?;
        for (setting, choice) in [("Text size", "Largest"), ("Typeface", "Wide-spaced")] {
            settings.choose(setting, choice).await?;
        }
        look("the largest letters, settings open").await?;
        settings.close().await?;
        look("the largest letters").await?;
        page.contents().await?;
        look("contents open").await?;
        reader.press(Key::Escape).await?;
        let mark = page.mark(1).await?;
        reader.tap(&mark).await?;
        page.wait_for_note(&mark).await?;
        look("a note open").await?;
        reader.press(Key::Escape).await?;
        in_the_discussion(page, &mut look).await?;
        in_the_plan(page, &mut look).await?;
        page.press("Collapse all").await?;
        page.section(SECTIONS[0]).await?.wait_until_closed().await?;
        look("all folded").await?;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn in_the_discussion(
    page: ArticlePage<'_>,
    look: &mut impl AsyncFnMut(&str) -> Result<()>,
) -> Result<()> {
    let discussion = page.discussion().await?;
    discussion.paste_into("Name", &"n".repeat(1_000)).await?;
    discussion.post().await?;
    until("the name is refused", async || {
        Ok(discussion.field("Name").await?.invalid)
    })
    .await?;
    look("refused").await?;
    discussion.paste_into("Name", &long("m")).await?;
    discussion
        .paste_into("Comment", &long("w").repeat(10))
        .await?;
    discussion.press("Preview").await?;
    discussion.preview().await?;
    look("a preview").await?;
    discussion.post().await?;
    discussion.wait_for_text(&long("w").repeat(10)).await?;
    look("posted").await?;
    discussion.press_at(&long("w").repeat(10), "Edit").await?;
    look("another text").await
}

async fn in_the_plan(
    page: ArticlePage<'_>,
    look: &mut impl AsyncFnMut(&str) -> Result<()>,
) -> Result<()> {
    let plan = page.tip(TIPS[0]).await?.add().await?;
    plan.write("When", &long("w")).await?;
    plan.write("I will", &long("d")).await?;
    look("a plan is written").await?;
    plan.save().await?;
    page.tip(TIPS[0]).await?.wait_until_planned(true).await?;
    look("my plan open").await?;
    plan.close().await?;
    look("a planned tip").await
}

/// What covers the element that has the focus, if anything does. Bars at rest only.
const COVERED: &str = "
    const it = document.activeElement, { left, top, width, height } = it.getBoundingClientRect();
    const fixed = [...document.querySelectorAll('.dock, .over > *')].filter((bar) => !bar.contains(it) && !bar.getAnimations().length);
    const covers = (bar) => {
      const over = bar.getBoundingClientRect();
      return over.height > 0 && over.top < top + height && over.bottom > top && over.left < left + width && over.right > left;
    };
    // In a line of text, the first part of what is broken counts.
    const [line] = it.getClientRects();
    const there = line && document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    const isSeen = !line || !there || it.contains(there) || there.contains(it) || it.matches('.skip, .option input');
    return fixed.some(covers) || !isSeen;";

async fn what_has_the_focus_is_never_covered(reader: &Reader) -> Outcome {
    for width in [360, 1200] {
        let site = reader.site(Base::Root).await?;
        reader.open_wide(width, &site, "/").await?;
        reader.keep(COMMENTS, &comments()).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        page.discussion().await?.wait_for(4).await?;
        let (mut covered, mut steps) = (Vec::new(), 0);
        loop {
            reader.press(Key::Tab).await?;
            steps += 1;
            let name: String = reader
                .js(
                    "const it = document.activeElement;
                     return it === document.body ? '' : `${it.outerHTML.slice(0, 80)} ${it.textContent.slice(0, 40)}`",
                    [],
                )
                .await?;
            if steps > 260 || (name.is_empty() && steps > 40) {
                break;
            }
            let free = until("it is not covered", async || {
                Ok(!reader.js::<bool>(COVERED, []).await?)
            });
            if free.await.is_err() {
                covered.push(name);
            }
            let is_last: bool = reader
                .js("return document.activeElement.matches('[type=file]')", [])
                .await?;
            if is_last {
                break;
            }
        }
        assert!(steps > 60, "only {steps} steps at {width} px");
        assert!(
            covered.is_empty(),
            "covered at {width} px: {}",
            covered.join("\n")
        );
    }
    Ok(())
}

async fn the_bar_covers_no_form(reader: &Reader) -> Outcome {
    for width in [360, 768, 1200, 1440] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        assert!(page.plan_button().await?.is_displayed().await?);
        // "Post comment" at the very edge of the window, and the page's end.
        for place in [
            "const it = document.querySelector('main form [type=submit], main form button.primary');
             scrollBy({ top: it.getBoundingClientRect().bottom - innerHeight, behavior: 'instant' })",
            "scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })",
        ] {
            reader.js::<()>("scrollTo({ top: 0, behavior: 'instant' })", []).await?;
            reader.js::<()>(place, []).await?;
            reader
                .until_js(
                    "the bar covers neither text nor form",
                    "const bar = document.querySelector('.dock').getBoundingClientRect();
                     const words = [...document.querySelectorAll('main form *, main p, main h2, footer p')].filter((it) => it.checkVisibility());
                     return words.every((it) => [...it.getClientRects()].every(({ left, right, top, bottom }) =>
                       bottom <= bar.top + 1 || top >= bar.bottom - 1 || right <= bar.left + 1 || left >= bar.right - 1 || top >= innerHeight))",
                )
                .await
                .with_context(|| format!("{width} px, {place}"))?;
        }
    }
    Ok(())
}

/// Background and words of what `selector` finds, as they are painted.
async fn colours(reader: &Reader, selector: &str) -> Result<(String, String, String)> {
    reader
        .js(
            "const { backgroundColor, color, borderColor } = getComputedStyle(document.querySelector(arguments[0]));
             return [backgroundColor, color, borderColor]",
            [json!(selector)],
        )
        .await
}

async fn what_is_pressed_looks_so_in_forced_colours(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "One.").await?;
    discussion.say("Ada", "Two.").await?;
    discussion.press_at("Two.", "Helpful").await?;
    discussion.wait_for_pressed("Two.", "Helpful", true).await?;
    reader.force_colors(true).await?;
    for (place, pressed) in [
        (".actions", ".actions [aria-pressed=true]"),
        (".order", ".order [aria-pressed=true]"),
    ] {
        let other = format!("{place} [aria-pressed=false]");
        let pressed = colours(reader, pressed).await?;
        let other = colours(reader, &other).await?;
        assert_ne!(pressed.0, other.0, "{place}: another background");
        assert_ne!(pressed.0, pressed.1, "{place}: words that stand out");
    }
    let closed = colours(reader, "[accesskey=p]").await?;
    assert_ne!(closed.0, closed.1, "words that stand out");
    page.my_plan().await?;
    let open = colours(reader, "[accesskey=p]").await?;
    assert_ne!(
        open.0, closed.0,
        "another background while the plan is open"
    );
    assert_ne!(open.0, open.1, "words that stand out");
    reader.force_colors(false).await
}
