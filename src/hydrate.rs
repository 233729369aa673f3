//! The start in the browser: takes over the finished HTML.

use any_spawner::Executor;
use leptos::{
    prelude::*,
    tachys::{hydration::Cursor, view::PositionState},
};
use wasm_bindgen::{JsError, JsValue};

use document::Outline;

use crate::{
    PageState,
    app::{App, MAIN},
    article::{folding::Folding, prose::Prose},
    browser::page::{self, heading_id, panel_id},
};

/// Called by the loader once the wasm is there.
///
/// # Errors
/// Where the page is not one of ours, or something has changed it meanwhile. It stays as it is, readable; the loader then
/// says that comments need the program.
pub fn start() -> Result<(), JsValue> {
    let state: PageState = page::state()?;
    if let Some(parent) = changed(&state) {
        let reason = format!("something has changed the page meanwhile, in {parent}");
        return Err(JsError::new(&reason).into());
    }
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
    page::mark_running();
    Ok(())
}

/// The first element that something, such as an extension of the browser, has changed where hydration would take one child
/// for another: buttons would be dead then. What stands around these elements, or in the words, does not matter.
fn changed(state: &PageState) -> Option<String> {
    let expected = match state {
        PageState::Article(outline) => in_article(outline),
        PageState::List => vec![(format!("#{MAIN}"), vec![".articles".to_owned()])],
    };
    let mut changed = expected
        .into_iter()
        .filter(|(parent, children)| !page::begins_with(parent, children));
    changed.next().map(|(parent, _)| parent)
}

/// The elements that the program takes over, and with which children each begins (no selector: a comment of Leptos').
fn in_article(outline: &Outline) -> Vec<(String, Vec<String>)> {
    let ids = || outline.sections.iter().map(|section| &section.id);
    let selectors = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut main = selectors(&[
        "#progress",
        ".opening",
        "#contents",
        "#introduction",
        ".tools",
    ]);
    main.extend(ids().map(|id| format!("section[id='{id}']")));
    main.extend(selectors(&["", "div", "#comments"]));
    let mut expected = vec![
        (format!("#{MAIN}"), main),
        ("#contents".to_owned(), selectors(&["p", "ol", ".left"])),
        (
            "#contents > ol".to_owned(),
            vec!["li".to_owned(); ids().count() + 1],
        ),
    ];
    expected.push(("#contents li".to_owned(), selectors(&["a"])));
    expected.extend(ids().map(|id| {
        let (heading, panel) = (heading_id(id), panel_id(id));
        let children = [
            format!("h2[id='{heading}']"),
            format!(".fold[aria-controls='{panel}']"),
            format!("[id='{panel}']"),
        ];
        (format!("section[id='{id}']"), children.into())
    }));
    expected
}
