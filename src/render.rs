//! The finished HTML of a page, on a computer without a browser.

use leptos::prelude::*;

use crate::{PageState, app::App};

/// Renders what belongs inside `#app`. No effect runs: it is the page before anything on the device is known.
pub fn render(state: PageState) -> String {
    Owner::new().with(|| view! { <App state/> }.to_html())
}
