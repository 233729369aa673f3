//! Now, and a moment in the reader's own words.

use comments::Timestamp;
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

/// This moment by the device's clock. A clock before 1970 says 1970.
pub fn now() -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and a clock stays below 2^53 ms"
    )]
    let millis = Date::now() as u64;
    Timestamp::from_millis(millis).unwrap_or_default()
}

/// The moment in the reader's language and time zone, such as "22 Nov 2026, 13:30".
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of this era are below 2^53"
)]
pub fn in_words(time: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(time.as_millis() as f64));
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Fails only on frozen objects and proxies.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string("default", &options).into()
}
