//! [`Repository`]: the comments on all articles, in SQLite or in PostgreSQL.
//!
//! Domain types in, domain types out; the same statements for both databases. It knows no HTTP. What differs between the two
//! is how they are opened (here) and how others hear of a change ([`notices`]).
//!
//! | module | what |
//! | --- | --- |
//! | `pages`, `replies`, `read` | threads in an order, the replies of one, comments by themselves |
//! | [`changes`] | what was changed since when |
//! | [`write`](mod@write), `turn` | create, edit, delete, vote, report, each in a turn of its own |
//! | [`notices`], `listener` | who hears of a change; what PostgreSQL says of those by other replicas |
//! | `postgres` | connections to PostgreSQL |
//! | [`secrets`] | keys, tokens and devices, and their hashes |
//! | `path` | where a reply stands in its thread |
//! | `rows` | rows as domain types |
//! | `error` | how it can fail |

use std::{future::ready, path::PathBuf, time::Duration};

use sqlx::{
    Any, AnyPool, ConnectOptions, Connection, Executor, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
    sqlite::SqliteConnectOptions,
};

pub mod changes;
pub mod notices;
pub mod secrets;
pub mod write;

mod error;
mod listener;
mod pages;
mod path;
mod postgres;
mod read;
mod replies;
mod rows;
mod turn;

pub use error::{OpenError, RepositoryError};
use notices::Notices;
use path::Path;
pub use postgres::PostgresOptions;

/// Where comments are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of this machine, and this process alone.
    Sqlite(PathBuf),
    /// A PostgreSQL server, shared by any number of replicas.
    Postgres(PostgresOptions),
}

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// So long a request waits for its turn with the database before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many requests read at once (SQLite).
const READERS: u32 = 8;

/// WAL, so that reading waits for nobody; every commit is on the disk before it is acknowledged.
const SQLITE_SETUP: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; \
    PRAGMA cache_size = -8000;";

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
            Database::Postgres(options) => {
                let pools = postgres::connect(&options.url, &POSTGRES, pool).await?;
                let notices = Notices::across_replicas(options).await?;
                Ok(Self {
                    read: pools.read,
                    write: pools.write,
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
