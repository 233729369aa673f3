//! Marks in the text, and the note that shows beside the one that the reader points at.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::{By, WebElement};

use super::{ArticlePage, joined};
use crate::{roles::Role, wait::until};

/// What shows beside a mark.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Beside {
    /// Its words, without those of its link.
    pub text: String,
    /// Where its link leads: `#…`.
    pub fragment: String,
    /// How many CSS pixels lie between it and the mark.
    pub gap: i32,
    /// Whether all of it is in the view.
    pub in_view: bool,
}

const BESIDE: &str = "
    const [mark] = arguments;
    const note = [...document.querySelectorAll('[role=note]')].find((it) => it.checkVisibility());
    if (!note) return null;
    const there = note.getBoundingClientRect(), here = mark.getBoundingClientRect(), link = note.querySelector(':scope > a');
    return {
      text: note.textContent.replace(link.textContent, ''),
      fragment: link.getAttribute('href'),
      gap: Math.round(Math.max(there.top - here.bottom, here.top - there.bottom, there.left - here.right, here.left - there.right)),
      in_view: there.left >= 0 && there.top >= 0 && there.right <= innerWidth && there.bottom <= innerHeight,
    };";

/// The fragment that a link leads to: `#…`, as it stands in the page. (`WebKit`'s driver answers with the whole address,
/// and in a drawing with no text at all.)
///
/// # Errors
/// Where it leads to none.
pub async fn fragment_of(link: &WebElement) -> Result<String> {
    let script = "return arguments[0].getAttribute('href')";
    let href: Option<String> = link
        .handle()
        .execute(script, vec![link.to_json()?])
        .await?
        .convert()?;
    href.filter(|href| href.starts_with('#'))
        .context("the link leads to no fragment")
}

impl ArticlePage<'_> {
    /// The mark of the note with this number.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn mark(&self, number: u32) -> Result<WebElement> {
        let name = format!("Note {number}");
        Role::NoteMark.named(&name, &self.body().await?).await
    }

    /// The first place in the text that the glossary explains.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn term(&self) -> Result<WebElement> {
        // A link that is described by what it leads to, and no note's mark.
        let terms = "main a[href^='#'][aria-describedby]:not([role])";
        let found = self.body().await?.find(By::Css(terms)).await;
        found.context("no word of the text is explained")
    }

    /// What shows beside `mark`, if anything does.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn beside(&self, mark: &WebElement) -> Result<Option<Beside>> {
        let shown: Option<Beside> = self.reader().js(BESIDE, [mark.to_json()?]).await?;
        Ok(shown.map(|shown| Beside {
            text: joined(&shown.text),
            ..shown
        }))
    }

    /// Waits until what `mark` leads to shows beside it.
    ///
    /// # Errors
    /// Where it does not, or other words do.
    pub async fn wait_for_note(&self, mark: &WebElement) -> Result<Beside> {
        let fragment = fragment_of(mark).await?;
        let words: String = self
            .reader()
            .js(
                "return document.getElementById(`${arguments[0].slice(1)}--text`).textContent",
                [json!(fragment)],
            )
            .await?;
        crate::wait::until_some(&format!("{fragment} shows beside its mark"), async || {
            let shown = self.beside(mark).await?;
            Ok(shown.filter(|it| it.text == joined(&words) && it.fragment == fragment))
        })
        .await
    }

    /// Waits until nothing shows beside `mark`.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn wait_for_no_note(&self, mark: &WebElement) -> Result<()> {
        until("the note hides", async || {
            Ok(self.beside(mark).await?.is_none())
        })
        .await
    }

    /// The link of what shows beside a mark, which leads to the list.
    ///
    /// # Errors
    /// Where nothing shows.
    pub async fn link_to_list(&self) -> Result<WebElement> {
        Role::Link
            .named("Show in the list", &self.body().await?)
            .await
    }
}
