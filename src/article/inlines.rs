//! Inlines: text, emphasis, links, pictures.

use document::Inline;
use leptos::prelude::*;

use super::{
    ArticleContext,
    element::{Attributes, element, plain},
};

/// The inlines, one after the other.
pub fn inlines(inlines: Vec<Inline>) -> Vec<AnyView> {
    inlines.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Emphasis(content) => plain("em", inlines(content)),
        Inline::Strong(content) => plain("strong", inlines(content)),
        Inline::Code(text) => plain("code", vec![text.into_any()]),
        Inline::Link { href, content } => {
            element("a", Attributes::href(from_base(href)), inlines(content))
        }
        Inline::Image { src, alt } => {
            let src = from_base(format!("articles/{src}"));
            view! { <img src=src alt=alt loading="lazy"/> }.into_any()
        }
        Inline::Break => view! { <br/> }.into_any(),
    }
}

/// A relative address starts at the site's folder, so that it is the same from `/` and from `/<slug>/`.
fn from_base(href: String) -> String {
    let is_absolute = href.starts_with('#') || href.contains(':');
    let base = use_context::<ArticleContext>().filter(|_| !is_absolute);
    base.map_or(href.clone(), |context| context.base + &href)
}
