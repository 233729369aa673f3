//! Readability: what Firefox's Reader View, and others that use its library, make of a page.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use crate::{folders, reader::Reader, site::Site};

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
    /// The page as it is now, as HTML.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn html(&self) -> Result<String> {
        self.js("return document.documentElement.outerHTML", [])
            .await
    }

    /// What Reader View makes of a page. Leaves the page that is open: its policy holds for the library, too, while
    /// Reader View stands outside of it.
    ///
    /// # Errors
    /// Where the library cannot be had, or finds no article.
    pub async fn reader_view(&self, site: &Site, html: &str) -> Result<ReaderView> {
        let library = folders::readability()?;
        let ask = "
            const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
            const article = new Readability(parse(arguments[0])).parse();
            if (!article) throw new Error('Readability finds no article');
            const shown = parse(article.content);
            shown.querySelectorAll('sup').forEach((it) => it.remove());
            return {
              title: article.title,
              byline: article.byline ?? null,
              text: shown.body.textContent,
              headings: [...shown.querySelectorAll('h2, h3, h4')].map((it) => it.textContent.trim()),
            };";
        // In WebKit, even `about:blank` has the policy of the page before it.
        self.look_at(&site.address("/a-frame-of-width/360?about:blank"))
            .await?;
        self.js(&format!("{library}\n{ask}"), [json!(html)]).await
    }
}
