//! How the server is, for whoever runs it: `/healthz`, `/readyz`, and on a port of their own with `/metrics`.

use std::time::Duration;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::{problem::Problem, repository::Repository, shutdown::Shutdown};

/// Whether the program runs.
const ALIVE: &str = "/healthz";
/// Whether requests are welcome.
const READY: &str = "/readyz";

#[derive(Clone, Debug)]
struct Health {
    repository: Repository,
    shutdown: Shutdown,
}

/// The routes that anybody may ask.
pub(crate) fn router(repository: Repository, shutdown: Shutdown) -> Router {
    Router::new()
        .route(ALIVE, get(async || "alive\n"))
        .route(READY, get(ready))
        .with_state(Health {
            repository,
            shutdown,
        })
}

/// The same, and `/metrics`, as Prometheus reads it: for a port that the public does not reach.
pub fn router_with_metrics(
    repository: Repository,
    shutdown: Shutdown,
    metrics: PrometheusHandle,
) -> Router {
    router(repository, shutdown).route("/metrics", get(async move || metrics.render()))
}

/// Whether requests are welcome: not while the server ends, nor where the database is away.
async fn ready(State(health): State<Health>) -> Response {
    if health.shutdown.is_leaving() {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n").into_response();
    }
    match health.repository.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// Where the server is full: lets health checks through, and tells all others to come again.
pub(crate) async fn only_health(request: Request, next: Next) -> Response {
    if [ALIVE, READY].contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let mut response = Problem::Unavailable.into_response();
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
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
