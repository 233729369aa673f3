//! The start in the browser: takes over the finished HTML.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    PageState,
    app::App,
    article::{folding::Folding, prose::Prose},
    browser::page,
};

/// Called by the loader once the wasm is there.
///
/// # Errors
/// Where the page is not one of ours. It stays as it is, readable; the loader then says that comments need the program.
pub fn start() -> Result<(), JsValue> {
    let state: PageState = page::state()?;
    let folding = match &state {
        PageState::Article(outline) => Folding::new(page::closed_sections(outline)),
        PageState::List => Folding::all_open(0),
    };
    let root = page::element("app")?;
    leptos::mount::hydrate_from(
        root,
        move || view! { <App state folding prose=Prose::absent()/> },
    )
    .forget();
    page::mark_running();
    Ok(())
}
