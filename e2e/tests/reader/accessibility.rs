//! Reading with a screen reader's eyes: axe, in every state of the page, without exclusions.

use anyhow::Result;
use e2e::{
    Base, Fault, Outcome, Reader, fakes::Clipboard, pages::ArticlePage, site::SLUG, wait::until,
};
use serde_json::json;
use thirtyfour::Key;

use crate::{DENIED, SECTIONS, TIPS};

e2e::in_every_browser! {
    axe_finds_nothing;
    axe_finds_nothing_at_night: Device::dark();
    axe_finds_nothing_without_storage: Device::without_storage();
    axe_finds_nothing_in_what_opens;
    axe_finds_nothing_in_what_opens_at_night: Device::dark();
    axe_finds_nothing_while_the_voice_reads;
}

async fn axe_finds_nothing(reader: &Reader) -> Outcome {
    let mut found = Vec::new();
    for width in [1440, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        found.extend(reader.axe(&format!("{width} px, fresh")).await?);
        in_every_state(&format!("{width} px"), page, reader, &mut found).await?;
        // Through light to dark.
        let settings = page.settings().await?;
        settings.choose("Theme", "Light").await?;
        settings.choose("Theme", "Dark").await?;
        settings.close().await?;
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
    page.tip(TIPS[0]).await?.follow().await?;
    page.tip(TIPS[0]).await?.tick().await?;
    page.discussion()
        .await?
        .paste_into("Comment", "Kept nowhere.")
        .await?;
    page.discussion().await?.post().await?;
    page.discussion()
        .await?
        .wait_for_alert("Not posted")
        .await?;
    reader.passes_axe("storage denied").await?;
    Ok(())
}

async fn axe_finds_nothing_in_what_opens(reader: &Reader) -> Outcome {
    whatever_opens(reader).await
}

async fn axe_finds_nothing_in_what_opens_at_night(reader: &Reader) -> Outcome {
    whatever_opens(reader).await
}

/// The sheet, the settings, the choices of what to print, a note beside its mark, a definition, the offer to go on.
async fn whatever_opens(reader: &Reader) -> Outcome {
    let mut found = Vec::new();
    for width in [1440, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        let mut look = async |what: &str| -> Result<()> {
            found.extend(reader.axe(&format!("{width} px, {what}")).await?);
            Ok(())
        };
        page.contents().await?;
        look("contents open").await?;
        reader.press(Key::Escape).await?;
        let settings = page.settings().await?;
        look("settings open").await?;
        settings.close().await?;
        page.press("Print").await?;
        look("choices of what to print").await?;
        reader.press(Key::Escape).await?;
        for (mark, what) in [
            (page.mark(1).await, "note"),
            (page.term().await, "definition"),
        ] {
            let mark = mark?;
            reader.tap(&mark).await?;
            page.wait_for_note(&mark).await?;
            look(&format!("{what} open")).await?;
            reader.press(Key::Escape).await?;
        }
        let stopped = json!({ "section": "the-takeaway" });
        reader
            .keep(&format!("inside-out/place/{SLUG}"), &stopped)
            .await?;
        reader.open_wide(width, &site, "/").await?;
        until("the offer to go on shows", async || {
            Ok(page.messages().await?.concat().contains("Continue where"))
        })
        .await?;
        look("offer to go on").await?;
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

async fn axe_finds_nothing_while_the_voice_reads(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    reader.fake_voice().await?;
    reader.fake_clipboard(Clipboard::Works).await?;
    site.mend();
    page.wait_for_program("running").await?;
    page.listen(SECTIONS[0]).await?;
    page.player().await?;
    page.press("Share").await?;
    reader.copied_after(0).await?;
    reader.passes_axe("read aloud, a link copied").await?;
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
    page.tip(TIPS[1]).await?.follow().await?;
    page.tip(TIPS[1]).await?.tick().await?;
    page.tip(TIPS[1]).await?.wait_until_ticked(true).await?;
    found.extend(
        reader
            .axe(&format!("{where_}, with comments and ticks"))
            .await?,
    );
    Ok(())
}
