//! JavaScript is off, or the program does not arrive: the article is there, and a quiet line says what is not.

use anyhow::{Context, Result};
use e2e::{Base, Fault, Outcome, Reader, Site, folders, pages::ArticlePage, site::SLUG};
use serde_json::json;

use crate::{NO_PROGRAM, SECTION_IDS, SECTIONS, first_missing_line};

e2e::in_every_browser! {
    the_article_is_readable_without_scripts: Device::without_scripts();
    the_article_is_readable_when_the_program_does_not_arrive;
    a_page_that_was_changed_before_the_start_is_open_and_says_so;
    what_is_added_around_and_into_the_words_does_not_matter;
}

const ABSENT: &str = "JavaScript is off";
const FAILED: &str = "could not start";

async fn the_article_is_readable_without_scripts(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.look_at(&site.address("/")).await?;
    is_an_article_and_a_line(page, ABSENT, FAILED).await?;

    page.follow(SECTIONS[3]).await?;
    page.wait_until_in_view("the-takeaway").await?;
    assert!(
        site.asked().iter().all(|asked| asked.status.is_success()),
        "{:?}",
        site.asked()
    );
    Ok(())
}

async fn the_article_is_readable_when_the_program_does_not_arrive(reader: &Reader) -> Outcome {
    // The loader's own words, and the browsers' about the wasm.
    reader.expect_to_hear(&[
        NO_PROGRAM,
        ".wasm",
        "WebAssembly",
        "wasm-unsafe-eval",
        "wasm-eval",
    ]);
    let site = reader.site(Base::Root).await?;
    let page = reader.look_at("about:blank").await?;
    for fault in [Fault::Missing, Fault::CutShort, Fault::Forbidden] {
        site.fail(fault);
        reader.look_at(&site.address("/")).await?;
        page.wait_for_program("failed").await?;
        is_an_article_and_a_line(page, FAILED, ABSENT).await?;
    }

    // The line says: reload the page to try again.
    site.mend();
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert!(!page.text().await?.contains(FAILED));
    page.discussion().await?.say("Ada", "There it is.").await?;
    Ok(())
}

/// Puts an element into the page, as an extension of the browser does: before what `arguments[0]` finds, all of it, or into
/// it as its last child, if `arguments[1]` says so.
const ADD: &str = "
    const [where, isLast] = arguments;
    for (const it of document.querySelectorAll(where)) {
      const added = document.createElement('div');
      if (isLast) it.append(added); else it.before(added);
    }";

/// Opens the page, and changes it before its program comes; one of its sections was closed on an earlier visit.
async fn change<'r>(
    reader: &'r Reader,
    site: &Site,
    place: &str,
    is_last: bool,
) -> Result<ArticlePage<'r>> {
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    let folding = json!({ "open": [], "closed": [SECTION_IDS[1]] });
    reader
        .keep(&format!("inside-out/folding/{SLUG}"), &folding)
        .await?;
    reader.reload().await?;
    page.wait_for_program("starting").await?;
    reader
        .until_js(
            "the page is parsed",
            "return document.readyState !== 'loading'",
        )
        .await?;
    reader.js::<()>(ADD, [json!(place), json!(is_last)]).await?;
    site.mend();
    Ok(page)
}

async fn a_page_that_was_changed_before_the_start_is_open_and_says_so(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[NO_PROGRAM]);
    let site = reader.site(Base::Root).await?;
    for place in [
        "main > section > :first-child",
        "main > section > button",
        "main > :first-child",
        "nav > ol > :first-child",
        "nav li > a",
    ] {
        let page = change(reader, &site, place, false).await?;
        page.wait_for_program("failed").await.context(place)?;
        is_an_article_and_a_line(page, FAILED, ABSENT)
            .await
            .context(place)?;
    }
    Ok(())
}

async fn what_is_added_around_and_into_the_words_does_not_matter(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    for (place, is_last) in [
        ("body > :first-child", false),
        ("body, main, section, h1, h2, p", true),
        ("p > :first-child, main li > :first-child:not(a)", false),
    ] {
        let page = change(reader, &site, place, is_last).await?;
        page.wait_for_program("running").await.context(place)?;
        for (title, was_closed) in [(SECTIONS[0], false), (SECTIONS[1], true)] {
            let section = page.section(title).await?;
            section.tap_heading().await?;
            if was_closed {
                section.wait_until_open().await?;
            } else {
                section.wait_until_closed().await?;
            }
        }
    }
    Ok(())
}

/// Every word shows; nothing that needs the program does; one quiet line says why.
async fn is_an_article_and_a_line(page: ArticlePage<'_>, line: &str, other: &str) -> Result<()> {
    let text = page.text().await?;
    assert_eq!(first_missing_line(&folders::original()?, &text), None);
    assert_eq!(
        page.controls().await?,
        Vec::<String>::new(),
        "what does nothing does not show"
    );
    let contents = page.contents().await?;
    for title in page.titles().await? {
        assert!(
            contents.iter().any(|link| link.starts_with(&title)),
            "“{title}” is in the contents: {contents:?}"
        );
    }
    assert_eq!(
        page.unseen().await?,
        Vec::<String>::new(),
        "figure, notes and glossary show"
    );
    assert!(text.contains(line), "a line says “{line}”");
    assert!(
        !text.contains(other) && !text.contains("Saved on this device"),
        "and only that: {text}"
    );
    Ok(())
}
