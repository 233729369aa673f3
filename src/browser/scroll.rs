//! Where the reader is on the page, in CSS pixels.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;

use super::{on_window, page};

/// Calls `look` after each scroll and each change of the window's size, at most once a frame.
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
    let again = ask.clone();
    on_window("scroll", move |_| ask());
    on_window("resize", move |_| again());
}

/// How far the element with this id is below the upper edge of the window; 0 where there is none.
pub fn top_of(id: &str) -> f64 {
    page::find(id).map_or(0.0, |element| element.get_bounding_client_rect().top())
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
