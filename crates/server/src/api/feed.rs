//! The newest comments of an article as Atom (RFC 4287).

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use comments::{Comment, Content, Slug};
use serde::Serialize;

use super::{Api, openapi::Refused, request::Article};
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
    responses((status = 200, body = String, content_type = "application/atom+xml"), Refused))]
pub(super) async fn feed(
    State(api): State<Api>,
    Article(slug): Article,
) -> Result<Response, Problem> {
    let comments = api.0.repository.newest(&slug, ENTRIES).await?;
    let feed = written(&slug, &comments);
    let xml = quick_xml::se::to_string(&feed).map_err(|_| Problem::Internal)?;
    let xml = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{xml}\n");
    Ok((
        [
            (header::CONTENT_TYPE, "application/atom+xml"),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        xml,
    )
        .into_response())
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
            text: xml_text(body.as_str()),
        },
    })
}

/// Without the signs that no XML holds.
fn xml_text(text: &str) -> String {
    let is_xml = |it: &char| !matches!(it, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(is_xml).collect()
}
