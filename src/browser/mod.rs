//! The browser, as far as the page needs it. No other module names `web-sys` or `js-sys`.
//!
//! | module | what |
//! | --- | --- |
//! | [`page`](mod@page) | the elements and attributes that the page's shell and the program share |
//! | [`patch`](mod@patch), [`press`](mod@press) | pieces into the page, and what the reader does with them |
//! | [`dialog`](mod@dialog), [`press_guard`](mod@press_guard) | a question before something is taken away; presses that were meant for what was there before |
//! | [`storage`](mod@storage) | what is kept on the device: one versioned envelope for each thing |
//! | [`location`](mod@location) | the address and its fragment |
//! | [`scroll`](mod@scroll) | where the reader is on the page |
//! | [`aside`](mod@aside) | a note beside its mark |
//! | [`selection`](mod@selection) | the words that the reader has selected |
//! | [`sharing`](mod@sharing) | the system's share sheet and clipboard |
//! | [`printer`](mod@printer) | the print dialogue |
//! | [`speech`](mod@speech), [`sentences`](mod@sentences) | the voice, and what it reads |
//! | [`locks`](mod@locks) | what one tab does at a time |
//! | [`net`](mod@net), [`stream`](mod@stream) | the site's own server: requests, and what it tells |
//! | [`file`](mod@file) | files, given and taken |
//! | [`clock`](mod@clock) | now, today, and a moment in the reader's own words |
//! | [`random`](mod@random) | bytes that nobody can guess |
//!
//! All of it may only be called in effects and event handlers: the prerender has no browser.

pub mod aside;
pub mod clock;
pub mod dialog;
pub mod file;
pub mod location;
pub mod locks;
pub mod net;
pub mod page;
pub mod patch;
pub mod press;
pub mod press_guard;
pub mod printer;
pub mod random;
pub mod scroll;
pub mod selection;
pub mod sentences;
pub mod sharing;
pub mod speech;
pub mod storage;
pub mod stream;

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, MouseEvent};

/// Runs `start` once the page has been taken over: the time to read what only the device knows. Never in the
/// prerender.
pub fn after_start(start: impl Fn() + 'static) {
    effect(Box::new(move || untrack(&start)));
}

/// Runs `hear` with what `look` derives from signals, whenever it has changed; not with what it is at first.
pub fn on_change<T: PartialEq + 'static>(
    look: impl Fn() -> T + 'static,
    hear: impl Fn(&T) + 'static,
) {
    let before = Cell::new(None);
    effect(Box::new(move || {
        let now = look();
        if before.take().is_some_and(|before| before != now) {
            untrack(|| hear(&now));
        }
        before.set(Some(now));
    }));
}

// One type of effect for all of them: each further one would weigh over a kilobyte.
fn effect(run: Box<dyn Fn()>) {
    Effect::new(move |_| run());
}

/// Calls `hear` at every event `name` that reaches the window, as long as the page is there.
fn on_window(name: &str, hear: impl Fn(Event) + 'static) {
    on(&window(), name, hear);
}

/// Calls `hear` at every event `name` that reaches `target`, as long as the page is there.
fn on(target: &EventTarget, name: &str, hear: impl Fn(Event) + 'static) {
    let hear: Box<dyn Fn(Event)> = Box::new(hear);
    let hear = Closure::wrap(hear).into_js_value();
    // Fails only for a listener that is no function.
    let _ = target.add_event_listener_with_callback(name, hear.unchecked_ref());
}

/// The nearest element around the event's place that `selector` finds.
fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

/// Whether the reader asks for a new tab or window.
fn has_modifier(event: &Event) -> bool {
    event
        .dyn_ref::<MouseEvent>()
        .is_some_and(|event| event.ctrl_key() || event.meta_key() || event.shift_key())
}
