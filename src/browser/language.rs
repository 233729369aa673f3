//! What the browser knows of languages: words and letters.

use std::ops::Range;

use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::page;
use crate::reader::passage::{choice::Language, words::runs};

/// The page's language, as far as the browser knows it.
pub const LANGUAGE: Language = Language {
    words,
    fold: base_letter,
};

/// The words of `text`, as ranges of bytes: by the browser's dictionary (`Intl.Segmenter`), where it has one.
fn words(text: &str) -> Vec<Range<usize>> {
    segments(text).unwrap_or_else(|| runs(text))
}

fn segments(text: &str) -> Option<Vec<Range<usize>>> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let intl = get(&js_sys::global(), "Intl")?;
    let class: Function = get(&intl, "Segmenter")?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    let arguments = Array::of2(&page::language().into(), &options);
    let segmenter = Reflect::construct(&class, &arguments).ok()?;
    let segment: Function = get(&segmenter, "segment")?.dyn_into().ok()?;
    let segments = segment.call1(&segmenter, &text.into()).ok()?;
    let mut words = Vec::new();
    let mut at = 0;
    for segment in js_sys::try_iter(&segments).ok()?? {
        let segment = segment.ok()?;
        let end = at + get(&segment, "segment")?.as_string()?.len();
        if get(&segment, "isWordLike")?.is_truthy() {
            words.push(at..end);
        }
        at = end;
    }
    Some(words)
}

/// The letter without case and accents, by which browsers compare.
fn base_letter(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let letter = JsString::from(String::from(character));
    let letter = String::from(letter.normalize("NFD").to_lower_case());
    letter.chars().next().unwrap_or(character)
}
