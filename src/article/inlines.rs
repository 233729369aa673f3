//! Inlines: text, emphasis, links, pictures.

use document::Inline;
use leptos::prelude::*;

use super::{
    SiteBase,
    element::{Attributes, element, plain},
};

/// The inlines, one after the other.
pub fn inlines(inlines: &[Inline]) -> Vec<AnyView> {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Emphasis(content) => plain("em", inlines(content)),
        Inline::Strong(content) => plain("strong", inlines(content)),
        Inline::Code(text) => plain("code", vec![text.clone().into_any()]),
        Inline::Link { href, content } => {
            element("a", Attributes::href(from_base(href)), inlines(content))
        }
        Inline::Image { src, alt } => {
            let src = from_base(&format!("articles/{src}"));
            view! { <img src=src alt=alt.clone() loading="lazy"/> }.into_any()
        }
        Inline::Break => view! { <br/> }.into_any(),
    }
}

/// A relative address starts at the site's folder.
fn from_base(href: &str) -> String {
    let is_absolute = href.starts_with(['#', '/', '\\']) || has_scheme(href);
    let base = SiteBase::here().filter(|_| !is_absolute);
    base.unwrap_or_default() + href
}

/// Whether a colon stands before the path, as in `https:` and `mailto:`.
fn has_scheme(href: &str) -> bool {
    href.find([':', '/', '?', '#'])
        .is_some_and(|at| href[at..].starts_with(':'))
}
