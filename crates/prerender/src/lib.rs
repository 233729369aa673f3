//! Articles and the shell that Trunk built in, finished HTML out.
//!
//! ```text
//! assets/articles/*.md --articles--> Document --.
//! staged index.html (the shell) -----------------+--page--> index.html, <slug>/index.html --compress--> .br, .gz
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`articles`] | finds and parses the articles |
//! | [`page`] | puts one article into the shell: head, content, state |
//! | [`policy`] | the Content-Security-Policy, with the hashes of what the shell holds inline |
//! | [`compress`] | brotli and gzip copies for hosts that serve them |
//! | [`site`] | the whole: from the staged folder to the finished one |
//!
//! It is the only crate that writes files of the site. Any error leaves the last good build where it is,
//! because Trunk replaces `dist/` only after this has succeeded.
#![warn(missing_docs)]

pub mod articles;
pub mod compress;
pub mod page;
pub mod policy;
pub mod site;

use std::{io, path::PathBuf};

/// Why the site could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A mistake in an article; says file, line, column and mend.
    #[error("{0}")]
    Article(String),
    /// There are no articles, or more than the page can show yet.
    #[error("{folder} holds {count} articles; exactly one is shown for now")]
    NotOneArticle {
        /// Where they were looked for.
        folder: String,
        /// How many there are.
        count: usize,
    },
    /// The shell lacks an element that the page goes into.
    #[error("index.html has no {0}, where the page goes")]
    Shell(&'static str),
    /// The shell could not be rewritten.
    #[error("index.html cannot be rewritten: {0}")]
    Rewrite(#[from] lol_html::errors::RewritingError),
    /// The state could not be written as JSON.
    #[error("the page's state cannot be written: {0}")]
    State(#[from] serde_json::Error),
    /// A file could not be read or written.
    #[error("{}: {cause}", path.display())]
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
}
