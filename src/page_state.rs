//! [`PageState`]: all that the program starts from.

use document::Outline;
use serde::{Deserialize, Serialize};

/// What the prerender writes into the page and the browser reads back: data, so that one wasm serves every article.
///
/// The article's words are not in it: they are in the page (see [`crate::article::prose`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageState {
    /// The article's outline.
    pub article: Outline,
}

impl PageState {
    /// The id of the element that carries the state as JSON.
    pub const ELEMENT_ID: &str = "page-state";
}
