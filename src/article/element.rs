//! One kind of element for the whole text of an article.
//!
//! `view!` gives every shape of element a type of its own, and the compiler copies the code that builds and hydrates
//! it for each. The text of an article needs a dozen tags and three attributes: as one type they weigh a fraction.

use leptos::{html, prelude::*};

/// The attributes that the text of an article needs.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// What fragments and the device's storage know it by.
    pub id: Option<String>,
    /// What the styles know it by.
    pub class: Option<&'static str>,
    /// Where a link leads.
    pub href: Option<String>,
}

impl Attributes {
    /// Only an id.
    pub fn id(id: impl ToString) -> Self {
        Self {
            id: Some(id.to_string()),
            ..Self::default()
        }
    }

    /// Only a class.
    pub fn class(class: &'static str) -> Self {
        Self {
            class: Some(class),
            ..Self::default()
        }
    }

    /// Only a link's address.
    pub fn href(href: String) -> Self {
        Self {
            href: Some(href),
            ..Self::default()
        }
    }
}

/// An element with a start and an end tag, such as `p` or `strong`.
pub fn element(tag: &'static str, attributes: Attributes, content: Vec<AnyView>) -> AnyView {
    let Attributes { id, class, href } = attributes;
    html::custom(tag)
        .attr("id", id)
        .attr("class", class)
        .attr("href", href)
        .child(content)
        .into_any()
}

/// An element without attributes.
pub fn plain(tag: &'static str, content: Vec<AnyView>) -> AnyView {
    element(tag, Attributes::default(), content)
}
