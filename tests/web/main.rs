//! What only a browser can show: that things are kept, set aside and read back, and that pieces come into the page. Run by
//! `make test-web`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod comments_on_the_device;
mod patching;
mod storing;

use document::Slug;
use wasm_bindgen_test::wasm_bindgen_test_configure;
use web_sys::{Storage, StorageEvent, StorageEventInit};

wasm_bindgen_test_configure!(run_in_browser);

/// What the browser keeps for the site.
pub(crate) fn storage() -> Storage {
    let window = web_sys::window().expect("a window");
    window
        .local_storage()
        .expect("storage is allowed")
        .expect("storage is there")
}

/// An article of this test's own, so that tests do not meet.
pub(crate) fn article(name: &str) -> Slug {
    Slug::of_title(name).expect("a slug")
}

/// The keys of what is kept that begin like this.
pub(crate) fn keys_that_begin_with(prefix: &str) -> Vec<String> {
    let storage = storage();
    let count = storage.length().expect("a length");
    (0..count)
        .filter_map(|index| storage.key(index).expect("a key"))
        .filter(|key| key.starts_with(prefix))
        .collect()
}

/// Tells this tab what another one would have changed. (The browser does not tell the tab that made the change.)
pub(crate) fn tell_of(key: &str) {
    let kept = storage().get_item(key).expect("readable");
    let of = StorageEventInit::new();
    of.set_key(Some(key));
    of.set_new_value(kept.as_deref());
    let event = StorageEvent::new_with_event_init_dict("storage", &of).expect("an event");
    let window = web_sys::window().expect("a window");
    window.dispatch_event(&event).expect("dispatched");
}
