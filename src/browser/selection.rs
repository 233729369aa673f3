//! The words that the reader has selected.

use leptos::prelude::{Callable, Callback, document};

use super::{on, page};

/// Calls `hear` whenever the selection has changed: with the words that are selected of the article, a line break
/// between paragraphs, or `None`. The element with the id `below` is put right below them.
pub fn on_selection(below: &'static str, hear: Callback<Option<String>>) {
    on(&document(), "selectionchange", move |_| {
        hear.run(selected(below));
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
    page::put(&page::find(below)?, place.left(), place.bottom());
    Some(text)
}
