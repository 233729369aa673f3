//! The address and its fragment.

use std::{rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::location_hash, prelude::*};
use wasm_bindgen::JsValue;

use super::{Event, after_start, closest, has_modifier, on_window, page, scroll};

/// Calls `arrive` with the id that the address's fragment names, percent-decoded: now, whenever the fragment
/// changes, and before the browser follows a link to a fragment (also to the one it is at, which changes nothing).
/// `arrive` says whether it opened anything for it.
///
/// The focus goes where the fragment leads. What was opened is scrolled to; else the browser itself has scrolled, to
/// the target or, after Back and Forward, to where the reader was.
pub fn on_fragment(arrive: impl Fn(&str) -> bool + 'static) {
    let arrive = Rc::new(arrive);
    after_start(move || {
        let arrive = arrive.clone();
        let arrive_by_link = arrive.clone();
        let follow = move |may_focus: bool, may_scroll: bool| {
            let id = here();
            let opened = arrive(&id);
            if may_focus {
                settle_soon(id, opened && may_scroll);
            }
        };
        // A reader who types or has scrolled already is left alone.
        follow(page::has_no_focus(), scroll::scrolled() < 1.0);
        on_window("hashchange", move |_| follow(true, true));
        on_window("click", move |click| {
            if let Some(id) = followed(&click) {
                arrive_by_link(&id);
                if id == here() {
                    // Nothing would change for the browser, and Firefox would take the focus away.
                    click.prevent_default();
                    settle_soon(id, true);
                }
            }
        });
    });
}

/// Links that lead somewhere on this page. What a note's mark leads to is shown beside it (see [`super::aside`]).
const LINKS: &str = "a[href^='#']:not(.mark, .term)";

/// What the link names that the reader follows by this click, if it leads somewhere on this page.
fn followed(click: &Event) -> Option<String> {
    let link = closest(click, LINKS).filter(|_| !has_modifier(click));
    let href = link.and_then(|link| link.get_attribute("href"))?;
    Some(decoded(&href))
}

/// Calls `hear` with the fragment of each link `a.anchor` that is followed: a heading's own.
pub fn on_anchor(hear: impl Fn(String) + 'static) {
    on_window("click", move |click| {
        let link = closest(&click, "a.anchor");
        if let Some(fragment) = link.and_then(|link| link.get_attribute("href")) {
            hear(fragment);
        }
    });
}

/// Once what was just opened is in the page, and once the browser has followed the link.
fn settle_soon(id: String, scroll: bool) {
    let settle = move || {
        if scroll {
            settle(&id);
        } else {
            page::focus(&id);
        }
    };
    set_timeout(settle, Duration::ZERO);
}

/// Scrolls to the element with this id, if there is one, and gives it the focus.
pub fn settle(id: &str) {
    if let Some(element) = page::find(id) {
        element.scroll_into_view();
    }
    page::focus(id);
}

/// The id that the address's fragment names; empty where it names none.
pub fn here() -> String {
    decoded(&location_hash().unwrap_or_default())
}

/// Calls `hear` with what the address's fragment names, percent-decoded: now, whenever it changes, and when a link is
/// followed to where the address is already.
pub fn on_hash(hear: impl Fn(String) + 'static) {
    hear(here());
    let hear = Rc::new(hear);
    let hear_again = hear.clone();
    on_window("hashchange", move |_| hear(here()));
    on_window("click", move |click| {
        if let Some(id) = followed(&click).filter(|id| *id == here()) {
            hear_again(id);
        }
    });
}

/// The value of this name in the address's query.
pub fn query(name: &str) -> Option<String> {
    let query = window().location().search().unwrap_or_default();
    let mut parts = query.trim_start_matches('?').split('&');
    let value = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
    Some(decoded(value))
}

/// Calls `hear` with what a link carries in its fragment as `#name=…`: now, and whenever such a link is followed on this
/// page. It is taken out of the address, so that it is not heard twice, kept or passed on by mistake.
pub fn on_carried(name: &'static str, hear: impl Fn(String) + 'static) {
    on_hash(move |fragment| {
        if let Some(carried) = fragment
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('='))
        {
            // Fails only for an address of another origin.
            let history = window().history();
            let _ =
                history.map(|it| it.replace_state_with_url(&JsValue::NULL, "", Some(&address(""))));
            hear(carried.to_owned());
        }
    });
}

/// The host of the page's address, without its port.
pub fn host() -> String {
    window().location().hostname().unwrap_or_default()
}

/// The page's whole address, with this end instead of its own: a fragment, which begins with `#`, or a query with one; or
/// nothing.
pub fn address(end: &str) -> String {
    let location = window().location();
    // Only the address of a page that is not there cannot be had.
    let page = location.href().unwrap_or_default();
    let begins = if end.starts_with('?') { '?' } else { '#' };
    let page = page.split(['#', begins]).next().unwrap_or_default();
    format!("{}{end}", without_comment(page))
}

/// An address without the comment that its query asks for: who passes on the article passes on no comment.
fn without_comment(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let parts = query
        .split('&')
        .filter(|part| !part.starts_with("comment="));
    match parts.collect::<Vec<_>>().join("&") {
        rest if rest.is_empty() => path.to_owned(),
        rest => format!("{path}?{rest}"),
    }
}

/// `#caf%C3%A9` -> `café`. A fragment that is no valid percent-encoding stands for itself, as in browsers. A browser that
/// knows no text directives leaves them in the fragment.
fn decoded(fragment: &str) -> String {
    let id = fragment.trim_start_matches('#');
    let id = id.split(":~:").next().unwrap_or_default();
    js_sys::decode_uri_component(id).map_or_else(|_| id.to_owned(), String::from)
}

/// `text` as a part of an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_s_address_asks_for_no_comment() {
        for (address, passed_on) in [
            ("https://example.org/a/", "https://example.org/a/"),
            ("https://example.org/a/?comment=1", "https://example.org/a/"),
            ("/a/?from=feed&comment=1", "/a/?from=feed"),
            ("/a/?comments=all", "/a/?comments=all"),
        ] {
            assert_eq!(without_comment(address), passed_on);
        }
    }
}
