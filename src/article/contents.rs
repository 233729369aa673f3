//! The landmark "Contents".

use document::{Document, plain_text};
use leptos::prelude::*;

use super::element::{Attributes, element, plain};

/// Links to the sections and to the discussion. Following one opens its section (see [`crate::browser::location`]).
pub fn contents(article: &Document) -> Vec<AnyView> {
    let link = |id: &str, title: String| {
        let link = element(
            "a",
            Attributes::href(format!("#{id}")),
            vec![title.into_any()],
        );
        plain("li", vec![link])
    };
    let mut links: Vec<_> = article
        .sections
        .iter()
        .map(|section| link(section.id.as_str(), plain_text(&section.title)))
        .collect();
    links.push(link("comments", "Comments".to_owned()));
    let label = Attributes {
        class: Some("label"),
        ..Attributes::id("contents--label")
    };
    vec![
        element("p", label, vec!["Contents".into_any()]),
        plain("ol", links),
    ]
}
