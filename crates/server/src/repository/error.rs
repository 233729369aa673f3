//! How the repository can fail.

use std::{borrow::Cow, path::PathBuf};

/// Why the repository could not do it.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    /// The comment, or the one that it answers, is not there.
    #[error("there is no such comment")]
    Missing,
    /// It is another version than the one that was seen.
    #[error("it was changed meanwhile")]
    Changed,
    /// The edit token is another comment's.
    #[error("the edit token is not this comment's")]
    Forbidden,
    /// The idempotency key's comment is deleted.
    #[error("the comment was deleted")]
    Gone,
    /// The idempotency key came with other words before.
    #[error("the idempotency key was used for another comment")]
    KeyReused,
    /// There is no space left.
    #[error("no space is left to keep it: {0}")]
    Full(#[source] sqlx::Error),
    /// The database is busy or gone: it may be there again.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// What is kept is not what was kept, or a statement is wrong.
    #[error("the database is damaged: {0}")]
    Damaged(String),
}

/// Why the repository could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its folder cannot be made.
    #[error("cannot make the folder {}: {error}", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// Another server has the file.
    #[error("another inside-out-server serves {}: stop it first, or choose another file with --data. (Several servers share their comments in PostgreSQL.)", .0.display())]
    InUse(PathBuf),
    /// It cannot be said whether another server has the file.
    #[error("cannot lock {}: {error}", .file.display())]
    Lock {
        /// The file that is locked.
        file: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// There is none.
    #[error("there is no database at {}: choose it with --data", .0.display())]
    None(PathBuf),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
    /// Its URL is none.
    #[error("DATABASE_URL is not the address of a PostgreSQL server: postgres://user@host/name")]
    Url,
    /// It does not answer.
    #[error("cannot open the database: {0}")]
    Open(#[from] sqlx::Error),
    /// Another version of the program made it.
    #[error("another version of inside-out-server has made the database: {0}")]
    Version(&'static str),
    /// Its tables cannot be made.
    #[error("cannot make the tables: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

impl From<sqlx::Error> for RepositoryError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        let code = match &error {
            E::Database(error) => error.code().map(Cow::into_owned).unwrap_or_default(),
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::Protocol(_) => {
                return Self::Unavailable(error);
            }
            _ => return Self::Damaged(error.to_string()),
        };
        // SQLite's result codes (the low byte says which family), PostgreSQL's five signs.
        let sqlite = code
            .parse::<u32>()
            .ok()
            .filter(|_| code.len() < 5)
            .map(|it| it & 0xFF);
        match (sqlite, code.as_str()) {
            (Some(13), _) | (None, "53100") => Self::Full(error),
            // Busy, locked, a fault of the disk, cannot open.
            (Some(5 | 6 | 10 | 14), _) => Self::Unavailable(error),
            // Connections, resources, an operator, a deadlock, a serialisation failure.
            (None, code)
                if ["08", "53", "57", "58", "40"]
                    .iter()
                    .any(|it| code.starts_with(it)) =>
            {
                Self::Unavailable(error)
            }
            _ => Self::Damaged(error.to_string()),
        }
    }
}
