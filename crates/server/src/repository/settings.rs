//! What the server has made for itself: the table `settings`.

use sqlx::{AnyPool, Row as _};

use super::{OpenError, secrets::ServerSecret};

/// The key of the networks' hashes.
const NETWORK_KEY: &str = "network_key";

/// The server's secret: made at the first start, the same on all replicas.
pub(super) async fn secret(pool: &AnyPool) -> Result<ServerSecret, OpenError> {
    let mut new = vec![0; 32];
    getrandom::fill(&mut new).map_err(|error| OpenError::Random(error.to_string()))?;
    sqlx::query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(NETWORK_KEY)
        .bind(new)
        .execute(pool)
        .await?;
    let row = sqlx::query("SELECT value FROM settings WHERE name = $1")
        .bind(NETWORK_KEY)
        .fetch_one(pool)
        .await?;
    Ok(ServerSecret(row.try_get("value")?))
}
