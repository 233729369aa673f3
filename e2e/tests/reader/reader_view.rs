//! Reader View: Mozilla's library finds the whole article, whether the program runs or not.

use anyhow::{Context, Result, ensure};
use e2e::{Base, Fault, Outcome, Reader, folders, pages::joined, readability::ReaderView};

use crate::{SECTIONS, TIPS, first_missing_line};

e2e::in_every_browser! {
    reader_view_has_the_whole_article;
}

async fn reader_view_has_the_whole_article(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    page.wait_for_program("starting").await?;
    let before = reader.html().await?;
    site.mend();
    page.wait_for_program("running").await?;
    let running = reader.html().await?;
    for (html, when) in [
        (before, "before the program"),
        (running, "with the program"),
    ] {
        has_the_whole_article(&reader.reader_view(&site, &html).await?).context(when)?;
    }
    Ok(())
}

fn has_the_whole_article(view: &ReaderView) -> Result<()> {
    let original = folders::original()?;
    let mut lines = original.lines().filter(|line| !line.trim().is_empty());
    let title = lines.next().map(joined).unwrap_or_default();
    ensure!(joined(&view.title) == title, "the title is {}", view.title);

    // Reader View shows title and byline in a place of their own; the discussion, which the last line heads, is no part
    // of an article.
    lines.next();
    let rest: Vec<&str> = lines.filter(|line| line.trim() != "Comments").collect();
    let rest = rest.join("\n");
    let text = joined(&view.text);
    let missing = first_missing_line(&rest, &text);
    ensure!(missing.is_none(), "“{missing:?}” is missing: {text}");
    let byline = view.byline.as_deref().unwrap_or_default();
    ensure!(
        byline.contains("Shin Min-Hae") || text.contains("Shin Min-Hae"),
        "the author is named: {byline}"
    );

    let mut headings = view.headings.iter();
    for heading in SECTIONS[..3].iter().chain(&TIPS).chain(&SECTIONS[3..]) {
        ensure!(
            headings.any(|it| joined(it) == *heading),
            "“{heading}” is a heading, after those before it: {:?}",
            view.headings
        );
    }
    Ok(())
}
