//! [`Repository`]: the comments on all articles, in SQLite or in PostgreSQL.
//!
//! Domain types in, domain types out; the same statements for both databases. It knows no HTTP. What differs between the two
//! is how they are opened (here) and how others hear of a change ([`notices`]).
//!
//! | module | what |
//! | --- | --- |
//! | `pages`, `replies`, `read` | threads in an order, the replies of one, comments by themselves |
//! | [`changes`], `position` | changes of an article after a place in their order |
//! | [`write`](mod@write), `votes`, `turn` | create, edit, delete, vote, report, each in a turn of its own |
//! | [`moderation`] | the publisher's tools: read reports, hide, show, delete |
//! | `tree`, `erase` | which comments of a thread are shown; what is left of a deleted comment |
//! | [`notices`] | change notices, within the process and across replicas |
//! | [`secrets`] | keys, tokens and devices, and their hashes |
//! | `path` | where a reply stands in its thread |
//! | `rows`, `unreadable` | rows as domain types; what becomes of a row that breaks a rule |
//! | `file`, [`backup`], `settings` | SQLite's file and its copies; what the server has made for itself |
//! | `error` | how it can fail |

use std::{future::ready, path::PathBuf, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    Any, AnyPool, ConnectOptions, Connection, Executor, Row as _, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::{MigrateError, Migrator},
    sqlite::SqliteConnectOptions,
};

pub mod backup;
pub mod changes;
pub mod moderation;
pub mod notices;
pub mod secrets;
pub mod write;

mod erase;
mod error;
mod file;
mod pages;
mod path;
mod position;
mod read;
mod replies;
mod rows;
mod settings;
mod tree;
mod turn;
mod unreadable;
mod votes;

pub use error::{OpenError, RepositoryError};
use notices::Notices;
use path::Path;
use secrets::ServerSecret;

/// Where comments are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file of this machine, and this process alone.
    Sqlite(PathBuf),
    /// A PostgreSQL server, shared by any number of replicas: its URL.
    Postgres(String),
}

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// So long a request waits for its turn with the database before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// So many requests read at once.
const READERS: u32 = 8;

/// WAL, so that reading waits for nobody; every commit is on the disk before it is acknowledged; what is deleted is
/// overwritten.
const SQLITE_SETUP: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; \
    PRAGMA cache_size = -8000; PRAGMA secure_delete = ON;";

/// What a repository is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// To serve: of SQLite's file, nobody else does.
    Server,
    /// For a command, beside a server or not.
    Command,
}

/// The comments on all articles. A clone is the same.
#[derive(Clone, Debug)]
pub struct Repository {
    read: AnyPool,
    /// One connection for SQLite, where only one can write: those who wait stand in a line.
    write: AnyPool,
    notices: Notices,
    is_sqlite: bool,
    secret: ServerSecret,
    /// Of SQLite's file, while a server has it.
    watch: Option<Arc<file::Watch>>,
}

impl Repository {
    /// Opens the database for a server, and makes or renews its tables.
    ///
    /// # Errors
    /// [`OpenError`]; `InUse`: another server has SQLite's file.
    pub async fn open(database: &Database) -> Result<Self, OpenError> {
        Self::open_as(Role::Server, database).await
    }

    /// Opens a database that is there, for a command: beside a server that has it, or not.
    ///
    /// # Errors
    /// [`OpenError`]; `None`: there is none.
    pub async fn open_beside(database: &Database) -> Result<Self, OpenError> {
        Self::open_as(Role::Command, database).await
    }

    async fn open_as(role: Role, database: &Database) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new()
            .acquire_timeout(PATIENCE)
            // A full disk can end a transaction behind our back: then only a new connection begins another.
            .before_acquire(|connection, _| Box::pin(ready(Ok(!connection.is_in_transaction()))));
        match database {
            Database::Sqlite(file) => {
                if role == Role::Command && !file.exists() {
                    return Err(OpenError::None(file.clone()));
                }
                if let Some(folder) = file.parent() {
                    std::fs::create_dir_all(folder).map_err(|error| OpenError::Folder {
                        folder: folder.to_owned(),
                        error,
                    })?;
                }
                let lock = (role == Role::Server)
                    .then(|| file::lock(file))
                    .transpose()?;
                let options = sqlite(file)?;
                let pool = pool.after_connect(|connection, _| {
                    Box::pin(async move { connection.execute(SQLITE_SETUP).await.map(drop) })
                });
                let write = pool
                    .clone()
                    .max_connections(1)
                    .connect_with(options.clone())
                    .await?;
                migrate(&SQLITE, role, &write).await?;
                let read = pool.max_connections(READERS).connect_with(options).await?;
                let notices = Notices::within_process();
                let watch = match lock {
                    Some(lock) => {
                        let watch = file::Watch::new(write.clone(), notices.clone(), lock);
                        Some(Arc::new(watch.await?))
                    }
                    None => None,
                };
                Ok(Self {
                    secret: settings::secret(&write).await?,
                    read,
                    write,
                    notices,
                    is_sqlite: true,
                    watch,
                })
            }
            Database::Postgres(url) => {
                let options = AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
                let pool = pool.max_connections(READERS).connect_with(options).await?;
                migrate(&POSTGRES, role, &pool).await?;
                let notices = Notices::across_replicas(url).await?;
                Ok(Self {
                    secret: settings::secret(&pool).await?,
                    read: pool.clone(),
                    write: pool,
                    notices,
                    is_sqlite: false,
                    watch: None,
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

    /// Something was deleted: it goes from SQLite's journal, too, within seconds.
    fn scrub_soon(&self) {
        if let Some(watch) = &self.watch {
            watch.scrub_soon();
        }
    }

    /// Removes what was deleted from SQLite's journal now. For commands: a server does so by itself.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub async fn scrub(&self) -> Result<(), RepositoryError> {
        if self.is_sqlite && !file::scrub(&self.write).await? {
            tracing::warn!(
                "a reader was in the way: the text is in the journal until it is emptied"
            );
        }
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

/// Makes or renews the tables. A command does not: a server of another version may be running.
async fn migrate(migrator: &Migrator, role: Role, pool: &AnyPool) -> Result<(), OpenError> {
    if role == Role::Server {
        return migrator.run(pool).await.map_err(|error| match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                OpenError::Version("a newer one. Install that, or restore a backup.")
            }
            error => error.into(),
        });
    }
    let query = sqlx::query("SELECT max(version) AS version FROM _sqlx_migrations");
    let made: Option<i64> = query.fetch_one(pool).await?.try_get("version")?;
    let known = migrator.iter().map(|it| it.version).max();
    if made != known {
        return Err(OpenError::Version(
            "start a server of this version first, or use its own program.",
        ));
    }
    Ok(())
}
