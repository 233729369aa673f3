//! The address's fragment.

use leptos::{ev, leptos_dom::helpers::location_hash, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{after_start, page};

/// Calls `arrive` with the id that the address's fragment names, percent-decoded: now, whenever the fragment
/// changes, and before the browser follows a link to a fragment (also to the one it is at, which changes nothing).
///
/// What `arrive` opens is then scrolled to.
pub fn on_fragment(arrive: impl Fn(&str) + Copy + 'static) {
    after_start(move || {
        arrive(&here());
        let changes = window_event_listener(ev::hashchange, move |_| {
            let id = here();
            arrive(&id);
            scroll_to(id);
        });
        let clicks = window_event_listener(ev::click, move |click| {
            let target: Option<Element> = click.target().and_then(|target| target.dyn_into().ok());
            let link = target.and_then(|target| target.closest("a[href^='#']").ok().flatten());
            if let Some(href) = link.and_then(|link| link.get_attribute("href")) {
                arrive(&decoded(&href));
            }
        });
        on_cleanup(move || {
            changes.remove();
            clicks.remove();
        });
    });
}

fn here() -> String {
    decoded(&location_hash().unwrap_or_default())
}

/// `#caf%C3%A9` -> `café`. A fragment that is no valid percent-encoding stands for itself, as in browsers.
fn decoded(fragment: &str) -> String {
    let id = fragment.trim_start_matches('#');
    js_sys::decode_uri_component(id).map_or_else(|_| id.to_owned(), String::from)
}

/// Scrolls to the element, once what was just opened is in the page.
fn scroll_to(id: String) {
    request_animation_frame(move || {
        if let Ok(element) = page::element(&id) {
            element.scroll_into_view();
        }
    });
}
