//! The system's share sheet and clipboard.

use js_sys::{Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, DomException, ShareData};

/// What became of an address that the reader wanted to pass on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// The share sheet took it.
    Shared,
    /// It is on the clipboard.
    Copied,
    /// The reader closed the share sheet.
    Cancelled,
    /// The browser refuses the clipboard.
    Refused,
}

/// Opens the share sheet with the page's title and `address`; where the browser has none, copies the address.
pub async fn share(address: String) -> Passed {
    let navigator = window().navigator();
    if !has(&navigator, "share") {
        return copy(address).await;
    }
    let data = ShareData::new();
    data.set_title(&document().title());
    data.set_url(&address);
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Ok(_) => Passed::Shared,
        Err(error) if is_abort(&error) => Passed::Cancelled,
        Err(_) => copy(address).await,
    }
}

/// Copies `text` to the clipboard.
pub async fn copy(text: String) -> Passed {
    // A page that did not come over HTTPS has no clipboard.
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok();
    let clipboard = clipboard.filter(JsValue::is_object);
    match clipboard.map(JsCast::unchecked_into::<Clipboard>) {
        Some(clipboard) => match JsFuture::from(clipboard.write_text(&text)).await {
            Ok(_) => Passed::Copied,
            Err(_) => Passed::Refused,
        },
        None => Passed::Refused,
    }
}

fn has(object: &Object, name: &str) -> bool {
    Reflect::has(object, &name.into()).unwrap_or_default()
}

fn is_abort(error: &JsValue) -> bool {
    error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == "AbortError")
}
