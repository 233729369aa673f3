//! What is kept on the device: one JSON envelope for each thing, under `inside-out/<thing>/<article>`.
//!
//! Tabs share it: [`Slot::on_change`] hears what another one has kept, and whatever [`erase`] took away.
//!
//! A value that cannot be read (broken, or of a newer version) is moved to a key of its own beside the old one and
//! never overwritten.

pub mod envelope;
mod local;
pub mod visit;

use std::marker::PhantomData;

use document::Slug;
use js_sys::Reflect;
use leptos::prelude::window;
use serde::{Serialize, de::DeserializeOwned};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, StorageManager};

use self::envelope::EnvelopeError;
use super::{clock, on_window};
use crate::json;

/// What every key of the page begins with.
const PREFIX: &str = "inside-out/";

/// Why nothing could be read or kept, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser refuses storage.
    #[error(
        "This browser does not let the page keep anything: a private window or a setting may be the reason."
    )]
    Denied,
    /// The quota is used up.
    #[error("The space that this browser gives the page is full.")]
    Full,
    /// The value has no form that can be kept: a fault of the program.
    #[error("This page has a fault: it could not write this down.")]
    Unwritable,
    /// What was there is moved aside; the next reading finds nothing.
    #[error(
        "What was kept here {reason}. It is set aside, not deleted, and the page starts afresh."
    )]
    SetAside {
        /// Why it could not be read.
        reason: EnvelopeError,
    },
}

/// A place on the device for one `T`.
#[derive(Clone, Debug)]
pub struct Slot<T> {
    key: String,
    kind: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Slot<T> {
    /// The place of `thing` for one article.
    pub fn of_article(thing: &str, article: &Slug) -> Self {
        Self::at(format!("{PREFIX}{thing}/{article}"))
    }

    /// The place of `thing` for the whole site.
    pub fn of_site(thing: &str) -> Self {
        Self::at(format!("{PREFIX}{thing}"))
    }

    fn at(key: String) -> Self {
        Self {
            key,
            kind: PhantomData,
        }
    }

    /// What is kept, if anything is.
    ///
    /// # Errors
    /// [`StorageError`]; after `SetAside` the place is empty.
    pub fn read(&self) -> Result<Option<T>, StorageError> {
        self.understand(self.written()?.as_deref())
    }

    /// How what is kept is written, if anything is: the same as before as long as nobody has changed it.
    ///
    /// # Errors
    /// [`StorageError::Denied`].
    pub fn written(&self) -> Result<Option<String>, StorageError> {
        local::get(&self.key)
    }

    /// What is kept, which is written so.
    ///
    /// # Errors
    /// [`StorageError`]; after `SetAside` the place is empty.
    pub fn understand(&self, written: Option<&str>) -> Result<Option<T>, StorageError> {
        let Some(raw) = written else {
            return Ok(None);
        };
        envelope::open(raw)
            .map(Some)
            .or_else(|reason| Err(set_aside(&self.key, raw, reason)?))
    }

    /// Calls `hear` whenever what is kept was changed by another tab, or erased, or may have been while the page was away.
    pub fn on_change(&self, hear: impl Fn(Change) + Clone + 'static) {
        let hear_again = hear.clone();
        on_window("pageshow", move |event| {
            // Only a page that comes back from the browser's memory says so.
            let came_back = Reflect::get(&event, &"persisted".into());
            if came_back.is_ok_and(|came_back| came_back.is_truthy()) {
                hear_again(Change::Erased);
            }
        });
        let key = self.key.clone();
        on_window("storage", move |event| {
            let part = |name: &str| Reflect::get(&event, &name.into()).unwrap_or_default();
            let is_gone = part("newValue").is_null();
            match part("key").as_string() {
                Some(changed) if changed != key => {}
                Some(_) if !is_gone => hear(Change::Made),
                // Without a key all was erased, or put back.
                _ => hear(Change::Erased),
            }
        });
    }

    /// What is kept, or the default where nothing readable is.
    ///
    /// # Errors
    /// [`StorageError`], never `SetAside`.
    pub fn read_or_default(&self) -> Result<T, StorageError>
    where
        T: Default,
    {
        match self.read() {
            Ok(kept) => Ok(kept.unwrap_or_default()),
            Err(StorageError::SetAside { .. }) => Ok(T::default()),
            Err(error) => Err(error),
        }
    }

    /// Keeps `value` in place of what was kept; answers with how it is written.
    ///
    /// # Errors
    /// [`StorageError`]; what was kept before is then still there.
    pub fn write(&self, value: &T) -> Result<String, StorageError> {
        let value = json::write(value).ok_or(StorageError::Unwritable)?;
        let sealed = envelope::seal(&value);
        local::set(&self.key, &sealed)?;
        Ok(sealed)
    }

    /// Takes away what is kept. Other tabs hear that it was erased.
    ///
    /// # Errors
    /// [`StorageError`] where storage is denied.
    pub fn clear(&self) -> Result<(), StorageError> {
        local::remove(&self.key)
    }

    /// Changes what is kept, or the default where nothing readable is, and answers it. It is read afresh: another tab
    /// may have changed it.
    ///
    /// # Errors
    /// [`StorageError`], never `SetAside`; what was kept before is then still there.
    pub fn update(&self, change: impl FnOnce(&mut T)) -> Result<T, StorageError>
    where
        T: Default,
    {
        let mut value = self.read_or_default()?;
        change(&mut value);
        self.write(&value)?;
        Ok(value)
    }
}

/// What has happened to what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is another value now, or none.
    Made,
    /// It was taken away, whatever is there by now: what was known of it before no longer holds.
    Erased,
}

