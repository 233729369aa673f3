//! One article in the shell.

use std::cell::Cell;

use document::Document;
use inside_out::{Page, PageState};
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str};

use crate::BuildError;

/// The finished page: `shell` with the article's metadata, its content in `#app`, and its state after it. `base` is
/// the address of the site's folder; it begins and ends with `/`.
///
/// # Errors
/// Where the shell has no `<meta charset>` or no `#app`.
pub fn page(shell: &str, article: Document, base: &str) -> Result<String, BuildError> {
    let (has_head, has_app) = (Cell::new(false), Cell::new(false));
    let meta = meta(&article, base);
    let page = Page::Article(article);
    let state_json = state_json(&page.state())?;
    let content = inside_out::render(page, base);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("meta[charset]", |charset| {
            has_head.set(true);
            charset.after(&meta, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("#app", |app| {
            has_app.set(true);
            app.set_inner_content(&content, ContentType::Html);
            app.after(&state_json, ContentType::Html);
            Ok(())
        }));
    // Addresses in the shell's styles start at the site's folder, wherever that is.
    let shell = shell.replace("url(/", &format!("url({base}"));
    let filled = rewrite_str(&shell, settings)?;
    if !has_head.get() {
        return Err(BuildError::Shell("<meta charset>"));
    }
    if !has_app.get() {
        return Err(BuildError::Shell("element with the id `app`"));
    }
    Ok(filled)
}

/// What belongs in this article's `<head>`.
fn meta(article: &Document, base: &str) -> String {
    let (title, description, author) = (
        escaped(&article.title),
        escaped(&article.description),
        escaped(&article.author),
    );
    format!(
        r#"<title>{title}</title><meta name="description" content="{description}"><meta name="author" content="{author}"><link rel="icon" href="{base}icon.svg" type="image/svg+xml"><link rel="preload" href="{base}fonts/newsreader.woff2" as="font" type="font/woff2" crossorigin><link rel="preload" href="{base}fonts/figtree.woff2" as="font" type="font/woff2" crossorigin>"#
    )
}

/// The state as a data block. `<` never stands in it, so no text can end the block.
fn state_json(state: &PageState) -> Result<String, BuildError> {
    let json = serde_json::to_string(state)?.replace('<', "\\u003c");
    Ok(format!(
        r#"<script type="application/json" id="{}">{json}</script>"#,
        PageState::ELEMENT_ID
    ))
}

/// Text for an element or a quoted attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
