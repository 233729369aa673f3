//! Figures: a picture or a drawing with its caption.

use document::{Drawing, Inline, Picture, Shape, Slug};
use leptos::{
    attr::{
        any_attribute::{AnyAttribute, IntoAnyAttribute},
        custom::custom_attribute,
    },
    html,
    prelude::*,
};

use super::{
    element::{Attributes, element},
    inlines::{inlines, picture},
};

/// A picture or a drawing, and what is said about it.
pub fn figure(shown: &Picture, caption: &[Inline]) -> AnyView {
    let shown = match shown {
        Picture::File(image) => picture(image),
        Picture::Drawing(drawing) => drawn(drawing),
    };
    let mut content = vec![shown];
    if !caption.is_empty() {
        content.push(element(
            "figcaption",
            Attributes::default(),
            inlines(caption),
        ));
    }
    element("figure", Attributes::default(), content)
}

/// A drawing whose parts lead to the entries that they are bound to. It is a group, not an image, because an image
/// hides what is in it from assistive technology.
fn drawn(drawing: &Drawing) -> AnyView {
    html::custom("svg")
        .attr("id", drawing.id.to_string())
        .attr("viewBox", drawing.view_box.clone())
        .attr("role", "group")
        .attr("aria-label", drawing.alt.clone())
        .child(shapes(&drawing.content))
        .into_any()
}

fn shapes(content: &[Shape]) -> Vec<AnyView> {
    content.iter().map(shape).collect()
}

fn shape(shape: &Shape) -> AnyView {
    match shape {
        Shape::Text(text) => text.clone().into_any(),
        Shape::Part {
            id,
            entry,
            term,
            content,
        } => part(id, entry, term, content),
        Shape::Element {
            name,
            attributes,
            content,
        } => {
            let attributes: Vec<AnyAttribute> = attributes
                .iter()
                .map(|(name, value)| custom_attribute(name.clone(), value.clone()).into_any_attr())
                .collect();
            html::custom(name.clone())
                .add_any_attr(attributes)
                .child(shapes(content))
                .into_any()
        }
    }
}

/// A part leads to its entry, whose term leads to the part; each lights the other (see `crates/prerender`).
fn part(id: &Slug, entry: &Slug, term: &str, content: &[Shape]) -> AnyView {
    html::custom("a")
        .attr("id", id.to_string())
        .attr("class", "part")
        .attr("href", format!("#{entry}"))
        .attr("aria-label", term.to_owned())
        .child(shapes(content))
        .into_any()
}
