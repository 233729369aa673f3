//! Connections to PostgreSQL.

use std::{str::FromStr, time::Duration};

use sqlx::{
    AnyConnection, AnyPool, Connection, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
};

use super::OpenError;

/// How PostgreSQL is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostgresOptions {
    /// `postgres://user:password@host/name?sslmode=require`
    pub url: String,
    /// Where nothing is heard of other replicas for so long, the database is asked for a sign of life.
    pub heartbeat: Duration,
}

impl PostgresOptions {
    /// The heartbeat, unless the options say otherwise.
    pub const HEARTBEAT: Duration = Duration::from_secs(30);
}

impl From<String> for PostgresOptions {
    fn from(url: String) -> Self {
        Self {
            url,
            heartbeat: Self::HEARTBEAT,
        }
    }
}

/// Connections that read, and that write, at once. They are apart, so that those who wait for an article's row keep nobody
/// from reading.
const READERS: u32 = 8;
const WRITERS: u32 = 8;
/// How long a connection that was idle may take to answer before it is given up for another.
const PING: Duration = Duration::from_secs(1);

/// Sooner than a request is told to come again (20 s), the database gives up: waiting for a row, a statement, a transaction whose
/// server is gone without a word and which would hold its article's row.
const SETUP: &str = "SET lock_timeout = '4s'; SET statement_timeout = '15s'; \
    SET idle_in_transaction_session_timeout = '10s';";

/// Connections to read and to write, apart.
#[derive(Debug)]
pub(super) struct Pools {
    pub(super) read: AnyPool,
    pub(super) write: AnyPool,
}

/// Connects, and makes or renews the tables.
///
/// # Errors
/// [`OpenError`].
pub(super) async fn connect(
    url: &str,
    migrations: &Migrator,
    pool: AnyPoolOptions,
) -> Result<Pools, OpenError> {
    let options = AnyConnectOptions::from_str(url).map_err(|_| OpenError::Url)?;
    // Without the limits on time: a large table takes long.
    let mut connection = AnyConnection::connect_with(&options).await?;
    migrations.run(&mut connection).await?;
    connection.close().await?;
    let pool = pool
        .test_before_acquire(false)
        .before_acquire(|connection, _| {
            Box::pin(async move {
                let answers = tokio::time::timeout(PING, connection.ping()).await;
                Ok(matches!(answers, Ok(Ok(()))) && !connection.is_in_transaction())
            })
        })
        .after_connect(|connection, _| {
            Box::pin(async move { connection.execute(SETUP).await.map(drop) })
        });
    Ok(Pools {
        read: pool
            .clone()
            .max_connections(READERS)
            .connect_with(options.clone())
            .await?,
        write: pool.max_connections(WRITERS).connect_with(options).await?,
    })
}
