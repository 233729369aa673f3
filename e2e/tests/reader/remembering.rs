//! Folding is remembered, and what is tapped before the program is there is not forgotten.

use anyhow::Result;
use e2e::{Base, Fault, Outcome, Reader, pages::ArticlePage, site::SLUG};
use serde_json::json;

use crate::{SECTION_IDS, SECTIONS};

e2e::in_every_browser! {
    folding_is_remembered_both_ways;
    what_was_closed_is_closed_before_the_program;
    a_tap_before_the_program_is_honoured;
    an_author_may_close_a_section;
}

async fn is_open(page: ArticlePage<'_>) -> Result<[bool; 4]> {
    let mut open = [false; 4];
    for (open, title) in open.iter_mut().zip(SECTIONS) {
        *open = page.section(title).await?.is_open().await?;
    }
    Ok(open)
}

async fn folding_is_remembered_both_ways(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    for index in [0, 2] {
        let section = page.section(SECTIONS[index]).await?;
        section.tap_heading().await?;
        section.wait_until_closed().await?;
    }
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert_eq!(is_open(page).await?, [false, true, false, true]);

    let section = page.section(SECTIONS[0]).await?;
    section.tap_heading().await?;
    section.wait_until_open().await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert_eq!(is_open(page).await?, [true, true, false, true]);
    Ok(())
}

async fn what_was_closed_is_closed_before_the_program(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    let kept = json!({ "open": [SECTION_IDS[0]], "closed": [SECTION_IDS[1], SECTION_IDS[3]] });
    reader
        .keep(&format!("inside-out/folding/{SLUG}"), &kept)
        .await?;

    reader.reload().await?;
    page.wait_for_program("starting").await?;
    assert_eq!(is_open(page).await?, [true, false, true, false]);
    assert!(!page.text().await?.contains("no longer a fad"));
    site.mend();
    page.wait_for_program("running").await?;
    assert_eq!(is_open(page).await?, [true, false, true, false]);

    // The program knows them: each button does what it says.
    let section = page.section(SECTIONS[1]).await?;
    section.tap_heading().await?;
    section.wait_until_open().await?;
    Ok(())
}

async fn a_tap_before_the_program_is_honoured(reader: &Reader) -> Outcome {
    // Two sites: for the browser the second is another one, of which it has kept nothing.
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    page.wait_for_program("starting").await?;
    page.section(SECTIONS[1]).await?.tap_heading().await?;
    site.mend();
    page.wait_for_program("running").await?;
    page.section(SECTIONS[1]).await?.wait_until_closed().await?;
    assert_eq!(is_open(page).await?, [true, false, true, true]);

    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    reader.look_at(&site.address("/")).await?;
    page.wait_for_program("starting").await?;
    page.press("Collapse all").await?;
    site.mend();
    page.wait_for_program("running").await?;
    for title in SECTIONS {
        page.section(title).await?.wait_until_closed().await?;
    }
    Ok(())
}

/// The article of the fixture: see `fixtures/articles/second-article.md`.
async fn an_author_may_close_a_section(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    site.fail(Fault::HeldBack);
    let page = reader
        .look_at(&site.address("/blog/second-article/"))
        .await?;
    page.wait_for_program("starting").await?;
    let named: String = reader
        .js("return document.documentElement.dataset.closed ?? ''", [])
        .await?;
    assert_eq!(named, "closed-at-first");
    assert!(!page.section("Closed at First").await?.is_open().await?);
    assert!(page.section("Open at First").await?.is_open().await?);
    site.mend();
    page.wait_for_program("running").await?;
    let section = page.section("Closed at First").await?;
    assert!(!section.is_open().await?);

    // The reader's own choice counts for more.
    section.tap_heading().await?;
    section.wait_until_open().await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert!(page.section("Closed at First").await?.is_open().await?);
    Ok(())
}
