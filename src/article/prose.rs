//! Words that only the prerender has.
//!
//! The finished HTML holds every word of an article, and no program is needed to show it. So the browser's side of
//! the page neither carries the words a second time nor the code that would build them: the components are the same,
//! but where the prerender renders words, the browser's hydration finds an element of unknown content and leaves it.

use leptos::prelude::*;

/// What the prerender renders and the browser leaves as it is.
#[cfg(feature = "ssr")]
pub type Prerendered = Vec<AnyView>;
/// What the prerender renders and the browser leaves as it is: to Leptos, an element without children.
#[cfg(not(feature = "ssr"))]
pub type Prerendered = ();

/// A part of the article that is there in the prerender and absent in the browser.
#[derive(Clone, Debug)]
pub struct Prose<T> {
    #[cfg(feature = "ssr")]
    part: Option<T>,
    #[cfg(not(feature = "ssr"))]
    part: std::marker::PhantomData<fn() -> T>,
}

#[cfg(feature = "ssr")]
impl<T> Prose<T> {
    /// The part, in the prerender.
    pub fn new(part: T) -> Self {
        Self { part: Some(part) }
    }

    /// A part of the part, such as a section of the article.
    pub fn part<U>(&self, choose: impl FnOnce(&T) -> Option<U>) -> Prose<U> {
        Prose {
            part: self.part.as_ref().and_then(choose),
        }
    }

    /// Renders the part.
    pub fn render(&self, view: impl FnOnce(&T) -> Vec<AnyView>) -> Prerendered {
        self.part.as_ref().map(view).unwrap_or_default()
    }
}

#[cfg(not(feature = "ssr"))]
impl<T> Prose<T> {
    /// The absent part, in the browser.
    pub fn absent() -> Self {
        Self {
            part: std::marker::PhantomData,
        }
    }

    /// A part of what is absent is absent.
    pub fn part<U>(&self, _choose: impl FnOnce(&T) -> Option<U>) -> Prose<U> {
        Prose::absent()
    }

    /// Leaves what is there.
    pub fn render(&self, _view: impl FnOnce(&T) -> Vec<AnyView>) -> Prerendered {}
}
