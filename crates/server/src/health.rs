//! How the server is, for whoever runs it: `/healthz`, `/readyz`, `/metrics`.

use std::time::Duration;

use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::{problem::Problem, repository::Repository, shutdown::Shutdown};

#[derive(Clone, Debug)]
struct Health {
    repository: Repository,
    shutdown: Shutdown,
}

/// The routes.
pub(crate) fn router(
    repository: Repository,
    shutdown: Shutdown,
    metrics: Option<PrometheusHandle>,
) -> Router {
    let router = Router::new()
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .with_state(Health {
            repository,
            shutdown,
        });
    match metrics {
        Some(metrics) => router.route("/metrics", get(async move || metrics.render())),
        None => router,
    }
}

/// Whether requests are welcome: not while the server ends, nor where the database is away.
async fn ready(State(health): State<Health>) -> Response {
    if health.shutdown.has_begun() {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n").into_response();
    }
    match health.repository.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// So often what was measured is summed up, whether anybody reads it or not.
const SUM: Duration = Duration::from_secs(5);

/// Counts from now on, for the whole process; `None` where something counts already.
pub fn count() -> Option<PrometheusHandle> {
    let metrics = PrometheusBuilder::new().install_recorder().ok()?;
    let summed = metrics.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SUM).await;
            summed.run_upkeep();
        }
    });
    Some(metrics)
}
