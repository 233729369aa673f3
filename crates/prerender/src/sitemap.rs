//! `sitemap.xml` and `robots.txt`: what a search engine may find.

use document::{Date, Document};
use serde::Serialize;

use crate::{
    Address, BuildError,
    xml::{self, last_change},
};

/// The name of the sitemap's file.
pub const SITEMAP: &str = "sitemap.xml";

#[derive(Serialize)]
#[serde(rename = "urlset")]
struct UrlSet {
    #[serde(rename = "@xmlns")]
    namespace: &'static str,
    url: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    loc: String,
    lastmod: String,
}

/// The map of a site with these articles; none where its host is not known. With one article `/` shows it as well, so
/// only the article's own address is in it.
///
/// # Errors
/// [`BuildError::Xml`].
pub fn sitemap(articles: &[Document], address: &Address) -> Result<Option<String>, BuildError> {
    let entry = |(loc, day): (String, Date)| Entry {
        loc,
        lastmod: day.to_string(),
    };
    let list = address
        .home()
        .filter(|_| articles.len() > 1)
        .zip(articles.iter().map(last_change).max());
    let pages = articles
        .iter()
        .filter_map(|article| Some((address.page(&article.slug)?, last_change(article))));
    let url: Vec<Entry> = list.into_iter().chain(pages).map(entry).collect();
    if url.is_empty() {
        return Ok(None);
    }
    xml::document(&UrlSet {
        namespace: "http://www.sitemaps.org/schemas/sitemap/0.9",
        url,
    })
    .map(Some)
}

/// What robots may read: everything. None in a sub-folder, because robots ask for it at the root of a host only.
pub fn robots(address: &Address) -> Option<String> {
    let sitemap = address
        .file(SITEMAP)
        .map(|url| format!("\nSitemap: {url}\n"));
    (address.base() == "/")
        .then(|| format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default()))
}
