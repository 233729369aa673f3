//! The browser, as far as the page needs it. No other module names `web-sys` or `js-sys`.
//!
//! | module | what |
//! | --- | --- |
//! | [`page`](mod@page) | the elements and attributes that the page's shell and the program share |
//! | [`json`](mod@json) | text and values, by the browser's own parser |
//! | [`storage`](mod@storage) | what is kept on the device: one versioned envelope for each thing |
//! | [`location`](mod@location) | the address's fragment |
//! | [`clock`](mod@clock) | now, and a moment in the reader's own words |
//! | [`random`](mod@random) | bytes that nobody can guess |
//!
//! All of it may only be called in effects and event handlers: the prerender has no browser.

pub mod clock;
pub mod json;
pub mod location;
pub mod page;
pub mod random;
pub mod storage;

use leptos::prelude::*;

/// Runs `start` once the page has been taken over: the time to read what only the device knows. Never in the
/// prerender.
pub fn after_start(start: impl Fn() + 'static) {
    // One type of effect for all of them: each further one would weigh over a kilobyte.
    let start: Box<dyn Fn()> = Box::new(start);
    Effect::new(move |_| untrack(&start));
}
