//! Several articles: a list of them, a page for each, one program for all.
//!
//! The site at `/blog/` has the seed's article and that of the fixture, `fixtures/articles/second-article.md`.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, Role, Site, pages::ArticlePage, site::SLUG, wait::until};
use thirtyfour::Key;

use crate::{SECTIONS, TIPS};

e2e::in_every_browser! {
    the_list_leads_to_each_article;
    each_page_has_a_state_of_its_own;
    every_construct_is_there;
    an_article_in_every_construct_fits_a_phone;
    axe_finds_nothing_on_the_list_and_the_second_article;
}

const TITLE: &str = "The Second Article: Every Construct";

fn second(site: &Site) -> String {
    site.address("/blog/second-article/")
}

async fn the_list_leads_to_each_article(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    let page = reader.open(&site.address("/blog/")).await?;
    let body = page.body().await?;
    let headings: Vec<String> = reader
        .js(
            "return [...document.querySelectorAll('h1')].map((it) => it.textContent)",
            [],
        )
        .await?;
    assert_eq!(headings, ["Articles"]);
    let cards = Role::Article.names(&body).await?;
    assert_eq!(cards.len(), 2, "{cards:?}");
    assert!(cards.iter().any(|card| card == TITLE), "{cards:?}");

    for card in cards {
        let page = reader.open(&site.address("/blog/")).await?;
        let body = page.body().await?;
        let link = Role::Link.named(&card, &body).await?;
        reader.tap(&link).await?;
        reader
            .until_js(
                "an article is open",
                "return location.pathname.length > '/blog/'.length && document.documentElement.dataset.program === 'running' && document.readyState === 'complete'",
            )
            .await?;
        assert_eq!(page.opening().await?.0, card);
        // And home leads back to the list.
        let home = Role::Link.named("Inside Out", &page.body().await?).await?;
        let address = home.attr("href").await?.context("home is somewhere")?;
        assert!(address.ends_with("/blog/"), "{address}");
    }

    let programs: BTreeSet<String> = site
        .asked()
        .into_iter()
        .map(|asked| asked.path)
        .filter(|path| path.contains(".wasm"))
        .collect();
    assert_eq!(programs.len(), 1, "one program serves all: {programs:?}");
    Ok(())
}

async fn each_page_has_a_state_of_its_own(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    let page = reader.open(&second(&site)).await?;
    page.discussion()
        .await?
        .say("Ada", "On the second.")
        .await?;
    page.section("Open at First").await?.tap_heading().await?;
    page.section("Open at First")
        .await?
        .wait_until_closed()
        .await?;

    let first = site.address(&format!("/blog/{SLUG}/"));
    reader.open(&first).await?;
    reader
        .until_js(
            "the comments are read",
            "return !document.body.textContent.includes('Looking for comments')",
        )
        .await?;
    assert_eq!(page.discussion().await?.comments().await?, []);
    for title in SECTIONS {
        assert!(page.section(title).await?.is_open().await?);
    }
    page.tip(TIPS[1]).await?.follow().await?;
    page.tip(TIPS[1]).await?.tick().await?;
    page.tip(TIPS[1]).await?.wait_until_ticked(true).await?;

    // What was chosen of the looks holds for all of them.
    let settings = page.settings().await?;
    settings.choose("Theme", "Dark").await?;
    settings.close().await?;
    let night = reader.looks().await?.theme;
    reader.open(&second(&site)).await?;
    assert_eq!(reader.looks().await?.theme, night);
    page.discussion().await?.wait_for(1).await?;
    assert!(!page.section("Open at First").await?.is_open().await?);
    Ok(())
}

async fn every_construct_is_there(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    let page = reader.open(&second(&site)).await?;
    assert_eq!(page.opening().await?.0, TITLE);
    shows_constructs(reader, page).await?;

    // A note and a definition, as on any page.
    let mark = page.mark(2).await?;
    reader.tap(&mark).await?;
    page.wait_for_note(&mark).await?;
    let term = page.term().await?;
    reader.tap(&term).await?;
    page.wait_for_note(&term).await?;

    reader.press(Key::Escape).await?;

    // A heading in a section has its own link, and a link into the closed section opens it.
    let link = Role::Link
        .named("into the closed section", &page.body().await?)
        .await?;
    reader.tap(&link).await?;
    page.section("Closed at First")
        .await?
        .wait_until_open()
        .await?;
    page.wait_until_in_view("a-heading-in-it").await?;
    reader.wait_for_focus("a-heading-in-it").await
}

async fn shows_constructs(reader: &Reader, page: ArticlePage<'_>) -> Result<()> {
    for kind in [
        "h3",
        "h4",
        "em",
        "strong",
        "code",
        "pre",
        "blockquote",
        "ul li",
        "ol li",
        "hr",
        "figure img",
        "figcaption",
        "dl dt",
        "article h3",
        "[role=doc-noteref]",
    ] {
        let count: u32 = reader
            .js(
                "return document.querySelectorAll(`main ${arguments[0]}`).length",
                [kind.into()],
            )
            .await?;
        assert!(count > 0, "there is {kind}");
    }
    let (width, alt): (u32, String) = reader
        .js(
            "const it = document.querySelector('figure img'); it.scrollIntoView();
             return it.decode().then(() => [it.naturalWidth, it.alt])",
            [],
        )
        .await?;
    assert_eq!((width, alt.is_empty()), (320, false));
    assert_eq!(
        Role::Article.names(&page.body().await?).await?,
        ["Sleep", "Walk"]
    );
    let closed = page.section("Closed at First").await?;
    closed.tap_heading().await?;
    closed.wait_until_open().await?;
    for words in ["העור הוא האיבר הגדול", "生活習慣", "<b>not bold</b>"] {
        // What opens comes into sight over a moment.
        until(&format!("“{words}” shows"), async || {
            Ok(page.text().await?.contains(words))
        })
        .await?;
    }
    let bold: u32 = reader
        .js("return document.querySelectorAll('main b').length", [])
        .await?;
    assert_eq!(bold, 0);
    Ok(())
}

async fn an_article_in_every_construct_fits_a_phone(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    for path in ["/blog/second-article/", "/blog/"] {
        for size in ["Normal", "Largest"] {
            let page = reader.open_wide(360, &site, path).await?;
            let settings = page.settings().await?;
            settings.choose("Text size", size).await?;
            settings.close().await?;
            let (shown, whole): (u32, u32) = reader
                .js(
                    "const { clientWidth, scrollWidth } = document.documentElement; return [clientWidth, scrollWidth]",
                    [],
                )
                .await?;
            assert!(
                whole <= shown,
                "{path}, {size}: the page is {whole} px wide, and {shown} px show"
            );
        }
    }
    Ok(())
}

async fn axe_finds_nothing_on_the_list_and_the_second_article(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    let mut found = Vec::new();
    for path in ["/blog/", "/blog/second-article/"] {
        for width in [1440, 360] {
            let page = reader.open_wide(width, &site, path).await?;
            found.extend(reader.axe(&format!("{path}, {width} px")).await?);
            let settings = page.settings().await?;
            settings.choose("Theme", "Dark").await?;
            settings.close().await?;
            found.extend(reader.axe(&format!("{path}, {width} px, dark")).await?);
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}
