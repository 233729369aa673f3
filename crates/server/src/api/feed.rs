//! The newest comments of an article as Atom (RFC 4287).

use axum::{extract::State, http::HeaderMap, response::Response};
use comments::{Comment, Content, Slug};
use serde::Serialize;

use super::{Api, etag::unless_known, openapi::Refused, request::Article};
use crate::problem::Problem;

/// So many comments are in it.
const ENTRIES: usize = 50;

#[derive(Serialize)]
#[serde(rename = "feed")]
struct Feed {
    #[serde(rename = "@xmlns")]
    namespace: &'static str,
    id: String,
    title: String,
    updated: String,
    link: Link,
    entry: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    title: String,
    published: String,
    updated: String,
    author: Author,
    link: Link,
    content: Words,
}

#[derive(Serialize)]
struct Link {
    #[serde(rename = "@href")]
    href: String,
}

#[derive(Serialize)]
struct Author {
    name: String,
}

#[derive(Serialize)]
struct Words {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "$text")]
    text: String,
}

/// The newest comments as Atom.
#[utoipa::path(get, path = "/articles/{slug}/comments.atom", tag = "articles", params(("slug" = String, Path)),
    responses((status = 200, body = String, content_type = "application/atom+xml", headers(("ETag" = String))),
    (status = 304, description = "The same as before"), Refused))]
pub(super) async fn feed(
    State(api): State<Api>,
    Article(slug): Article,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let comments = api.0.repository.newest(&slug, ENTRIES).await?;
    let feed = written(&slug, &comments);
    let xml = quick_xml::se::to_string(&feed).map_err(|_| Problem::Internal)?;
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}\n",
        only_xml(&xml)
    );
    Ok(unless_known(&headers, "application/atom+xml", xml))
}

fn written(slug: &Slug, comments: &[Comment]) -> Feed {
    // From the feed's own address, so that the site may stand anywhere.
    let page = format!("../../../../{slug}/");
    let entries: Vec<_> = comments
        .iter()
        .filter_map(|comment| entry(&page, comment))
        .collect();
    let updated = entries.iter().map(|entry| entry.updated.clone()).max();
    Feed {
        namespace: "http://www.w3.org/2005/Atom",
        id: format!("urn:inside-out:comments:{slug}"),
        title: format!("Comments: {slug}"),
        updated: updated.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
        link: Link { href: page },
        entry: entries,
    }
}

fn entry(page: &str, comment: &Comment) -> Option<Entry> {
    let Content::Said { name, body, .. } = &comment.content else {
        return None;
    };
    let name = name
        .as_ref()
        .map_or_else(|| "Anonymous".to_owned(), ToString::to_string);
    Some(Entry {
        id: format!("urn:uuid:{}", comment.id),
        title: format!("{name} wrote"),
        published: comment.created.to_string(),
        updated: comment.version().to_string(),
        author: Author { name },
        link: Link {
            href: format!("{page}?comment={id}#comment-{id}", id = comment.id),
        },
        content: Words {
            kind: "text",
            text: body.as_str().to_owned(),
        },
    })
}

/// Without the characters that XML cannot hold, whichever field they came from: one of them, and nobody reads the feed.
fn only_xml(xml: &str) -> String {
    let is_xml = |it: &char| !matches!(it, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    xml.chars().filter(is_xml).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    #[test]
    fn no_field_holds_what_xml_cannot() {
        let bad = "a\u{0}b\u{FFFE}c\u{FFFF}d\u{1B}e".to_owned();
        let link = || Link { href: bad.clone() };
        let entry = Entry {
            id: bad.clone(),
            title: bad.clone(),
            published: bad.clone(),
            updated: bad.clone(),
            author: Author { name: bad.clone() },
            link: link(),
            content: Words {
                kind: "text",
                text: bad.clone(),
            },
        };
        let feed = Feed {
            namespace: "http://www.w3.org/2005/Atom",
            id: bad.clone(),
            title: bad.clone(),
            updated: bad.clone(),
            link: link(),
            entry: vec![entry],
        };
        let xml = only_xml(&quick_xml::se::to_string(&feed).expect("XML"));
        let parsed = roxmltree::Document::parse(&xml).expect("well-formed XML");
        let texts: Vec<_> = parsed.descendants().filter_map(|it| it.text()).collect();
        assert!(texts.iter().all(|it| *it == "abcde"), "{texts:?}");
        assert!(texts.len() >= 8, "{texts:?}");
    }
}
