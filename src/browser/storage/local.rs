//! `localStorage`, with its exceptions told apart.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

use super::StorageError;

pub(super) fn get(key: &str) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key).map_err(|error| why(&error))
}

pub(super) fn set(key: &str, value: &str) -> Result<(), StorageError> {
    storage()?.set_item(key, value).map_err(|error| why(&error))
}

pub(super) fn remove(key: &str) -> Result<(), StorageError> {
    storage()?.remove_item(key).map_err(|error| why(&error))
}

/// Every key that begins with `prefix`, and its value.
pub(super) fn all(prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
    let storage = storage()?;
    let count = storage.length().map_err(|error| why(&error))?;
    let keys: Vec<String> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .collect();
    let ours = keys.into_iter().filter(|key| key.starts_with(prefix));
    Ok(ours
        .filter_map(|key| Some((storage.get_item(&key).ok().flatten()?, key)))
        .map(|(value, key)| (key, value))
        .collect())
}

/// Where storage is denied, browsers throw or answer `null`.
fn storage() -> Result<Storage, StorageError> {
    window()
        .local_storage()
        .ok()
        .flatten()
        .ok_or(StorageError::Denied)
}

fn why(error: &JsValue) -> StorageError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageError::Full,
        _ => StorageError::Denied,
    }
}
