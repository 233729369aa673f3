//! [`VisitEntry`]: what must hold at least for this visit, whatever the device keeps.
//!
//! Where storage is denied or full, the value is held in memory until the page is left, and goes to the device as soon as
//! there is room.

use std::cell::RefCell;

use serde::{Serialize, de::DeserializeOwned};

use super::{PREFIX, Slot, StorageError, envelope, local};
use crate::json;

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// Keys and values that the device does not keep.
#[derive(Clone, Debug, Default)]
pub(super) struct Held(Vec<(String, String, StorageError)>);

impl Held {
    fn get(&self, key: &str) -> Option<&str> {
        let held = self.0.iter().find(|(held, ..)| held == key);
        held.map(|(_, value, _)| value.as_str())
    }

    fn remove(&mut self, key: &str) {
        self.0.retain(|(held, ..)| held != key);
    }

    fn hold(&mut self, key: String, value: String, why: StorageError) {
        self.remove(&key);
        self.0.push((key, value, why));
    }

    /// Gives to `keep` what is held; what it takes is held no longer.
    fn release(&mut self, mut keep: impl FnMut(&str, &str) -> Result<(), StorageError>) {
        self.0
            .retain_mut(|(key, value, why)| match keep(key, value) {
                Ok(()) => false,
                Err(error) => {
                    *why = error;
                    true
                }
            });
    }

    /// Why something whose key begins with `prefix` is held.
    fn why(&self, prefix: &str) -> Option<StorageError> {
        let held = self.0.iter().find(|(key, ..)| key.starts_with(prefix));
        held.map(|(_, _, why)| why.clone())
    }
}

/// A place for one `T` that holds it at least for this visit.
#[derive(Clone, Debug)]
pub struct VisitEntry<T>(Slot<T>);

impl<T: Serialize + DeserializeOwned> VisitEntry<T> {
    /// The place of `thing` for the whole site.
    pub fn of_site(thing: &str) -> Self {
        Self(Slot::of_site(thing))
    }

    /// What is there. What cannot be read is quarantined, and nothing is there.
    pub fn read(&self) -> Option<T> {
        let held = HELD.with_borrow(|held| held.get(&self.0.key).map(str::to_owned));
        match held {
            Some(value) => envelope::open(&value).ok(),
            None => self.0.read().ok().flatten(),
        }
    }

    /// Puts `value` there.
    ///
    /// # Errors
    /// Why the device does not keep it: it holds for this visit only.
    pub fn write(&self, value: &T) -> Result<(), StorageError> {
        let sealed = envelope::seal(&json::write(value).ok_or(StorageError::Unwritable)?);
        let kept = local::set(&self.0.key, &sealed);
        HELD.with_borrow_mut(|held| match &kept {
            Ok(()) => {
                held.remove(&self.0.key);
                // There may be room for the others, too.
                held.release(local::set);
            }
            Err(error) => held.hold(self.0.key.clone(), sealed, error.clone()),
        });
        kept
    }

    /// Takes away what is there.
    pub fn clear(&self) {
        HELD.with_borrow_mut(|held| held.remove(&self.0.key));
        // Fails only where storage is denied: nothing is there.
        let _ = self.0.clear();
    }
}

/// Why something below `thing` holds for this visit only.
pub fn unkept(thing: &str) -> Option<StorageError> {
    HELD.with_borrow(|held| held.why(&format!("{PREFIX}{thing}/")))
}

/// Takes away all that is held.
pub(super) fn take() -> Held {
    HELD.take()
}

/// Holds it again.
pub(super) fn put_back(held: &Held) {
    HELD.replace(held.clone());
}

impl Held {
    /// Whether nothing is held.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(held: &mut Held, key: &str, value: &str) {
        held.hold(key.to_owned(), value.to_owned(), StorageError::Full);
    }

    #[test]
    fn what_is_written_last_is_held_once() {
        let mut held = Held::default();
        hold(&mut held, "a", "1");
        hold(&mut held, "a", "2");
        assert_eq!(held.get("a"), Some("2"));
        held.remove("a");
        assert!(held.is_empty());
    }

    #[test]
    fn what_finds_room_is_held_no_longer_and_the_rest_says_why() {
        let mut held = Held::default();
        hold(&mut held, "site/token/1", "1");
        hold(&mut held, "site/token/2", "22");
        assert_eq!(held.why("site/token/"), Some(StorageError::Full));
        assert_eq!(held.why("site/vote/"), None);
        let mut kept = Vec::new();
        held.release(|key, value| {
            if value.len() > 1 {
                return Err(StorageError::Denied);
            }
            kept.push(key.to_owned());
            Ok(())
        });
        assert_eq!(kept, ["site/token/1"]);
        assert_eq!(
            (held.get("site/token/1"), held.get("site/token/2")),
            (None, Some("22"))
        );
        assert_eq!(held.why("site/token/"), Some(StorageError::Denied));
    }
}
