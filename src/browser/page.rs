//! The elements and attributes that the page's shell (`index.html`) and the program share.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsError};
use web_sys::HtmlElement;

use super::json;
use crate::PageState;

/// The state that the prerender wrote into the page.
///
/// # Errors
/// Where the element is missing or holds anything else.
pub fn state() -> Result<PageState, JsError> {
    let text = element(PageState::ELEMENT_ID)?
        .text_content()
        .unwrap_or_default();
    json::read(&text).ok_or_else(|| JsError::new("the page's state cannot be read"))
}

/// The element with this id.
///
/// # Errors
/// Where there is none.
pub fn element(id: &str) -> Result<HtmlElement, JsError> {
    // Firefox warns when it is asked for the element without an id.
    Some(id)
        .filter(|id| !id.is_empty())
        .and_then(|id| document().get_element_by_id(id))
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| JsError::new(&format!("the page has no element #{id}")))
}

/// Says in the page that the program runs; the styles show what needs it.
pub fn mark_running() {
    set_root_attribute("data-program", Some("running"));
}

/// Sets `data-theme` on `<html>`, or removes it.
pub fn set_theme(theme: Option<&str>) {
    set_root_attribute("data-theme", theme);
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    // Both calls fail only for names that are no attribute's.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}
