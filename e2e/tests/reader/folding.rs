//! Folding.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, pages::ArticlePage};
use thirtyfour::Key;

use crate::SECTIONS;

e2e::in_every_browser! {
    a_section_folds_by_touch_and_by_key;
    all_sections_fold_at_once;
    a_link_opens_the_section_it_leads_into;
    the_browsers_own_search_opens_a_section;
}

async fn a_section_folds_by_touch_and_by_key(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let section = page.section(SECTIONS[1]).await?;
    let before = section.text().await?;
    assert!(section.is_open().await?);

    section.tap_heading().await?;
    section.wait_until_closed().await?;
    assert!(
        !page
            .text()
            .await?
            .contains("An imbalanced gut microbiome can trigger")
    );
    section.tap_end_of_row().await?;
    section.wait_until_open().await?;
    assert_eq!(section.text().await?, before);

    section.focus().await?;
    reader.press(Key::Enter).await?;
    section.wait_until_closed().await?;
    reader.press(Key::Space).await?;
    section.wait_until_open().await?;
    reader.press(Key::Space).await?;
    section.wait_until_closed().await?;
    assert_eq!(
        open_sections(page).await?,
        [SECTIONS[0], SECTIONS[2], SECTIONS[3]]
    );
    Ok(())
}

async fn all_sections_fold_at_once(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;

    page.press("Collapse all").await?;
    let titles = page.titles().await?;
    for title in &titles {
        page.section(title).await?.wait_until_closed().await?;
    }
    page.section(SECTIONS[2]).await?.tap_heading().await?;
    page.section(SECTIONS[2]).await?.wait_until_open().await?;
    // One is open: there is something to collapse.
    page.press("Collapse all").await?;
    page.section(SECTIONS[2]).await?.wait_until_closed().await?;
    page.press("Expand all").await?;
    for title in &titles {
        page.section(title).await?.wait_until_open().await?;
    }

    // Closed one by one, they are all closed, too.
    for title in &titles {
        page.section(title).await?.tap_heading().await?;
        page.section(title).await?.wait_until_closed().await?;
    }
    page.press("Expand all").await?;
    page.section(SECTIONS[0]).await?.wait_until_open().await?;
    Ok(())
}

async fn a_link_opens_the_section_it_leads_into(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;

    page.press("Collapse all").await?;
    page.follow(SECTIONS[3]).await?;
    page.section(SECTIONS[3]).await?.wait_until_open().await?;
    page.wait_until_in_view("the-takeaway").await?;
    assert_eq!(open_sections(page).await?, [SECTIONS[3]]);

    // The same link again leads there again.
    page.section(SECTIONS[3]).await?.tap_heading().await?;
    page.section(SECTIONS[3]).await?.wait_until_closed().await?;
    page.follow(SECTIONS[3]).await?;
    page.section(SECTIONS[3]).await?.wait_until_open().await?;
    page.wait_until_in_view("the-takeaway").await?;

    // A fragment deep in a section, in the address.
    set_fragment(reader, "manage-stress").await?;
    page.section(SECTIONS[2]).await?.wait_until_open().await?;
    page.wait_until_in_view("manage-stress").await?;

    page.press("Collapse all").await?;
    page.section(SECTIONS[3]).await?.wait_until_closed().await?;
    reader.go_back().await?;
    page.section(SECTIONS[3]).await?.wait_until_open().await?;
    page.wait_until_in_view("the-takeaway").await?;

    // Fragments that lead nowhere do no harm.
    for fragment in ["nowhere", "%E0%A4%A", "%00", ":~:text=nowhere"] {
        set_fragment(reader, fragment).await?;
    }
    page.section(SECTIONS[0]).await?.tap_heading().await?;
    page.section(SECTIONS[0]).await?.wait_until_open().await?;

    // From outside, a link leads to its target.
    reader.look_at("about:blank").await?;
    let page = reader.open(&site.address("/#inflammation")).await?;
    page.wait_until_in_view("inflammation").await?;
    Ok(())
}

async fn the_browsers_own_search_opens_a_section(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;

    page.press("Collapse all").await?;
    page.section(SECTIONS[3]).await?.wait_until_closed().await?;
    // A link to words searches for them, as the reader would by the browser's own search.
    reader
        .driver()
        .goto(site.address("/#:~:text=no%20longer%20a%20fad"))
        .await?;
    page.section(SECTIONS[3]).await?.wait_until_open().await?;
    page.wait_until_in_view("the-takeaway--panel").await?;
    assert_eq!(open_sections(page).await?, [SECTIONS[3]]);

    // The button follows what the search has opened.
    page.section(SECTIONS[3]).await?.tap_heading().await?;
    page.section(SECTIONS[3]).await?.wait_until_closed().await?;
    Ok(())
}

async fn set_fragment(reader: &Reader, fragment: &str) -> Result<()> {
    reader
        .js("location.hash = arguments[0]", [fragment.into()])
        .await
}

async fn open_sections(page: ArticlePage<'_>) -> Result<Vec<&'static str>> {
    let mut open = Vec::new();
    for title in SECTIONS {
        if page.section(title).await?.is_open().await? {
            open.push(title);
        }
    }
    Ok(open)
}
