//! The feed (Atom, RFC 4287): what is new.

use document::{Date, Document};
use serde::Serialize;

use crate::{
    Address, BuildError, SITE_NAME,
    address::FEED,
    xml::{self, last_change},
};

#[derive(Serialize)]
#[serde(rename = "feed")]
struct Feed<'a> {
    #[serde(rename = "@xmlns")]
    namespace: &'static str,
    #[serde(rename = "@xml:lang")]
    language: &'static str,
    id: &'a str,
    title: &'static str,
    updated: String,
    link: [Link<'a>; 2],
    entry: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    link: Link<'a>,
    published: String,
    updated: String,
    author: Author<'a>,
    summary: &'a str,
}

#[derive(Serialize)]
struct Link<'a> {
    #[serde(rename = "@rel")]
    rel: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@href")]
    href: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// The feed of these articles, in this order; none where the site's host is not known.
///
/// # Errors
/// [`BuildError::Xml`].
pub fn feed(articles: &[Document], address: &Address) -> Result<Option<String>, BuildError> {
    let (Some(home), Some(itself)) = (address.home(), address.file(FEED)) else {
        return Ok(None);
    };
    let Some(updated) = articles.iter().map(last_change).max() else {
        return Ok(None);
    };
    let located: Vec<(&Document, String)> = articles
        .iter()
        .filter_map(|article| Some((article, address.page(&article.slug)?)))
        .collect();
    let feed = Feed {
        namespace: "http://www.w3.org/2005/Atom",
        language: "en",
        id: &home,
        title: SITE_NAME,
        updated: midnight(updated),
        link: [
            Link {
                rel: "self",
                kind: "application/atom+xml",
                href: &itself,
            },
            page_link(&home),
        ],
        entry: located
            .iter()
            .map(|(article, url)| entry(article, url))
            .collect(),
    };
    xml::document(&feed).map(Some)
}

fn entry<'a>(article: &'a Document, url: &'a str) -> Entry<'a> {
    Entry {
        id: url,
        title: &article.title,
        link: page_link(url),
        published: midnight(article.published),
        updated: midnight(last_change(article)),
        author: Author {
            name: &article.author,
        },
        summary: &article.description,
    }
}

fn page_link(href: &str) -> Link<'_> {
    Link {
        rel: "alternate",
        kind: "text/html",
        href,
    }
}

/// Atom knows moments only: the first of the day.
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
