//! Stands in for the crate `send_wrapper`, by `[patch.crates-io]` in the workspace's `Cargo.toml`.
//!
//! Leptos wraps what may not leave its thread, and each look at it asks which thread it is. A program in a page has one.
//! The question costs it 1.9 kB as sent: with it come handles of threads, and with them the standard library's own
//! allocator beside the program's. Here it is asked only where there can be a second thread: as that crate does, a value
//! that is touched on another one panics.
//!
//! It has what Leptos names of that crate.
#![warn(missing_docs)]

use std::{
    fmt,
    mem::{self, ManuallyDrop},
    ops::{Deref, DerefMut},
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;

/// The thread on which a value was made.
#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
#[derive(Clone, Copy, Debug)]
struct Home(std::thread::ThreadId);

#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
impl Home {
    fn here() -> Self {
        Self(std::thread::current().id())
    }

    fn is_here(self) -> bool {
        self.0 == std::thread::current().id()
    }
}

/// The only thread that there is.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
#[derive(Clone, Copy, Debug)]
struct Home;

#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
impl Home {
    fn here() -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "where there are threads, it is used")]
    fn is_here(self) -> bool {
        true
    }
}

/// A value that may pass between threads, and may be touched and dropped on its own only.
///
/// # Panics
/// Whatever touches the value on another thread, and dropping it there, unless that does nothing.
pub struct SendWrapper<T> {
    value: ManuallyDrop<T>,
    home: Home,
}

// SAFETY: the value is reached only through `here` and `here_mut`, and dropped by `drop`: all of them look first whether
// this is the thread on which it was made.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    /// Wraps a value of this thread.
    pub fn new(value: T) -> Self {
        Self {
            value: ManuallyDrop::new(value),
            home: Home::here(),
        }
    }

    /// Whether the value may be touched here.
    pub fn valid(&self) -> bool {
        self.home.is_here()
    }

    /// The value.
    #[must_use]
    pub fn take(self) -> T {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is not dropped, so the value is taken once.
        unsafe { ManuallyDrop::take(this.here_mut()) }
    }

    fn here(&self) -> &ManuallyDrop<T> {
        assert!(self.valid(), "this value is of another thread");
        &self.value
    }

    fn here_mut(&mut self) -> &mut ManuallyDrop<T> {
        assert!(self.valid(), "this value is of another thread");
        &mut self.value
    }

    fn pinned(self: Pin<&mut Self>) -> Pin<&mut T> {
        // SAFETY: the value stays where it is as long as the wrapper does; nothing moves it out of a pinned one.
        unsafe { self.map_unchecked_mut(|this| &mut **this.here_mut()) }
    }
}

impl<T> Drop for SendWrapper<T> {
    fn drop(&mut self) {
        // What is dropped without doing anything may be dropped anywhere. A thread that panics already must not again.
        if self.valid() || !mem::needs_drop::<T>() {
            // SAFETY: it is dropped once: `take` forgets the wrapper.
            unsafe { ManuallyDrop::drop(&mut self.value) }
        } else {
            assert!(std::thread::panicking(), "this value is of another thread");
        }
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.here()
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.here_mut()
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SendWrapper").field(self.here()).finish()
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<F: Future> Future for SendWrapper<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.pinned().poll(cx)
    }
}

impl<S: Stream> Stream for SendWrapper<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        self.pinned().poll_next(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::{rc::Rc, thread};

    use super::*;

    #[test]
    fn a_value_is_touched_on_its_own_thread() {
        let mut wrapper = SendWrapper::new(Rc::new(1));
        assert_eq!(**wrapper, 1);
        *wrapper = Rc::new(2);
        let copy = Rc::clone(&wrapper);
        assert_eq!(Rc::strong_count(&copy), 2);
        assert_eq!(*wrapper.take(), 2);
        assert_eq!(Rc::strong_count(&copy), 1, "dropped once");
    }

    #[test]
    fn it_comes_back_from_another_one() {
        let wrapper = SendWrapper::new(Rc::new(1));
        let back = thread::spawn(move || {
            assert!(!wrapper.valid());
            wrapper
        });
        assert_eq!(back.join().map(|wrapper| **wrapper).ok(), Some(1));
    }

    #[test]
    fn on_another_one_it_can_be_neither_touched_nor_dropped() {
        let wrapper = SendWrapper::new(Rc::new(1));
        let touched = thread::spawn(move || {
            let value = **wrapper;
            mem::forget(wrapper);
            value
        });
        assert!(touched.join().is_err());
        let wrapper = SendWrapper::new(Rc::new(1));
        assert!(thread::spawn(move || drop(wrapper)).join().is_err());
        let number = SendWrapper::new(1);
        assert!(thread::spawn(move || drop(number)).join().is_ok());
    }
}
