//! [`BuildError`]: why the site could not be finished, and what mends it.

use std::{fmt, io, path::PathBuf};

/// Why the site could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A mistake in an article; says file, line, column and mend.
    #[error("{0}")]
    Article(String),
    /// There is nothing to show.
    #[error(
        "{folder} holds no article\n  mend: write one there, such as gut-skin.md, or name another folder: \
         ARTICLES=path/to/articles"
    )]
    NoArticle {
        /// Where articles were looked for.
        folder: String,
    },
    /// The site's public origin is none.
    #[error(
        "`{given}` is not where a site can be\n  mend: give scheme and host only, such as SITE=https://example.org; a \
         folder goes into BASE=/blog/"
    )]
    Origin {
        /// What was given.
        given: String,
    },
    /// The address of the site's folder is none.
    #[error(
        "`{given}` is no folder of an address\n  mend: begin and end it with one slash, such as BASE=/blog/"
    )]
    Base {
        /// What was given.
        given: String,
    },
    /// The shell lacks an element that the page goes into.
    #[error("index.html has no {0}, where the page goes\n  mend: put it back into index.html")]
    Shell(&'static str),
    /// The shell could not be rewritten.
    #[error(
        "index.html cannot be rewritten: {0}\n  mend: look for an element that is not closed in it"
    )]
    Rewrite(#[from] lol_html::errors::RewritingError),
    /// The state could not be written as JSON.
    #[error(
        "the page's state cannot be written: {0}\n  mend: this is a fault of the prerender: report it with the article"
    )]
    State(#[from] serde_json::Error),
    /// The feed or the map of the site could not be written as XML.
    #[error(
        "the feed or the sitemap cannot be written: {0}\n  mend: this is a fault of the prerender: report it with the \
         article"
    )]
    Xml(#[from] quick_xml::SeError),
    /// The program that Trunk built is none.
    #[error(
        "the wasm cannot be read: {0}\n  mend: build again from an empty target folder: make clean"
    )]
    Program(String),
    /// A share image could not be drawn.
    #[error(
        "the share image of `{title}` cannot be drawn: {cause}\n  mend: look at \
         crates/prerender/src/share_image/card.svg"
    )]
    ShareImage {
        /// Whose.
        title: String,
        /// What happened.
        cause: String,
    },
    /// A file could not be read or written.
    #[error("{}: {cause}\n  mend: see that it is there and may be read and written", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What happened.
        cause: io::Error,
    },
}

impl BuildError {
    /// For `map_err`: the fault of an operation on the file at `path`.
    pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::File { path, cause }
    }

    /// For `map_err`: what is wrong with the wasm.
    pub(crate) fn program(cause: impl fmt::Display) -> Self {
        Self::Program(cause.to_string())
    }
}
