//! Readability: what Firefox's Reader View, and others that use its library, make of a page.

use anyhow::Result;
use serde::Deserialize;

use crate::{folders, reader::Reader};

/// A page as Reader View shows it.
#[derive(Clone, Debug, Deserialize)]
pub struct ReaderView {
    /// The title.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// All of the text, without the marks of notes.
    pub text: String,
    /// The headings in it.
    pub headings: Vec<String>,
}

impl Reader {
    /// What Reader View makes of the page as it is now.
    ///
    /// # Errors
    /// Where the library cannot be had, or finds no article.
    pub async fn reader_view(&self) -> Result<ReaderView> {
        let library = folders::readability()?;
        let ask = "
            const article = new Readability(document.cloneNode(true)).parse();
            if (!article) throw new Error('Readability finds no article');
            const shown = new DOMParser().parseFromString(article.content, 'text/html');
            shown.querySelectorAll('sup').forEach((it) => it.remove());
            return {
              title: article.title,
              byline: article.byline ?? null,
              text: shown.body.textContent,
              headings: [...shown.querySelectorAll('h2, h3, h4')].map((it) => it.textContent.trim()),
            };";
        self.js(&format!("{library}\n{ask}"), []).await
    }
}
