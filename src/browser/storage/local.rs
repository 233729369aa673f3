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
