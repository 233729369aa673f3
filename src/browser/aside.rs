//! A note beside its mark: what the mark's link leads to, in a popover that stands right behind the mark, so that the
//! Tab key goes from the mark into it. Hovering, focusing and touching a mark show it; Escape hides it (WCAG 1.4.13).

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, Node};

use super::{closest, on_window, page, pixels};

const MARKS: &str = "a.mark, a.term";
const ASIDE: &str = "#aside";

/// The time to move the pointer from the mark into the popover.
const GRACE: Duration = Duration::from_millis(250);

/// The least room between the popover and the window's edge, in CSS pixels.
const EDGE: f64 = 12.0;

/// Shows notes in the popover `#aside` from now on. `tell` is called with the fragment that the shown note has in its
/// list. The words go into the popover's first element.
pub fn show_beside_marks(tell: impl Fn(String) + Clone + 'static) {
    let leaving: Rc<Cell<Option<TimeoutHandle>>> = Rc::default();
    let stay = {
        let leaving = leaving.clone();
        move || {
            if let Some(timeout) = leaving.take() {
                timeout.clear();
            }
        }
    };
    let show = {
        let stay = stay.clone();
        move |mark: &Element| {
            stay();
            if let Some(fragment) = show(mark) {
                tell(fragment);
            }
        }
    };

    let (show_hovered, stay_hovered) = (show.clone(), stay.clone());
    on_window("pointerover", move |event| match closest(&event, MARKS) {
        Some(mark) => show_hovered(&mark),
        None if closest(&event, ASIDE).is_some() => stay_hovered(),
        None => {}
    });
    on_window("pointerout", move |event| {
        let is_left = closest(&event, MARKS)
            .or_else(|| closest(&event, ASIDE))
            .is_some();
        // A finger leaves what it has touched at once.
        if is_left && !is_touch(&event) {
            stay();
            leaving.set(set_timeout_with_handle(hide, GRACE).ok());
        }
    });
    let show_focused = show.clone();
    on_window("focusin", move |event| match closest(&event, MARKS) {
        Some(mark) => show_focused(&mark),
        None if closest(&event, ASIDE).is_none() => hide(),
        None => {}
    });
    on_window("click", move |event| {
        match closest(&event, MARKS).filter(|_| !has_modifier(&event)) {
            Some(mark) => {
                event.prevent_default();
                show(&mark);
            }
            // A link in it leads away from it.
            None if closest(&event, ASIDE).is_none()
                || closest(&event, "a[href^='#']").is_some() =>
            {
                hide();
            }
            None => {}
        }
    });
    on_window("keydown", move |event| {
        if event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape")
        {
            hide();
        }
    });
}

/// Shows what `mark` leads to, and says which fragment that is.
fn show(mark: &Element) -> Option<String> {
    let fragment = mark.get_attribute("href")?;
    let words = page::find(&format!("{}--text", fragment.trim_start_matches('#')))?;
    let aside = page::find("aside")?;
    let is_beside = aside
        .previous_sibling()
        .is_some_and(|before| before.is_same_node(Some(mark)));
    if is_beside && aside.matches(":popover-open").unwrap_or_default() {
        return Some(fragment);
    }
    hide();
    let room = aside.first_element_child()?;
    room.set_text_content(None);
    for word in copies(&words) {
        room.append_child(&word).ok()?;
    }
    mark.after_with_node_1(&aside).ok()?;
    aside.show_popover().ok()?;
    place(&aside, mark);
    Some(fragment)
}

fn copies(words: &HtmlElement) -> Vec<Node> {
    let words = words.child_nodes();
    (0..words.length())
        .filter_map(|index| words.get(index)?.clone_node_with_deep(true).ok())
        .collect()
}

/// Below the mark, or above it where there is no room; always within the window.
fn place(aside: &HtmlElement, mark: &Element) {
    let number = |value: Result<wasm_bindgen::JsValue, _>| {
        value
            .ok()
            .and_then(|value| value.as_f64())
            .unwrap_or_default()
    };
    let (window_width, window_height) = (
        number(window().inner_width()),
        number(window().inner_height()),
    );
    let (mark, size) = (
        mark.get_bounding_client_rect(),
        aside.get_bounding_client_rect(),
    );
    let left = mark
        .left()
        .min(window_width - size.width() - EDGE)
        .max(EDGE);
    let below = mark.bottom() + EDGE / 2.0;
    let top = if below + size.height() + EDGE > window_height {
        (mark.top() - size.height() - EDGE / 2.0).max(EDGE)
    } else {
        below
    };
    let scrolled = |offset: Result<f64, _>| offset.unwrap_or_default();
    let style = aside.style();
    // It scrolls with the text. Fails only for properties that there are not.
    let _ = style.set_property("left", &pixels(left + scrolled(window().scroll_x())));
    let _ = style.set_property("top", &pixels(top + scrolled(window().scroll_y())));
}

fn hide() {
    page::close_popover("aside");
}

fn is_touch(event: &Event) -> bool {
    event
        .dyn_ref::<web_sys::PointerEvent>()
        .is_some_and(|event| event.pointer_type() == "touch")
}

/// Whether the reader asks for a new tab or window.
fn has_modifier(event: &Event) -> bool {
    event
        .dyn_ref::<MouseEvent>()
        .is_some_and(|event| event.ctrl_key() || event.meta_key() || event.shift_key())
}
