//! Inlines: text, emphasis, links, pictures.

use document::{Image, Inline, Slug};
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
        Inline::Image(image) => picture(image),
        Inline::Mark { id, note, number } => mark(id, note, *number),
        Inline::Term { definition, text } => term(definition, text),
        Inline::Break => view! { <br/> }.into_any(),
    }
}

/// A picture's file. Its room is kept while it loads.
pub fn picture(Image { src, alt, size }: &Image) -> AnyView {
    let src = from_base(&format!("articles/{src}"));
    let (width, height) = size.unzip();
    view! { <img src=src alt=alt.clone() width=width height=height loading="lazy"/> }.into_any()
}

/// The mark of a note: a link to it, which [`crate::article::aside`] shows beside the mark.
fn mark(id: &Slug, note: &Slug, number: usize) -> AnyView {
    let link = view! {
        <a
            id=id.to_string()
            class="mark"
            href=format!("#{note}")
            role="doc-noteref"
            aria-label=format!("Note {number}")
            aria-describedby=format!("{note}--text")
        >
            {number}
        </a>
    };
    plain("sup", vec![link.into_any()])
}

/// A word that the glossary explains.
fn term(definition: &Slug, text: &str) -> AnyView {
    view! {
        <a class="term" href=format!("#{definition}") aria-describedby=format!("{definition}--text")>
            {text.to_owned()}
        </a>
    }
    .into_any()
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
