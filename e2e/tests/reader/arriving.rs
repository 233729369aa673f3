//! Arriving: links, the address, Back and Forward lead somewhere, and the focus goes along.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, site::SLUG, wait::until};
use serde_json::json;

use crate::{SECTION_IDS, SECTIONS};

e2e::in_every_browser! {
    the_focus_goes_where_a_link_leads;
    an_address_opens_what_it_leads_to;
    back_and_forward_open_and_take_the_focus_along;
    back_does_not_scroll_away_from_the_reader_s_place;
}

async fn the_focus_goes_where_a_link_leads(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let heading = format!("{}--heading", SECTION_IDS[2]);
    page.follow(SECTIONS[2]).await?;
    reader.wait_for_focus(&heading).await?;
    page.wait_until_in_view(SECTION_IDS[2]).await?;

    // To where the address leads already.
    reader.scroll_to("comments").await?;
    page.follow(SECTIONS[2]).await?;
    reader.wait_for_focus(&heading).await?;
    page.wait_until_in_view(SECTION_IDS[2]).await?;

    page.follow("Comments").await?;
    reader.wait_for_focus("comments--heading").await?;
    page.wait_until_in_view("comments").await?;
    Ok(())
}

async fn an_address_opens_what_it_leads_to(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    reader.open(&site.address("/")).await?;
    let kept = json!({ "open": [], "closed": SECTION_IDS });
    reader
        .keep(&format!("inside-out/folding/{SLUG}"), &kept)
        .await?;
    reader.look_at("about:blank").await?;
    let page = reader.open(&site.address("/#inflammation")).await?;
    page.section(SECTIONS[1]).await?.wait_until_open().await?;
    page.wait_until_in_view("inflammation").await?;
    reader.wait_for_focus("inflammation").await?;
    assert!(!page.section(SECTIONS[0]).await?.is_open().await?);
    Ok(())
}

async fn back_and_forward_open_and_take_the_focus_along(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.follow(SECTIONS[1]).await?;
    reader
        .wait_for_focus(&format!("{}--heading", SECTION_IDS[1]))
        .await?;
    page.follow(SECTIONS[3]).await?;
    reader
        .wait_for_focus(&format!("{}--heading", SECTION_IDS[3]))
        .await?;
    page.press("Collapse all").await?;
    for title in SECTIONS {
        page.section(title).await?.wait_until_closed().await?;
    }

    reader.go_back().await?;
    page.section(SECTIONS[1]).await?.wait_until_open().await?;
    page.wait_until_in_view(SECTION_IDS[1]).await?;
    reader
        .wait_for_focus(&format!("{}--heading", SECTION_IDS[1]))
        .await?;
    reader.go_forward().await?;
    page.section(SECTIONS[3]).await?.wait_until_open().await?;
    page.wait_until_in_view(SECTION_IDS[3]).await?;
    reader
        .wait_for_focus(&format!("{}--heading", SECTION_IDS[3]))
        .await?;
    Ok(())
}

async fn back_does_not_scroll_away_from_the_reader_s_place(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    // Before any fragment; then, some way below where one leads.
    for start in [None, Some("inflammation")] {
        if let Some(id) = start {
            reader
                .js::<()>("location.hash = arguments[0]", [json!(id)])
                .await?;
            reader.wait_for_focus(id).await?;
        }
        reader.scroll_to("manage-stress").await?;
        let place = scrolled(reader).await?;
        page.follow(SECTIONS[3]).await?;
        reader
            .wait_for_focus(&format!("{}--heading", SECTION_IDS[3]))
            .await?;
        page.wait_until_in_view(SECTION_IDS[3]).await?;
        reader.go_back().await?;
        until("the reader is where they were", async || {
            Ok((scrolled(reader).await? - place).abs() < 3.0)
        })
        .await?;
        if let Some(id) = start {
            reader.wait_for_focus(id).await?;
        }
        // And stays there: two frames later, too.
        reader
            .driver()
            .execute_async(
                "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))",
                [],
            )
            .await?;
        let now = scrolled(reader).await?;
        assert!((now - place).abs() < 3.0, "from {place} to {now}");
    }
    Ok(())
}

async fn scrolled(reader: &Reader) -> Result<f64> {
    reader.js("return scrollY", []).await
}
