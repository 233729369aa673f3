//! The words that the reader has selected.

use leptos::prelude::{document, window};

use super::{on, page};

/// Words of the article that are selected, and where they end.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// The words, with a line break between paragraphs.
    pub text: String,
    /// Where the selection ends, in CSS pixels from the left edge of the page.
    pub left: f64,
    /// The lower edge of the selection, in CSS pixels from the upper edge of the page.
    pub bottom: f64,
}

/// Calls `hear` whenever the selection has changed: with what is selected of the article, or `None`.
pub fn on_selection(hear: impl Fn(Option<Selected>) + 'static) {
    on(&document(), "selectionchange", move |_| hear(selected()));
}

fn selected() -> Option<Selected> {
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
    let scrolled = |offset: Result<f64, _>| offset.unwrap_or_default();
    Some(Selected {
        text,
        left: place.left() + scrolled(window().scroll_x()),
        bottom: place.bottom() + scrolled(window().scroll_y()),
    })
}
