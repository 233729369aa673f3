//! A note beside its mark: what the mark's link leads to, in a popover that stands right behind the mark, so that the
//! Tab key goes from the mark into it. Hovering, focusing and touching a mark show it; Escape hides it (WCAG 1.4.13).

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};

use super::{closest, has_modifier, on_window, page};

/// How long the pointer rests on a mark that it wants to see, and not what lies behind.
const REST: Duration = Duration::from_millis(120);

/// The time to move the pointer from the mark into the popover.
const GRACE: Duration = Duration::from_millis(250);

/// The least room between the popover and the window's edge, in CSS pixels.
const EDGE: f64 = 12.0;

/// What will be done soon, unless something else happens.
type Soon = Rc<Cell<Option<TimeoutHandle>>>;

/// Shows notes in the popover `#aside` from now on: their words in its first element, and a link to the note in its list.
pub fn show_beside_marks() {
    let soon = Soon::default();
    for name in ["pointerover", "pointerout", "focusin", "click", "keydown"] {
        let soon = soon.clone();
        on_window(name, move |event| hear(name, &event, &soon));
    }
}

fn hear(name: &str, event: &Event, soon: &Soon) {
    let mark = closest(event, "a.mark, a.term");
    let is_in_aside = closest(event, "#aside").is_some();
    let then = |what: Option<(Box<dyn Fn()>, Duration)>| {
        let next = what.and_then(|(what, when)| set_timeout_with_handle(what, when).ok());
        if let Some(before) = soon.replace(next) {
            before.clear();
        }
    };
    match (name, mark) {
        // A finger does not rest on what it touches: its click shows it.
        ("pointerover" | "pointerout", _) if is_touch(event) => {}
        ("pointerover", Some(mark)) => {
            let show = move || {
                show(&mark);
            };
            then(Some((Box::new(show), REST)));
        }
        ("pointerover", None) if is_in_aside => then(None),
        ("pointerout", mark) if mark.is_some() || is_in_aside => {
            then(Some((Box::new(hide), GRACE)));
        }
        ("focusin", Some(mark)) => {
            then(None);
            show(&mark);
        }
        ("focusin", None) if !is_in_aside => hide(),
        ("click", Some(mark)) if !has_modifier(event) => {
            then(None);
            // Where nothing can be shown, the link leads to its list.
            if show(&mark).is_some() {
                event.prevent_default();
            }
        }
        // A link in it leads away from it.
        ("click", _) if !is_in_aside || closest(event, "a[href^='#']").is_some() => hide(),
        ("keydown", _) if is_escape(event) => {
            then(None);
            if is_in_aside {
                focus_mark();
            }
            hide();
        }
        _ => {}
    }
}

/// Shows what `mark` leads to. A mark that leads nowhere, and a browser without popovers, show nothing: `None`.
fn show(mark: &Element) -> Option<()> {
    let fragment = mark.get_attribute("href")?;
    let words = page::find(&format!("{}--text", fragment.trim_start_matches('#')))?;
    let aside = page::find("aside")?;
    let is_beside = aside
        .previous_sibling()
        .is_some_and(|before| before.is_same_node(Some(mark)));
    if is_beside && aside.matches(":popover-open").unwrap_or_default() {
        return Some(());
    }
    hide();
    let room = aside.first_element_child()?;
    room.set_text_content(None);
    let words = words.child_nodes();
    for index in 0..words.length() {
        let copy = words.get(index)?.clone_node_with_deep(true).ok()?;
        room.append_child(&copy).ok()?;
    }
    let in_list = aside.last_element_child()?;
    in_list.set_attribute("href", &fragment).ok()?;
    mark.after_with_node_1(&aside).ok()?;
    aside.show_popover().ok()?;
    place(&aside, mark);
    Some(())
}

/// Below the mark, or above it where there is no room; always within the window.
fn place(aside: &HtmlElement, mark: &Element) {
    // Without the scroll bar.
    let Some(root) = document().document_element() else {
        return;
    };
    let (width, height) = (
        f64::from(root.client_width()),
        f64::from(root.client_height()),
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

fn focus_mark() {
    let mark = page::find("aside").and_then(|aside| aside.previous_element_sibling());
    if let Some(mark) = mark {
        let _ = mark.unchecked_into::<HtmlElement>().focus();
    }
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
