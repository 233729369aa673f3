//! A note beside its mark: what the mark's link leads to, in a popover that stands right behind the mark, so that the
//! Tab key goes from the mark into it. Hovering, focusing and touching a mark show it; Escape hides it (WCAG 1.4.13).

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::{closest, on_window, page};

/// The time to move the pointer from the mark into the popover.
const GRACE: Duration = Duration::from_millis(250);

/// The least room between the popover and the window's edge, in CSS pixels.
const EDGE: f64 = 12.0;

/// Shows notes in the popover `#aside` from now on: their words in its first element. `tell` is called with the
/// fragment that the shown note has in its list.
pub fn show_beside_marks(tell: Callback<String>) {
    let leaving = StoredValue::new(None::<TimeoutHandle>);
    for name in ["pointerover", "pointerout", "focusin", "click", "keydown"] {
        on_window(name, move |event| hear(name, &event, leaving, tell));
    }
}

fn hear(
    name: &str,
    event: &Event,
    leaving: StoredValue<Option<TimeoutHandle>>,
    tell: Callback<String>,
) {
    let mark = closest(event, "a.mark, a.term");
    let is_in_aside = closest(event, "#aside").is_some();
    let stay = || {
        leaving.update_value(|leaving| {
            if let Some(timeout) = leaving.take() {
                timeout.clear();
            }
        });
    };
    match (name, mark) {
        ("pointerover" | "focusin", Some(mark)) => {
            stay();
            show(&mark, tell);
        }
        ("pointerover", None) if is_in_aside => stay(),
        // A finger leaves what it has touched at once.
        ("pointerout", mark) if (mark.is_some() || is_in_aside) && !is_touch(event) => {
            stay();
            leaving.set_value(set_timeout_with_handle(hide, GRACE).ok());
        }
        ("focusin", None) if !is_in_aside => hide(),
        ("click", Some(mark)) if !has_modifier(event) => {
            event.prevent_default();
            show(&mark, tell);
        }
        // A link in it leads away from it.
        ("click", _) if !is_in_aside || closest(event, "a[href^='#']").is_some() => hide(),
        ("keydown", _) if is_escape(event) => hide(),
        _ => {}
    }
}

/// Shows what `mark` leads to.
fn show(mark: &Element, tell: Callback<String>) -> Option<()> {
    let fragment = mark.get_attribute("href")?;
    let words = page::find(&format!("{}--text", fragment.trim_start_matches('#')))?;
    let aside = page::find("aside")?;
    let is_beside = aside
        .previous_sibling()
        .is_some_and(|before| before.is_same_node(Some(mark)));
    if is_beside && aside.matches(":popover-open").unwrap_or_default() {
        return None;
    }
    hide();
    let room = aside.first_element_child()?;
    room.set_text_content(None);
    let words = words.child_nodes();
    for index in 0..words.length() {
        let copy = words.get(index)?.clone_node_with_deep(true).ok()?;
        room.append_child(&copy).ok()?;
    }
    mark.after_with_node_1(&aside).ok()?;
    aside.show_popover().ok()?;
    place(&aside, mark);
    tell.run(fragment);
    None
}

/// Below the mark, or above it where there is no room; always within the window.
fn place(aside: &HtmlElement, mark: &Element) {
    let number = |value: Result<JsValue, _>| {
        value
            .ok()
            .and_then(|value| value.as_f64())
            .unwrap_or_default()
    };
    let (width, height) = (
        number(window().inner_width()),
        number(window().inner_height()),
    );
    let (mark, size) = (
        mark.get_bounding_client_rect(),
        aside.get_bounding_client_rect(),
    );
    let left = mark.left().min(width - size.width() - EDGE).max(EDGE);
    let below = mark.bottom() + EDGE / 2.0;
    let above = (mark.top() - size.height() - EDGE / 2.0).max(EDGE);
    let is_room = below + size.height() + EDGE <= height;
    page::put(aside, left, if is_room { below } else { above });
}

fn hide() {
    page::close_popover("aside");
}

fn is_touch(event: &Event) -> bool {
    event
        .dyn_ref::<PointerEvent>()
        .is_some_and(|event| event.pointer_type() == "touch")
}

fn is_escape(event: &Event) -> bool {
    event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|event| event.key() == "Escape")
}

/// Whether the reader asks for a new tab or window.
fn has_modifier(event: &Event) -> bool {
    event
        .dyn_ref::<MouseEvent>()
        .is_some_and(|event| event.ctrl_key() || event.meta_key() || event.shift_key())
}
