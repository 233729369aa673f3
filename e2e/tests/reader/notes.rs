//! Notes and the glossary: beside the words they belong to, and in a list.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, Role, pages::ArticlePage, wait::until};
use serde::Deserialize;
use thirtyfour::{By, Key, WebElement};

e2e::in_every_browser! {
    a_note_shows_beside_its_mark;
    a_definition_shows_beside_its_term;
    the_pointer_may_go_into_a_note;
    a_note_leads_to_the_list_and_back;
    every_mark_has_its_note_and_every_note_its_source;
}

async fn a_note_shows_beside_its_mark(reader: &Reader) -> Outcome {
    for width in [1440, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        shows_and_hides(reader, page, &page.mark(1).await?).await?;
    }
    Ok(())
}

async fn a_definition_shows_beside_its_term(reader: &Reader) -> Outcome {
    for width in [1440, 360] {
        let site = reader.site(Base::Root).await?;
        let page = reader.open_wide(width, &site, "/").await?;
        shows_and_hides(reader, page, &page.term().await?).await?;
    }
    Ok(())
}

/// By the mouse, by the keyboard, by a finger.
async fn shows_and_hides(reader: &Reader, page: ArticlePage<'_>, mark: &WebElement) -> Result<()> {
    reader.hover(mark).await?;
    stands_beside(page, mark).await.context("hovered")?;
    reader.press(Key::Escape).await?;
    page.wait_for_no_note(mark).await?;
    leave(reader).await?;

    reader.bring_into_view(mark).await?;
    mark.focus().await?;
    stands_beside(page, mark).await.context("focused")?;
    reader.press(Key::Escape).await?;
    page.wait_for_no_note(mark).await?;

    reader.tap(mark).await?;
    stands_beside(page, mark).await.context("touched")?;
    reader
        .tap(&page.body().await?.find(By::Tag("h2")).await?)
        .await?;
    page.wait_for_no_note(mark).await
}

async fn stands_beside(page: ArticlePage<'_>, mark: &WebElement) -> Result<()> {
    page.wait_for_note(mark).await?;
    until("the note has come to rest beside its mark", async || {
        let note = page.beside(mark).await?;
        Ok(note.is_some_and(|note| note.in_view && (0..=16).contains(&note.gap)))
    })
    .await
}

/// Moves the mouse's pointer to where nothing is.
async fn leave(reader: &Reader) -> Result<()> {
    reader
        .hover(&reader.driver().find(By::Tag("h1")).await?)
        .await
}

async fn the_pointer_may_go_into_a_note(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let mark = page.mark(1).await?;
    reader.hover(&mark).await?;
    page.wait_for_note(&mark).await?;
    let note = page.body().await?.find(By::Css("[role=note]")).await?;
    reader.hover(&note).await?;
    // Longer than the page waits for a pointer that has left.
    reader
        .js::<()>("setTimeout(() => { window.isLater = true }, 600)", [])
        .await?;
    reader
        .until_js("some time has passed", "return window.isLater === true")
        .await?;
    page.wait_for_note(&mark).await?;
    leave(reader).await?;
    page.wait_for_no_note(&mark).await
}

async fn a_note_leads_to_the_list_and_back(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let mark = page.mark(2).await?;
    let mark_id = mark.id().await?.context("a mark has an id")?;
    let list = page.section("References").await?;
    list.tap_heading().await?;
    list.wait_until_closed().await?;

    reader.tap(&mark).await?;
    let shown = page.wait_for_note(&mark).await?;
    let entry = shown.fragment.trim_start_matches('#').to_owned();
    reader.tap(&page.link_to_list().await?).await?;
    page.section("References").await?.wait_until_open().await?;
    page.wait_until_in_view(&entry).await?;
    reader.wait_for_focus(&entry).await?;

    let entry = reader.driver().find(By::Id(&entry)).await?;
    let back = Role::Link
        .beginning("Back to note 2 in the text", &entry)
        .await?;
    reader.tap(&back).await?;
    page.wait_until_in_view(&mark_id).await?;
    reader.wait_for_focus(&mark_id).await?;

    // A word's definition has its place in a list, too.
    reader.press(Key::Escape).await?;
    let term = page.term().await?;
    reader.tap(&term).await?;
    let shown = page.wait_for_note(&term).await?;
    reader.tap(&page.link_to_list().await?).await?;
    let entry = shown.fragment.trim_start_matches('#');
    page.wait_until_in_view(entry).await?;
    reader.wait_for_focus(entry).await
}

/// A note in its list.
#[derive(Debug, Deserialize)]
struct Listed {
    /// The marks that lead to it, in the text's order.
    marks: Vec<String>,
    /// Where its links back lead.
    back: Vec<String>,
    /// Its sources elsewhere.
    sources: Vec<String>,
}

async fn every_mark_has_its_note_and_every_note_its_source(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let listed: Vec<Listed> = reader
        .js(
            "const marks = [...document.querySelectorAll('[role=doc-noteref]')];
             const hrefs = (it, start) => [...it.querySelectorAll(`a[href^='${start}']`)].map((it) => it.getAttribute('href'));
             return [...document.querySelectorAll('ol > li[id]:has([id$=\"--text\"])')].map((it) => ({
               marks: marks.filter((mark) => mark.getAttribute('href') === `#${it.id}`).map((mark) => `#${mark.id}`),
               back: hrefs(it, '#'),
               sources: hrefs(it, 'https://doi.org/10.'),
             }))",
            [],
        )
        .await?;
    assert!(!listed.is_empty(), "there are notes");
    for note in &listed {
        assert!(!note.marks.is_empty(), "it is marked: {note:?}");
        assert_eq!(note.marks, note.back, "it leads back");
        assert!(!note.sources.is_empty(), "it names its source: {note:?}");
    }
    let numbers = Role::NoteMark.names(&page.body().await?).await?;
    assert_eq!(
        numbers.first().map(String::as_str),
        Some("Note 1"),
        "notes are counted from the first on: {numbers:?}"
    );
    // They are not the author's words, and say so.
    until("the list says who added it", async || {
        let list = page.section("References").await?.text().await?;
        Ok(list.contains("Added by the publisher"))
    })
    .await
}
