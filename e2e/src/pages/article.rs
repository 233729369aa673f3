//! The page of an article.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::{By, WebElement};

use super::{Discussion, SectionPart, Tip, joined};
use crate::{reader::Reader, roles::Role, wait::until};

/// The page of an article, open in a reader's browser.
#[derive(Clone, Copy, Debug)]
pub struct ArticlePage<'r> {
    reader: &'r Reader,
}

impl<'r> ArticlePage<'r> {
    /// The page that is open.
    pub fn of(reader: &'r Reader) -> Self {
        Self { reader }
    }

    /// Who reads it.
    pub(super) fn reader(self) -> &'r Reader {
        self.reader
    }

    /// The whole page.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn body(&self) -> Result<WebElement> {
        Ok(self.reader.driver().find(By::Tag("body")).await?)
    }

    /// Waits until `<html data-program>` says `state`: `starting`, `running` or `failed`.
    ///
    /// # Errors
    /// Where it does not in time.
    pub async fn wait_for_program(&self, state: &str) -> Result<()> {
        until(&format!("the program is {state}"), async || {
            let program: Option<String> = self
                .reader
                .js(
                    "return document.documentElement.dataset.program ?? null",
                    [],
                )
                .await?;
            Ok(program.as_deref() == Some(state))
        })
        .await
    }

    /// Title and byline: the text of the one `h1`, the line with the date, and the date as machines read it.
    ///
    /// # Errors
    /// Where there is not one `h1` and a line with a time.
    pub async fn opening(&self) -> Result<(String, String, String)> {
        let titles: Vec<String> = self
            .reader
            .js(
                "return [...document.querySelectorAll('h1')].map((it) => it.textContent)",
                [],
            )
            .await?;
        ensure!(titles.len() == 1, "{} times h1", titles.len());
        let (line, date): (String, String) = self
            .reader
            .js(
                "const time = document.querySelector('main header time, main time');
                 return [time.parentElement.textContent, time.dateTime];",
                [],
            )
            .await?;
        Ok((joined(&titles[0]), joined(&line), date))
    }

    /// All text in `main` that shows, white space joined, without the marks of notes and what shows beside them.
    ///
    /// # Errors
    /// Where there is no `main`.
    pub async fn text(&self) -> Result<String> {
        let text: String = self
            .reader
            .js(
                "const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                 let seen = '';
                 while (texts.nextNode()) {
                   const { parentElement, data } = texts.currentNode;
                   if (parentElement.closest('[role=doc-noteref], [role=note]')) continue;
                   if (parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true })) seen += data;
                 }
                 return seen;",
                [],
            )
            .await?;
        Ok(joined(&text))
    }

    /// The section under this heading.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn section(&self, title: &str) -> Result<SectionPart<'r>> {
        SectionPart::under(title, self.reader).await
    }

    /// The titles of all that folds, in the page's order.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn titles(&self) -> Result<Vec<String>> {
        let titles: Vec<String> = self
            .reader
            .js(
                "return [...document.querySelectorAll('h2:has(+ [aria-expanded])')].map((it) => it.textContent)",
                [],
            )
            .await?;
        Ok(titles.iter().map(|title| joined(title)).collect())
    }

    /// Presses the button of this name.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.reader
            .tap(&Role::Button.named(name, &self.body().await?).await?)
            .await
    }

    /// Presses a button of the bar at the window's lower edge. Where it has moved away, the focus brings it back, as by the
    /// Tab key.
    ///
    /// # Errors
    /// Where it does not come.
    pub(super) async fn press_in_bar(&self, button: &WebElement) -> Result<()> {
        button.focus().await?;
        self.reader.tap(button).await
    }

    /// The tip with this heading.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn tip(&self, name: &str) -> Result<Tip<'r>> {
        Tip::named(name, self.reader).await
    }

    /// The part headed "Comments".
    ///
    /// # Errors
    /// Where there is none.
    pub async fn discussion(&self) -> Result<Discussion<'r>> {
        Discussion::of(self.reader).await
    }

    /// What shows of all that can be pressed, ticked or typed into, as HTML.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn controls(&self) -> Result<Vec<String>> {
        self.reader
            .js(
                "return [...document.querySelectorAll('button, input, textarea, select, form, label, [role=button]')]
                   .filter((it) => it.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
                   .map((it) => it.cloneNode().outerHTML)",
                [],
            )
            .await
    }

    /// What does not show of all that the article says in figures and lists, as HTML.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn unseen(&self) -> Result<Vec<String>> {
        self.reader
            .js(
                "return [...document.querySelectorAll('main :is(figure, figure *, dl, dt, dd, ol > li, nav a, [role=doc-noteref])')]
                   .filter((it) => !it.closest('defs, title, desc') && !it.checkVisibility({ visibilityProperty: true }))
                   .map((it) => it.cloneNode().outerHTML)",
                [],
            )
            .await
    }

    /// Every alert and status that says something, in the page's order.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn messages(&self) -> Result<Vec<String>> {
        self.reader
            .js(
                "return [...document.querySelectorAll('[role=alert], [role=status]')]
                   .filter((it) => it.checkVisibility()).map((it) => it.textContent.trim()).filter((text) => text)",
                [],
            )
            .await
    }

    /// Waits until the top of the element with this id is in view.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn wait_until_in_view(&self, id: &str) -> Result<()> {
        until(&format!("#{id} is in view"), async || {
            self.reader
                .js(
                    "const it = document.getElementById(arguments[0]);
                     const { top } = it.getBoundingClientRect();
                     return it.checkVisibility() && top >= -1 && top < innerHeight;",
                    [json!(id)],
                )
                .await
        })
        .await
    }
}
