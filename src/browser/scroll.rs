//! Where the reader is on the page, in CSS pixels.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;

use super::{on_window, page};

/// Calls `look` after each scroll and whatever else may move the text, at most once a frame.
pub fn on_scroll(look: impl Fn() + 'static) {
    let look = Rc::new(look);
    let waiting = Rc::new(Cell::new(false));
    let ask = move || {
        if !waiting.replace(true) {
            let (look, waiting) = (look.clone(), waiting.clone());
            request_animation_frame(move || {
                waiting.set(false);
                look();
            });
        }
    };
    // A click may fold something.
    for name in ["scroll", "resize", "click"] {
        let ask = ask.clone();
        on_window(name, move |_| ask());
    }
}

/// How far the element with this id is below the upper edge of the window; 0 where there is none.
pub fn top_of(id: &str) -> f64 {
    page::find(id).map_or(0.0, |element| element.get_bounding_client_rect().top())
}

/// Whether the window shows a part of an element that `selector` finds.
pub fn shows(selector: &str) -> bool {
    page::find_all(selector).iter().any(|element| {
        let place = element.get_bounding_client_rect();
        place.height() > 0.0 && place.top() < height() && place.bottom() > 0.0
    })
}

/// How far the page is scrolled down.
pub fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// The height of the window.
pub fn height() -> f64 {
    let height = window().inner_height().ok();
    height
        .and_then(|height| height.as_f64())
        .unwrap_or_default()
}

/// Scrolls to the range, where it is not in the upper half of the window: the lower one may be covered.
pub fn bring_into_view(range: &web_sys::Range) {
    let place = range.get_bounding_client_rect();
    let height = height();
    if place.top() < height / 8.0 || place.bottom() > height * 0.55 {
        window().scroll_by_with_x_and_y(0.0, place.top() - height / 3.0);
    }
}
