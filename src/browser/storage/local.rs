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
    let ours = keys(&storage)
        .into_iter()
        .filter(|key| key.starts_with(prefix));
    Ok(ours
        .filter_map(|key| Some((storage.get_item(&key).ok().flatten()?, key)))
        .map(|(value, key)| (key, value))
        .collect())
}

/// What this tab keeps under `key` until it is closed, also over reloads.
pub(super) fn of_tab(key: &str) -> Option<String> {
    tab()?.get_item(key).ok().flatten()
}

/// Keeps it for this tab. Where that is not possible, nothing is kept.
pub(super) fn set_of_tab(key: &str, value: &str) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(key, value);
    }
}

/// Forgets all that this tab keeps under keys that begin with `prefix`.
pub(super) fn clear_tab(prefix: &str) {
    let Some(tab) = tab() else {
        return;
    };
    for key in keys(&tab).into_iter().filter(|key| key.starts_with(prefix)) {
        // Fails only where storage is denied: nothing is kept then.
        let _ = tab.remove_item(&key);
    }
}

fn keys(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or_default();
    (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .collect()
}

fn tab() -> Option<Storage> {
    window().session_storage().ok().flatten()
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
