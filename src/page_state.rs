//! [`Page`]: what a page shows; [`PageState`]: all that its program starts from.

use document::{Document, Outline};
use serde::{Deserialize, Serialize};

/// What a page shows.
#[derive(Clone, Debug)]
pub enum Page {
    /// An article.
    Article(Box<Document>),
    /// The list of these articles, in this order.
    List(Vec<Document>),
}

impl Page {
    /// The article, where the page shows one.
    pub fn article(&self) -> Option<Document> {
        match self {
            Self::Article(article) => Some(article.as_ref().clone()),
            Self::List(_) => None,
        }
    }

    /// The articles, where the page lists them.
    pub fn list(&self) -> Option<Vec<Document>> {
        match self {
            Self::List(articles) => Some(articles.clone()),
            Self::Article(_) => None,
        }
    }

    /// What the program of this page starts from.
    pub fn state(&self) -> PageState {
        match self {
            Self::Article(article) => PageState::Article(article.outline()),
            Self::List(_) => PageState::List,
        }
    }
}

/// What the prerender writes into the page and the browser reads back: data, so that one wasm serves every page.
///
/// The words are not in it: they are in the page (see [`crate::article::prose`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    /// The page of an article: its outline.
    Article(Outline),
    /// The list of articles.
    List,
}

impl PageState {
    /// The id of the element that carries the state as JSON.
    pub const ELEMENT_ID: &str = "page-state";

    /// The article's outline, where the page shows one.
    pub fn outline(&self) -> Option<&Outline> {
        match self {
            Self::Article(outline) => Some(outline),
            Self::List => None,
        }
    }
}
