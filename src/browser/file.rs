//! Files: given to the reader, and taken.

use std::time::Duration;

use js_sys::Array;
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, Url};

/// The time in which a browser has begun to save a file; then its copy in memory is let go.
const SAVED: Duration = Duration::from_mins(1);

/// Saves `text` as a file of the media type `kind`, under `name` or what the reader makes of it.
pub fn save(name: &str, kind: &str, text: &str) {
    // Fails only where there is no memory left.
    let _ = try_save(name, kind, text);
}

fn try_save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let let_go = move || {
        let _ = Url::revoke_object_url(&address);
    };
    set_timeout(let_go, SAVED);
    Ok(())
}

/// The text of the file that the reader chose in the field that an event is about, empty where it cannot be read; none
/// where none is chosen. The field is emptied: the same file may be chosen again.
pub async fn chosen(event: Event) -> Option<String> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    let text = JsFuture::from(file.text()).await.ok();
    Some(text.and_then(|text| text.as_string()).unwrap_or_default())
}