/// What was erased.
#[derive(Clone, Debug, Default)]
pub struct Erased {
    /// Keys and values on the device.
    kept: Vec<(String, String)>,
    /// What was held for this visit only.
    held: visit::Held,
}

/// Erases all that the page keeps on the device, for every article, and what it holds for this visit; answers it.
///
/// # Errors
/// [`StorageError`] where something could not be removed.
pub fn erase() -> Result<Erased, StorageError> {
    let kept = match local::all(PREFIX) {
        Ok(kept) => kept,
        // Nothing is kept.
        Err(StorageError::Denied) => Vec::new(),
        Err(error) => return Err(error),
    };
    for (key, _) in &kept {
        local::remove(key)?;
    }
    local::clear_tab(PREFIX);
    let held = visit::take();
    tell_this_tab();
    Ok(Erased { kept, held })
}

/// Keeps again what was erased. What has been kept there since is set aside.
///
/// # Errors
/// [`StorageError`] where it finds no room any more; what was put back until then stays.
pub fn put_back(erased: &Erased) -> Result<(), StorageError> {
    for (key, value) in &erased.kept {
        match local::get(key)? {
            Some(newer) if newer != *value => local::set(&aside(key), &newer)?,
            _ => {}
        }
        local::set(key, value)?;
    }
    if !erased.held.is_empty() {
        visit::put_back(&erased.held);
    }
    tell_this_tab();
    Ok(())
}

/// The browser tells all tabs but the one that did it.
fn tell_this_tab() {
    if let Ok(event) = Event::new("storage") {
        // Fails only for an event that is being dispatched.
        let _ = window().dispatch_event(&event);
    }
}

/// The things that are kept for the whole site as `thing` itself or below it, in order; without what is set aside.
pub fn things_below(thing: &str) -> Vec<String> {
    let prefix = format!("{PREFIX}{thing}");
    let mut things: Vec<String> = local::all(&prefix)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(key, _)| {
            let rest = &key[prefix.len()..];
            let is_one = rest.is_empty() || rest.starts_with('/');
            (is_one && !rest.contains("/set-aside/")).then(|| key[PREFIX.len()..].to_owned())
        })
        .collect();
    things.sort_unstable();
    things
}

/// What this tab remembers of `thing` until it is closed, also over reloads.
pub fn of_tab(thing: &str) -> Option<String> {
    local::of_tab(&format!("{PREFIX}{thing}"))
}

/// Lets this tab remember `words` of `thing`. Where storage is denied, it does not.
pub fn set_of_tab(thing: &str, words: &str) {
    local::set_of_tab(&format!("{PREFIX}{thing}"), words);
}

/// Asks the browser never to clear what is kept by itself; answers what it promised
/// (<https://storage.spec.whatwg.org/#dom-storagemanager-persist>). It may ask the reader first.
pub async fn persist() -> bool {
    // A page that did not come over HTTPS has no storage manager.
    let manager = Reflect::get(&window().navigator(), &"storage".into()).ok();
    let Some(manager) = manager.filter(JsValue::is_object) else {
        return false;
    };
    let promise = manager.unchecked_into::<StorageManager>().persist();
    match promise {
        Ok(promise) => JsFuture::from(promise)
            .await
            .is_ok_and(|promised| promised.is_truthy()),
        Err(_) => false,
    }
}

/// Moves what is under `key` to a key of its own.
fn set_aside(key: &str, raw: &str, reason: EnvelopeError) -> Result<StorageError, StorageError> {
    local::set(&aside(key), raw)?;
    local::remove(key)?;
    Ok(StorageError::SetAside { reason })
}

/// A key of its own beside `key`.
fn aside(key: &str) -> String {
    format!("{key}/set-aside/{}", clock::now())
}
