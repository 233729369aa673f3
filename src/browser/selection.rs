//! The words that the reader has selected.

use leptos::prelude::document;

use super::{on, page};

/// The width that is kept free for what is put below a selection, in CSS pixels.
const WIDEST: i32 = 320;

/// Calls `hear` whenever the selection has changed: with the words that are selected of the article, a line break
/// between paragraphs, or `None`. The element with the id `below` is put right below them.
pub fn on_selection(below: &'static str, hear: impl Fn(Option<String>) + 'static) {
    if let Some(element) = page::find(below) {
        // A press on it must not take the selection away.
        on(&element, "pointerdown", |event| event.prevent_default());
    }
    on(&document(), "selectionchange", move |_| {
        hear(selected(below));
    });
}

fn selected(below: &str) -> Option<String> {
    let selection = document().get_selection().ok().flatten()?;
    let text = String::from(selection.to_string());
    let range = selection
        .get_range_at(0)
        .ok()
        .filter(|range| !range.collapsed())?;
    let is_in_article = page::find("article")?
        .contains(Some(&range.common_ancestor_container().ok()?))
        && !page::find("comments")
            .is_some_and(|comments| range.intersects_node(&comments).unwrap_or_default());
    if !is_in_article || text.trim().is_empty() {
        return None;
    }
    let place = range.get_bounding_client_rect();
    // It stays within the window, whose edge may be near.
    let room = document().document_element()?.client_width() - WIDEST;
    let left = place.left().min(f64::from(room)).max(0.0);
    page::put(&page::find(below)?, left, place.bottom());
    Some(text)
}
