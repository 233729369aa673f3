//! Reading with a screen reader's eyes: axe, in every state of the page, without exclusions.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, pages::ArticlePage};

use crate::{DENIED, SECTIONS, TIPS};

e2e::in_every_browser! {
    axe_finds_nothing;
    axe_finds_nothing_at_night: Device::dark();
    axe_finds_nothing_without_storage: Device::without_storage();
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
