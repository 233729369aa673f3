//! The browser, as far as the page needs it. No other module names `web-sys` or `js-sys`.
//!
//! | module | what |
//! | --- | --- |
//! | [`page`] | the elements and attributes that the page's shell and the program share |
//! | [`storage`] | what is kept on the device: one versioned envelope for each thing |
//! | [`location`] | the address's fragment |
//! | [`clock`] | now, and a moment in the reader's own words |
//! | [`random`] | bytes that nobody can guess |
//!
//! All of it may only be called in effects and event handlers: the prerender has no browser.

pub mod clock;
pub mod location;
pub mod page;
pub mod random;
pub mod storage;
