//! A list of terms: each item a name and what it means, such as the mechanisms of an article on health.

use document::Entry;
use leptos::prelude::*;

use super::{
    blocks::blocks,
    element::{Attributes, element, plain},
};

/// The entries as a description list.
pub fn terms<'a>(entries: impl Iterator<Item = &'a Entry>) -> AnyView {
    let entries = entries.map(|entry| {
        let words = plain("dt", vec![term(entry), colon()]);
        element(
            "div",
            Attributes::id(&entry.id),
            vec![words, plain("dd", blocks(&entry.body))],
        )
    });
    element("dl", Attributes::class("terms"), entries.collect())
}

/// The term; where a figure draws it, a link to the part that is bound to it.
pub fn term(entry: &Entry) -> AnyView {
    let term = entry.term.clone().into_any();
    match &entry.part {
        Some(part) => element("a", Attributes::href(format!("#{part}")), vec![term]),
        None => term,
    }
}

/// The colon of "term: text" stays in the text, for those who copy or listen; the eye has the layout.
pub fn colon() -> AnyView {
    element("span", Attributes::class("colon"), vec![": ".into_any()])
}
