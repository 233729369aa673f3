//! What stands in the `<head>` of a page: for browsers, for search engines, for previews elsewhere.

use document::Document;
use inside_out::Page;

use crate::{
    Address, SITE_DESCRIPTION, SITE_NAME,
    address::FEED,
    html::{element, void},
    share_image,
};

/// The `<head>` of `page`. `has_images` says whether there are share images. What must be absolute is left out where
/// the site's host is not known.
pub fn head(page: &Page, address: &Address, has_images: bool) -> String {
    let about = match page {
        Page::Article(article) => about_article(article, address, has_images),
        Page::List(_) => about_list(address),
    };
    [about, theme_colors(), links(address)].concat()
}

fn about_article(article: &Document, address: &Address, has_images: bool) -> String {
    let url = address.page(&article.slug);
    let image = address.share_image(&article.slug).filter(|_| has_images);
    let (published, updated) = (article.published.to_string(), article.updated);
    let mut parts = vec![
        titles(&article.title, &article.description, url.as_deref()),
        named("author", &article.author),
        property("og:type", "article"),
        property("article:published_time", &published),
        property("article:author", &article.author),
    ];
    parts.extend(updated.map(|day| property("article:modified_time", &day.to_string())));
    if let Some(image) = image {
        parts.extend([
            property("og:image", &image),
            property("og:image:type", "image/png"),
            property("og:image:width", &share_image::WIDTH.to_string()),
            property("og:image:height", &share_image::HEIGHT.to_string()),
            property("og:image:alt", &article.title),
            named("twitter:card", "summary_large_image"),
        ]);
    } else {
        parts.push(named("twitter:card", "summary"));
    }
    parts.concat()
}

fn about_list(address: &Address) -> String {
    [
        titles(SITE_NAME, SITE_DESCRIPTION, address.home().as_deref()),
        property("og:type", "website"),
        named("twitter:card", "summary"),
    ]
    .concat()
}

/// What every page says of itself. An article that is shown at `/` too has one address that counts, its own.
fn titles(title: &str, description: &str, url: Option<&str>) -> String {
    let mut parts = vec![
        element("title", title),
        named("description", description),
        property("og:title", title),
        property("og:description", description),
        property("og:site_name", SITE_NAME),
        property("og:locale", "en_US"),
    ];
    parts.extend(url.map(|url| {
        let canonical = void("link", &[("rel", Some("canonical")), ("href", Some(url))]);
        canonical + &property("og:url", url)
    }));
    parts.concat()
}

/// The paper of both themes (see `style/tokens.css`), for the browser's own bars.
fn theme_colors() -> String {
    let color = |scheme: &str, color| {
        let media = format!("(prefers-color-scheme: {scheme})");
        void(
            "meta",
            &[
                ("name", Some("theme-color")),
                ("media", Some(&media)),
                ("content", Some(color)),
            ],
        )
    };
    color("light", "#fbf5ec") + &color("dark", "#191215")
}

fn links(address: &Address) -> String {
    let at = |file: &str| format!("{}{file}", address.base());
    let font = |file| {
        void(
            "link",
            &[
                ("rel", Some("preload")),
                ("href", Some(&at(file))),
                ("as", Some("font")),
                ("type", Some("font/woff2")),
                ("crossorigin", Some("")),
            ],
        )
    };
    let link = |rel, file, kind, title| {
        void(
            "link",
            &[
                ("rel", Some(rel)),
                ("href", Some(&at(file))),
                ("type", Some(kind)),
                ("title", title),
            ],
        )
    };
    let mut parts = vec![
        link("icon", "icon.svg", "image/svg+xml", None),
        font("fonts/newsreader.woff2"),
        font("fonts/figtree.woff2"),
    ];
    if address.is_known() {
        parts.push(link(
            "alternate",
            FEED,
            "application/atom+xml",
            Some(SITE_NAME),
        ));
    }
    parts.concat()
}

fn named(name: &str, content: &str) -> String {
    void("meta", &[("name", Some(name)), ("content", Some(content))])
}

fn property(name: &str, content: &str) -> String {
    void(
        "meta",
        &[("property", Some(name)), ("content", Some(content))],
    )
}
