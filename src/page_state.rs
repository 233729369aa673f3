//! [`PageState`]: all that a page starts from.

use document::Document;
use serde::{Deserialize, Serialize};

/// What the prerender writes into the page and the browser reads back: data, so that one wasm serves every article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageState {
    /// The address of the site's folder; begins and ends with `/`.
    pub base: String,
    /// The article.
    pub article: Document,
}

impl PageState {
    /// The id of the element that carries the state as JSON.
    pub const ELEMENT_ID: &str = "page-state";
}
