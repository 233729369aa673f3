//! A list of terms: each item a name and what it means, such as the mechanisms of an article on health.

use document::Entry;
use leptos::prelude::*;

use super::{
    blocks::blocks,
    element::{Attributes, element, plain},
};

/// The entries as a description list.
pub fn terms(entries: &[Entry]) -> AnyView {
    let entries = entries.iter().map(|entry| {
        let Entry {
            id,
            term,
            part,
            body,
        } = entry;
        // A term that a figure draws leads there.
        let words = match part {
            Some(part) => element(
                "a",
                Attributes::href(format!("#{part}")),
                vec![term.clone().into_any()],
            ),
            None => term.clone().into_any(),
        };
        let term = plain("dt", vec![words, colon()]);
        element(
            "div",
            Attributes::id(id),
            vec![term, plain("dd", blocks(body))],
        )
    });
    element("dl", Attributes::class("terms"), entries.collect())
}

/// The colon of "term: text" stays in the text, for those who copy or listen; the eye has the layout.
pub fn colon() -> AnyView {
    element("span", Attributes::class("colon"), vec![": ".into_any()])
}
