//! [`Export`]: all comments on an article as a file.

use document::Slug;
use serde::{Deserialize, Serialize};

use crate::Shelf;

const KIND: &str = "inside-out/comments";
const VERSION: u32 = 1;

/// All comments on one article, to be written as JSON: see `docs/comments.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Export {
    kind: &'static str,
    version: u32,
    article: Slug,
    comments: Shelf,
}

/// What a file says about itself. Read and checked before its comments: those of a newer version may look otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Header {
    kind: String,
    version: u32,
    article: Slug,
}

/// The comments in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Exported {
    /// The comments.
    pub comments: Shelf,
}

/// Why a file cannot be taken in, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is no export of comments.
    #[error("This file holds no comments.")]
    NotOurs,
    /// A newer version of the page has written it.
    #[error(
        "This file was written by a newer version of this page ({version}; this one reads {VERSION}). Reload the page and \
         try again."
    )]
    Newer {
        /// Its version.
        version: u32,
    },
    /// It holds the comments on another article.
    #[error("This file holds the comments on another article ({article}).")]
    OtherArticle {
        /// Which one.
        article: Slug,
    },
}

impl Export {
    /// All comments on `article`.
    pub fn new(article: &Slug, comments: Shelf) -> Self {
        Self {
            kind: KIND,
            version: VERSION,
            article: article.clone(),
            comments,
        }
    }
}

impl Header {
    /// Whether the file holds comments on `article` that can be read.
    ///
    /// # Errors
    /// [`ImportError`].
    pub fn check(self, article: &Slug) -> Result<(), ImportError> {
        let Self {
            kind,
            version,
            article: other,
        } = self;
        match (kind.as_str(), version) {
            (KIND, ..=VERSION) if other == *article => Ok(()),
            (KIND, ..=VERSION) => Err(ImportError::OtherArticle { article: other }),
            (KIND, _) => Err(ImportError::Newer { version }),
            _ => Err(ImportError::NotOurs),
        }
    }
}
