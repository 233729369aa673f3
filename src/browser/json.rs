//! JSON by the browser's own parser: the program carries none.

use js_sys::JSON;
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// The value that `text` holds; `None` where it is no JSON or not a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    from_js(JSON::parse(text).ok()?)
}

/// A parsed value as a `T`, if it is one.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value).ok()
}

/// A `T` as a value of JavaScript's; `None` where JSON cannot hold it.
pub fn to_js<T: Serialize>(value: &T) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}

/// `value` as text.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    JSON::stringify(&to_js(value)?).ok().map(String::from)
}
