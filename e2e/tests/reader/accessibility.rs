//! Reading with a screen reader's eyes, and by the keyboard alone.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, pages::ArticlePage};
use serde::Deserialize;
use thirtyfour::Key;

use crate::{DENIED, SECTIONS, TIPS};

e2e::in_every_browser! {
    axe_finds_nothing;
    axe_finds_nothing_at_night: Device::dark();
    axe_finds_nothing_without_storage: Device::without_storage();
    the_keyboard_alone_is_enough;
}

async fn axe_finds_nothing(reader: &Reader) -> Outcome {
    let mut found = Vec::new();
    for width in [1440, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        found.extend(reader.axe(&format!("{width} px, fresh")).await?);
        in_every_state(&format!("{width} px"), page, reader, &mut found).await?;
        // Through light to dark.
        page.theme().await?.turn_to("Theme: light").await?;
        page.theme().await?.turn_to("Theme: dark").await?;
        found.extend(
            reader
                .axe(&format!("{width} px, dark, with comments and ticks"))
                .await?,
        );
        page.discussion().await?.post().await?;
        found.extend(reader.axe(&format!("{width} px, dark, refused")).await?);
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

async fn axe_finds_nothing_at_night(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let mut found = reader.axe("the system's night, fresh").await?;
    in_every_state("the system's night", page, reader, &mut found).await?;
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

async fn axe_finds_nothing_without_storage(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[DENIED]);
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.tip(TIPS[0]).await?.tap().await?;
    page.discussion()
        .await?
        .paste_into("Comment", "Kept nowhere.")
        .await?;
    page.discussion().await?.post().await?;
    page.discussion()
        .await?
        .wait_for_alert("Not posted")
        .await?;
    let found = reader.axe("storage denied").await?;
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

/// Folded; with a refused field; with comments and a tick.
async fn in_every_state(
    where_: &str,
    page: ArticlePage<'_>,
    reader: &Reader,
    found: &mut Vec<String>,
) -> Result<()> {
    page.press("Collapse all").await?;
    page.section(SECTIONS[0]).await?.wait_until_closed().await?;
    found.extend(reader.axe(&format!("{where_}, all folded")).await?);

    page.press("Expand all").await?;
    let discussion = page.discussion().await?;
    discussion.paste_into("Name", &"n".repeat(1_000)).await?;
    discussion.post().await?;
    e2e::wait::until("both fields are refused", async || {
        Ok(discussion.field("Name").await?.invalid && discussion.field("Comment").await?.invalid)
    })
    .await?;
    found.extend(reader.axe(&format!("{where_}, refused")).await?);

    discussion.say("Ada", "One.").await?;
    discussion.say("", "שתיים").await?;
    page.tip(TIPS[1]).await?.tap().await?;
    page.tip(TIPS[1]).await?.wait_until_ticked(true).await?;
    found.extend(
        reader
            .axe(&format!("{where_}, with comments and ticks"))
            .await?,
    );
    Ok(())
}

/// What has the focus.
#[derive(Debug, Deserialize)]
struct Focus {
    /// Its name or text.
    name: String,
    /// Whether a line or a shadow shows where the focus is, in the view.
    visible: bool,
}

const FOCUS: &str = "
    const it = document.activeElement, { top, bottom } = it.getBoundingClientRect();
    const drawn = (it) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    const names = it.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id));
    const words = names ?? [it.labels?.[0] ?? it];
    return {
      name: it === document.body ? '' : words.map((it) => it.textContent.trim()).join(' '),
      visible: bottom > 0 && top < innerHeight && it.checkVisibility({ opacityProperty: true })
        && (drawn(it) || (it.parentElement.matches(':focus-within') && drawn(it.parentElement))),
    };";

/// What has the focus, once it can be seen; or, in the end, although it cannot.
async fn settled_focus(reader: &Reader) -> Result<Focus> {
    let mut focus = None;
    let seen = e2e::wait::until("the focus is seen", async || {
        let now: Focus = reader.js(FOCUS, []).await?;
        Ok(focus.insert(now).visible)
    });
    match (seen.await, focus) {
        (_, Some(focus)) => Ok(focus),
        (seen, None) => Err(seen.err().context("nothing was looked at")?),
    }
}

async fn the_keyboard_alone_is_enough(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;

    let mut expected = vec![
        "Skip to the article".to_owned(),
        "Inside Out".to_owned(),
        "Theme: system".to_owned(),
    ];
    expected.extend(SECTIONS.map(str::to_owned));
    expected.extend(["Comments".to_owned(), "Collapse all".to_owned()]);
    for title in SECTIONS {
        expected.push(title.to_owned());
        if title == SECTIONS[2] {
            expected.extend(TIPS.map(|tip| format!("I will do this {tip}")));
        }
    }
    expected.extend(["Name", "Comment", "Post comment"].map(str::to_owned));

    let (mut reached, mut unseen) = (Vec::new(), Vec::new());
    for _ in &expected {
        reader.press(Key::Tab).await?;
        let focus = settled_focus(reader).await?;
        if !focus.visible {
            unseen.push(focus.name.clone());
        }
        reached.push(focus.name);
    }
    assert_eq!(reached, expected);
    assert_eq!(unseen, Vec::<String>::new(), "what has the focus shows it");

    // The skip link skips: the next stop is in the article.
    reader.look_at("about:blank").await?;
    reader.open(&site.address("/")).await?;
    reader.press(Key::Tab).await?;
    reader.press(Key::Enter).await?;
    reader.press(Key::Tab).await?;
    let focus = settled_focus(reader).await?;
    assert_eq!(focus.name, SECTIONS[0], "the first link in the article");

    // A tip and a comment, without a finger.
    page.tip(TIPS[0]).await?.focus().await?;
    reader.press(Key::Space).await?;
    page.tip(TIPS[0]).await?.wait_until_ticked(true).await?;
    let discussion = page.discussion().await?;
    discussion.type_into("Name", "Ada").await?;
    reader.press(Key::Tab).await?;
    reader.paste("By keys alone.").await?;
    reader.press(Key::Tab).await?;
    reader.press(Key::Space).await?;
    discussion.wait_for(1).await?;
    assert_eq!(discussion.comments().await?[0].text, "By keys alone.");
    Ok(())
}
