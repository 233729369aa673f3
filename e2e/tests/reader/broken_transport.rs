//! JavaScript is off, or the program does not arrive: the article is there, and a quiet line says what is not.

use anyhow::Result;
use e2e::{Base, Fault, Outcome, Reader, folders, pages::ArticlePage};

use crate::{NO_PROGRAM, SECTIONS, first_missing_line};

e2e::in_every_browser! {
    the_article_is_readable_without_scripts: Device::without_scripts();
    the_article_is_readable_when_the_program_does_not_arrive;
}

const ABSENT: &str = "JavaScript is off";
const FAILED: &str = "did not load";

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
