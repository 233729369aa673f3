//! Rows that break a rule of today: written by an older version, by another program, or by a faulty disk.
//!
//! Such a row costs its own words at most, never the list, the stream or the feed that it stands in: a text is shown as
//! [`TEXT`], a name as none, and only a row without a readable id is left out.

use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex, PoisonError},
};

use comments::CommentId;

use super::RepositoryError;

/// What is shown in place of a text that breaks a rule.
pub(super) const TEXT: &str = "This comment cannot be shown.";

/// Comments that are logged once each, at most; a table that is all wrong must not fill the log.
const MOST: usize = 1_000;

static LOGGED: LazyLock<Mutex<HashSet<Option<CommentId>>>> = LazyLock::new(Mutex::default);

fn is_first(id: Option<CommentId>) -> bool {
    let mut logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
    logged.len() < MOST && logged.insert(id)
}

/// Logs once for each comment that something of it cannot be read.
pub(super) fn log(id: CommentId, what: &str) {
    if is_first(Some(id)) {
        tracing::error!(comment = %id, what, "a comment in the database breaks a rule");
    }
}

/// Logs once that a row cannot be read at all.
pub(super) fn log_row(error: &RepositoryError) {
    if is_first(None) {
        tracing::error!(%error, "a row in the database cannot be read: it is left out");
    }
}
