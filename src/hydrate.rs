//! The start in the browser: takes over the finished HTML.

use any_spawner::Executor;
use leptos::{
    prelude::*,
    tachys::{hydration::Cursor, view::PositionState},
};
use wasm_bindgen::JsValue;

use crate::{
    PageState,
    app::{App, MAIN},
    article::{folding::Folding, prose::Prose},
    browser::{page, press_guard},
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
    let root = page::element(MAIN)?;
    // As `leptos::mount::hydrate_from` does it, but without what reads a server's resources and errors from the page:
    // here a server sends none, and it weighs 1.3 kB as sent.
    let _ = Executor::init_wasm_bindgen(); // Fails only where it has been done.
    let owner = Owner::new_root(None);
    let app = owner.with(|| {
        view! { <App state folding prose=Prose::absent()/> }
            .hydrate::<true>(&Cursor::new(root.into()), &PositionState::default())
    });
    // Both live as long as the page.
    std::mem::forget((owner, app));
    press_guard::begin();
    page::mark_running();
    Ok(())
}
