//! [`Listener`]: notifications of PostgreSQL, over a connection that is made anew whenever it is lost.
//!
//! sqlx's own listener takes only some errors for a lost connection, and goes on with a dead one after the others
//! (transact-rs/sqlx#4014); and nothing tells it of a connection that is open at this end only (transact-rs/sqlx#3062). So after
//! any error it is dropped, and a quiet connection is asked for a sign of life.

use std::{future::Future, time::Duration};

use sqlx::{Executor as _, postgres::PgListener};
use tokio::time::{sleep, timeout};

/// Time between attempts to connect.
const AGAIN: Duration = Duration::from_secs(1);
/// How long an attempt to connect, or an answer to a heartbeat, may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A notification's payload.
    Notification(String),
    /// The connection is lost: nothing is heard until [`Heard::Reconnected`].
    Lost,
    /// There is a connection again; notifications since [`Heard::Lost`], and some before it, were missed.
    Reconnected,
}

/// Listens to a channel.
pub(super) struct Listener {
    url: String,
    channel: &'static str,
    heartbeat: Duration,
    /// `None` where it is lost.
    connection: Option<PgListener>,
}

impl Listener {
    /// Connects. After `heartbeat` without a notification the database has to answer.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub(super) async fn connect(
        url: &str,
        channel: &'static str,
        heartbeat: Duration,
    ) -> Result<Self, sqlx::Error> {
        Ok(Self {
            url: url.to_owned(),
            channel,
            heartbeat,
            connection: Some(connect(url, channel).await?),
        })
    }

    /// Waits for what is to be heard next.
    pub(super) async fn next(&mut self) -> Heard {
        match &mut self.connection {
            Some(connection) => {
                let heard = hear(connection, self.heartbeat).await;
                heard.map_or_else(|error| self.lose(&error), Heard::Notification)
            }
            None => self.reconnect().await,
        }
    }

    fn lose(&mut self, error: &sqlx::Error) -> Heard {
        tracing::warn!(%error, "changes by other replicas are not heard; connecting again");
        self.connection = None;
        Heard::Lost
    }

    async fn reconnect(&mut self) -> Heard {
        loop {
            match connect(&self.url, self.channel).await {
                Ok(connection) => {
                    tracing::info!("changes by other replicas are heard again");
                    self.connection = Some(connection);
                    return Heard::Reconnected;
                }
                Err(error) => tracing::debug!(%error, "the database does not answer"),
            }
            sleep(AGAIN).await;
        }
    }
}

async fn connect(url: &str, channel: &str) -> Result<PgListener, sqlx::Error> {
    in_time(async {
        let mut listener = PgListener::connect(url).await?;
        // A lost connection is an error, not a secret.
        listener.eager_reconnect(false);
        listener.listen(channel).await?;
        Ok(listener)
    })
    .await
}

/// The next notification's payload.
async fn hear(connection: &mut PgListener, heartbeat: Duration) -> Result<String, sqlx::Error> {
    loop {
        // Nothing is lost where this is given up: sqlx reads whole messages or none.
        match timeout(heartbeat, connection.try_recv()).await {
            Ok(Ok(Some(notification))) => return Ok(notification.payload().to_owned()),
            Ok(Ok(None)) => {
                return Err(std::io::Error::from(std::io::ErrorKind::NotConnected).into());
            }
            Ok(Err(error)) => return Err(error),
            Err(_) => in_time(connection.execute("SELECT 1")).await.map(drop)?,
        }
    }
}

/// An answer, or an error where it does not come in time.
async fn in_time<T>(
    answer: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    let late = |_| Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into());
    timeout(PATIENCE, answer).await.unwrap_or_else(late)
}
