//! Reading.

use anyhow::{Result, ensure};
use e2e::{Base, Outcome, Reader, Role, folders, pages::joined};

use crate::{SECTIONS, TIPS, first_missing_line};

e2e::in_every_browser! {
    the_article_is_all_there;
    nothing_scrolls_sideways;
}

async fn the_article_is_all_there(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let original = folders::original()?;

    let (title, byline, date) = page.opening().await?;
    assert_eq!(Some(title.as_str()), original.lines().next());
    assert_eq!(reader.driver().title().await?, title);
    assert_eq!(byline, joined(original.lines().nth(1).unwrap_or_default()));
    assert_eq!(date, "2024-02-13");
    assert_eq!(first_missing_line(&original, &page.text().await?), None);

    let headings: Vec<String> = reader
        .js(
            "return [...document.querySelectorAll('h2')].filter((it) => it.checkVisibility()).map((it) => it.textContent)",
            [],
        )
        .await?;
    // What the publisher adds stands after the author's words.
    assert_eq!(headings[..SECTIONS.len()], SECTIONS);
    assert_eq!(headings.last().map(String::as_str), Some("Comments"));
    let contents = page.contents().await?;
    assert_eq!(contents.len(), headings.len());
    for (link, heading) in contents.iter().zip(&headings) {
        assert!(link.starts_with(heading.as_str()), "{link}: {heading}");
    }
    assert_eq!(Role::Article.names(&page.body().await?).await?, TIPS);
    let (language, mains): (String, u32) = reader
        .js(
            "return [document.documentElement.lang, document.querySelectorAll('main').length]",
            [],
        )
        .await?;
    assert_eq!((language.as_str(), mains), ("en", 1));
    Ok(())
}

async fn nothing_scrolls_sideways(reader: &Reader) -> Outcome {
    for width in [1440, 768, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        stays_within(width, reader).await?;
        // What readers write may have no place to break a line.
        page.discussion()
            .await?
            .say(&"Name".repeat(15), &"endless".repeat(60))
            .await?;
        stays_within(width, reader).await?;
    }
    Ok(())
}

async fn stays_within(width: u32, reader: &Reader) -> Result<()> {
    let (window, shown, whole): (u32, u32, u32) = reader
        .js("const { clientWidth, scrollWidth } = document.documentElement; return [innerWidth, clientWidth, scrollWidth]", [])
        .await?;
    assert_eq!(window, width);
    ensure!(
        whole <= shown,
        "at {width} px the page is {whole} px wide, and {shown} px show"
    );
    Ok(())
}
