//! What is kept on the device: one JSON envelope for each thing, under `inside-out/<thing>/<article>`.
//!
//! A value that cannot be read (broken, or of a newer version) is moved to a key of its own beside the old one and
//! never overwritten.

pub mod envelope;
mod local;

use std::marker::PhantomData;

use document::Slug;
use serde::{Serialize, de::DeserializeOwned};

use self::envelope::EnvelopeError;
use super::{clock, json};

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
        Self::at(format!("inside-out/{thing}/{article}"))
    }

    /// The place of `thing` for the whole site.
    pub fn of_site(thing: &str) -> Self {
        Self::at(format!("inside-out/{thing}"))
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
        let Some(raw) = local::get(&self.key)? else {
            return Ok(None);
        };
        envelope::open(&raw)
            .and_then(|value| json::from_js(value).ok_or(EnvelopeError::Broken))
            .map(Some)
            .or_else(|reason| Err(set_aside(&self.key, &raw, reason)?))
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
        let mut value = match self.read() {
            Ok(kept) => kept.unwrap_or_default(),
            Err(StorageError::SetAside { .. }) => T::default(),
            Err(error) => return Err(error),
        };
        change(&mut value);
        let sealed = json::to_js(&value).and_then(envelope::seal);
        local::set(&self.key, &sealed.ok_or(StorageError::Unwritable)?)?;
        Ok(value)
    }
}

/// Moves what is under `key` to a key of its own.
fn set_aside(key: &str, raw: &str, reason: EnvelopeError) -> Result<StorageError, StorageError> {
    let aside = format!("{key}/set-aside/{}", clock::now());
    local::set(&aside, raw)?;
    local::remove(key)?;
    Ok(StorageError::SetAside { reason })
}
