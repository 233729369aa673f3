//! The contents: where the reader is, how long it takes, and a sheet where there is no margin.

use anyhow::Context;
use e2e::{Base, Outcome, Reader, roles::label, wait::until};
use thirtyfour::Key;

use crate::{SECTION_IDS, SECTIONS};

e2e::in_every_browser! {
    the_place_is_marked;
    each_section_says_how_long_it_takes;
    the_sheet_opens_and_gives_the_focus_back;
}

async fn the_place_is_marked(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    assert_eq!(page.current().await?, None, "before the first section");
    for (id, title) in SECTION_IDS.into_iter().zip(SECTIONS) {
        reader.scroll_to(id).await?;
        until(&format!("“{title}” is marked"), async || {
            let current = page.current().await?;
            Ok(current.is_some_and(|it| it.starts_with(title)))
        })
        .await?;
    }
    reader.js::<()>("scrollTo(0, 0)", []).await?;
    until("no section is marked", async || {
        Ok(page.current().await?.is_none())
    })
    .await
}

async fn each_section_says_how_long_it_takes(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let contents = page.contents().await?;
    for (link, title) in contents.iter().zip(SECTIONS) {
        let minutes = link
            .strip_prefix(title)
            .and_then(|rest| rest.trim().strip_suffix(" min"))
            .with_context(|| format!("“{link}” names minutes"))?;
        assert!(minutes.parse::<u32>()? > 0, "{link}");
        let section = page.section(title).await?.text().await?;
        assert!(section.contains(&format!("{minutes} min")), "{section}");
    }
    assert_eq!(contents.last().map(String::as_str), Some("Comments"));
    Ok(())
}

async fn the_sheet_opens_and_gives_the_focus_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(360, &site, "/").await?;
    assert!(!page.shows_contents().await?);
    let button = page.contents_button().await?;
    assert_eq!(label(&button).await?, "Contents 2 min left");

    reader.tap(&button).await?;
    until("the sheet is open", async || page.shows_contents().await).await?;
    assert!(page.contents().await?[0].starts_with(SECTIONS[0]));
    reader.press(Key::Escape).await?;
    until("the sheet is closed", async || {
        Ok(!page.shows_contents().await?)
    })
    .await?;
    let focused: String = reader
        .js("return document.activeElement.textContent", [])
        .await?;
    assert!(focused.starts_with("Contents"), "“{focused}” has the focus");

    page.follow(SECTIONS[2]).await?;
    until("the sheet is closed", async || {
        Ok(!page.shows_contents().await?)
    })
    .await?;
    page.wait_until_in_view(SECTION_IDS[2]).await?;
    reader
        .wait_for_focus(&format!("{}--heading", SECTION_IDS[2]))
        .await
}
