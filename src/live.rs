//! [`Live`]: a value that changes, shown by whoever reads it.
//!
//! It is Leptos' `RwSignal` with one difference: whatever the value is, what tracks and tells is of one type. An
//! `RwSignal<T>` is compiled anew for each `T`, about two kilobytes every time.

use std::{
    any::Any,
    marker::PhantomData,
    sync::{Arc, Mutex, PoisonError},
};

use leptos::prelude::*;

/// A value that changes. A copy is the same value; it lives as long as the component that made it.
pub struct Live<T> {
    value: RwSignal<Kept>,
    kind: PhantomData<fn() -> T>,
}

type Kept = Arc<Mutex<dyn Any + Send>>;

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T: Send + 'static> Live<T> {
    /// A value that is `value` at first.
    pub fn new(value: T) -> Self {
        Self {
            value: RwSignal::new(Arc::new(Mutex::new(value))),
            kind: PhantomData,
        }
    }

    /// Looks at the value; whoever does so in a view or an effect does so again when it has changed.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.value.track();
        self.with_untracked(look)
    }

    /// Looks at the value once.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.reach(|value| look(value))
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.reach(change);
        self.value.notify();
    }

    /// Changes the value; nobody is told.
    pub fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        self.reach(change)
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.update(|before| *before = value);
    }

    fn reach<R>(self, act: impl FnOnce(&mut T) -> R) -> R {
        let value = self.value.get_untracked();
        let mut value = value.lock().unwrap_or_else(PoisonError::into_inner);
        let value: &mut dyn Any = &mut *value;
        #[expect(
            clippy::expect_used,
            reason = "`new` has put a `T` there, and nothing else can"
        )]
        act(value.downcast_mut().expect("a value of its type"))
    }
}

impl<T: Clone + Send + 'static> Live<T> {
    /// The value; whoever gets it in a view or an effect does so again when it has changed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, once.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T> std::fmt::Debug for Live<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Live")
    }
}
