//! How far the reader is, and going on there on the next visit.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, Role, pages::ArticlePage, roles::label, site::SLUG, wait::until};
use serde_json::{Value, json};

use crate::{SECTION_IDS, SECTIONS};

e2e::in_every_browser! {
    the_line_grows_and_less_is_left;
    a_reader_is_offered_to_go_on_where_they_stopped;
    the_offer_goes_when_it_is_dismissed;
    nothing_is_offered_to_who_has_read_to_the_end;
}

const OFFER: &str = "Continue where you stopped: ";

async fn the_line_grows_and_less_is_left(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(360, &site, "/").await?;
    assert!(line(reader).await? < 0.01);
    let button = page.contents_button().await?;
    assert_eq!(label(&button).await?, "Contents 2 min left");

    let mut before = 0.0;
    for id in SECTION_IDS {
        reader.scroll_to(id).await?;
        until(&format!("the line grows at {id}"), async || {
            Ok(line(reader).await? > before)
        })
        .await?;
        before = line(reader).await?;
        assert!(before <= 1.0, "{before}");
    }
    // How much of the last section shows is a matter of the window.
    let left = label(&button).await?;
    assert!(
        ["Contents 1 min left", "Contents All read"].contains(&left.as_str()),
        "{left}"
    );
    reader.scroll_to("comments").await?;
    let read = until("all is read", async || {
        Ok(label(&button).await? == "Contents All read")
    });
    if let Err(error) = read.await {
        return Err(error.context(label(&button).await?));
    }
    until("the line is whole", async || {
        Ok((line(reader).await? - 1.0).abs() < 0.001)
    })
    .await
}

/// How much of the progress line is drawn, 0 to 1.
async fn line(reader: &Reader) -> Result<f64> {
    reader
        .js(
            "return parseFloat(getComputedStyle(document.getElementById('progress')).scale)",
            [],
        )
        .await
}

/// Reads until the element with this id is at the top, and goes away once the page has kept it.
async fn read_until(reader: &Reader, page: ArticlePage<'_>, id: &str) -> Result<()> {
    reader.scroll_to(id).await?;
    let at = SECTION_IDS.contains(&id).then_some(id);
    until(&format!("the page has kept {at:?}"), async || {
        let kept: Option<String> = reader
            .js(
                "return localStorage.getItem(arguments[0])",
                [json!(format!("inside-out/place/{SLUG}"))],
            )
            .await?;
        let expected = json!({ "version": 1, "value": { "section": at } });
        match kept {
            Some(kept) => Ok(serde_json::from_str::<Value>(&kept)? == expected),
            None => Ok(false),
        }
    })
    .await?;
    page.wait_until_in_view(id).await?;
    reader.look_at("about:blank").await?;
    Ok(())
}

/// Waits until the offer shows, or not.
async fn wait_for_offer(page: ArticlePage<'_>, title: Option<&str>) -> Result<()> {
    let expected: Vec<String> = title
        .iter()
        .map(|title| format!("{OFFER}{title}"))
        .collect();
    until(&format!("the offer is {expected:?}"), async || {
        let offers: Vec<String> = page.messages().await?;
        let offers = offers.iter().filter(|it| it.starts_with(OFFER));
        let offers = offers.map(|it| it.trim_end_matches("Dismiss").trim().to_owned());
        Ok(offers.collect::<Vec<_>>() == expected)
    })
    .await
}

async fn a_reader_is_offered_to_go_on_where_they_stopped(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    wait_for_offer(page, None).await?;
    read_until(reader, page, SECTION_IDS[2]).await?;

    reader.open(&site.address("/")).await?;
    wait_for_offer(page, Some(SECTIONS[2])).await?;
    let offer = Role::Link
        .beginning(OFFER.trim(), &page.body().await?)
        .await?;
    reader.tap(&offer).await?;
    page.wait_until_in_view(SECTION_IDS[2]).await?;
    reader
        .wait_for_focus(&format!("{}--heading", SECTION_IDS[2]))
        .await?;
    wait_for_offer(page, None).await
}

async fn the_offer_goes_when_it_is_dismissed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    read_until(reader, page, SECTION_IDS[1]).await?;
    reader.open(&site.address("/")).await?;
    wait_for_offer(page, Some(SECTIONS[1])).await?;
    page.press("Dismiss").await?;
    wait_for_offer(page, None).await
}

async fn nothing_is_offered_to_who_has_read_to_the_end(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(360, &site, "/").await?;
    reader.scroll_to(SECTION_IDS[3]).await?;
    until("the last section is the place", async || {
        let kept: String = reader.js("return JSON.stringify(localStorage)", []).await?;
        Ok(kept.contains(SECTION_IDS[3]))
    })
    .await?;
    read_until(reader, page, "comments").await?;
    reader.open_wide(360, &site, "/").await?;
    reader
        .until_js(
            "the comments are read",
            "return !document.body.textContent.includes('Looking for comments')",
        )
        .await?;
    wait_for_offer(page, None).await
}
