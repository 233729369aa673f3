//! [`Repository`]: the comments on all articles, in SQLite or in PostgreSQL.
//!
//! Domain types in, domain types out; the same statements for both databases. It knows no HTTP. What differs between the two
//! is how they are opened (here) and how others hear of a change ([`notices`]).
//!
//! | module | what |
//! | --- | --- |
//! | [`read`] | pages, replies, context, changes |
//! | [`write`](mod@write) | create, edit, delete, vote, report |
//! | [`notices`] | who hears of a change |
//! | [`secrets`] | keys, tokens and devices, and their hashes |
//! | `path` | where a reply stands in its thread |
//! | `rows` | rows as domain types |

use std::{borrow::Cow, future::ready, path::PathBuf, str::FromStr, time::Duration};

use sqlx::{
    Any, AnyPool, ConnectOptions, Connection, Executor, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
    sqlite::SqliteConnectOptions,
};

pub mod notices;
pub mod read;
pub mod secrets;
pub mod write;

mod path;
mod rows;

use notices::Notices;
use path::Path;

/// Where comments are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of this machine, and this process alone.
    Sqlite(PathBuf),
    /// A PostgreSQL server, shared by any number of replicas: its URL.
    Postgres(String),
}

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
    /// Its URL is none.
    #[error("DATABASE_URL is not the address of a PostgreSQL server: postgres://user@host/name")]
    Url,
    /// It does not answer.
    #[error("cannot open the database: {0}")]
    Open(#[from] sqlx::Error),
    /// Its tables cannot be made.
    #[error("cannot make the tables: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// So long a request waits for its turn with the database before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many requests read at once.
const READERS: u32 = 8;

/// WAL, so that reading waits for nobody; every commit is on the disk before it is acknowledged.
const SQLITE_SETUP: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; \
    PRAGMA cache_size = -8000;";

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

/// The comments on all articles. A clone is the same.
#[derive(Clone, Debug)]
pub struct Repository {
    read: AnyPool,
    /// One connection for SQLite, where only one can write: those who wait stand in a line.
    write: AnyPool,
    notices: Notices,
    is_sqlite: bool,
}

impl Repository {
    /// Opens the database, and makes or renews its tables.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(database: &Database) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new()
            .acquire_timeout(PATIENCE)
            // A full disk can end a transaction behind our back: then only a new connection begins another.
            .before_acquire(|connection, _| Box::pin(ready(Ok(!connection.is_in_transaction()))));
        match database {
            Database::Sqlite(file) => {
                if let Some(folder) = file.parent() {
                    std::fs::create_dir_all(folder).map_err(|error| OpenError::Folder {
                        folder: folder.to_owned(),
                        error,
                    })?;
                }
                let options = sqlite(file)?;
                let pool = pool.after_connect(|connection, _| {
                    Box::pin(async move { connection.execute(SQLITE_SETUP).await.map(drop) })
                });
                let write = pool
                    .clone()
                    .max_connections(1)
                    .connect_with(options.clone())
                    .await?;
                SQLITE.run(&write).await?;
                let read = pool.max_connections(READERS).connect_with(options).await?;
                Ok(Self {
                    read,
                    write,
                    notices: Notices::within_process(),
                    is_sqlite: true,
                })
            }
            Database::Postgres(url) => {
                let options = AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
                let pool = pool.max_connections(READERS).connect_with(options).await?;
                POSTGRES.run(&pool).await?;
                let notices = Notices::across_replicas(url).await?;
                Ok(Self {
                    read: pool.clone(),
                    write: pool,
                    notices,
                    is_sqlite: false,
                })
            }
        }
    }

    /// Begins to write.
    async fn begin(&self) -> Result<Transaction<'static, Any>, RepositoryError> {
        // SQLite: with the right to write from the beginning, else two who have read could each wait for the other.
        let begin = if self.is_sqlite {
            "BEGIN IMMEDIATE"
        } else {
            "BEGIN"
        };
        Ok(self.write.begin_with(begin).await?)
    }

    /// Who hears of changes.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`RepositoryError::Unavailable`].
    pub async fn ping(&self) -> Result<(), RepositoryError> {
        sqlx::query("SELECT version FROM articles LIMIT 1")
            .fetch_optional(&self.read)
            .await?;
        Ok(())
    }

    /// Gives all connections back.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// How a file is opened; made where it is not there.
fn sqlite(file: &std::path::Path) -> Result<AnyConnectOptions, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    options.to_url_lossy().as_str().parse()
}
