//! JSON: read by the browser's own parser, so that the program carries none.

mod reader;
mod writer;

use js_sys::{JSON, Reflect};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use self::{reader::Parsed, writer::Writer};

/// The value that `text` holds; `None` where it is no JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// The value that `text` holds; `None` where it is no JSON or not a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    from_js(parse(text)?)
}

/// A parsed value as a `T`, if it is one.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    T::deserialize(Parsed(value)).ok()
}

/// `value` as text; `None` where it holds something else than objects, arrays, texts, whole numbers and truth values.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    let mut text = String::new();
    value.serialize(Writer(&mut text)).ok()?;
    Some(text)
}

/// The member `name` of an object; `None` where it is no object or has no such member.
pub fn member(object: &JsValue, name: &JsValue) -> Option<JsValue> {
    Reflect::get(object, name)
        .ok()
        .filter(|value| !value.is_undefined())
}
