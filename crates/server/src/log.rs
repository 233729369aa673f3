//! What is logged: a line a request, with an id that its answer has, too. No token, no address, nothing that was typed.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use clap::ValueEnum;
use tracing::{Instrument, info_span};
use tracing_subscriber::{EnvFilter, fmt};

/// How lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs: a JSON object a line.
    Json,
}

/// What has the id of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Begins to log to standard error; `filter` is what `RUST_LOG` would say, such as `info` or `server=debug`.
pub fn begin(format: Format, filter: &str) {
    let builder = fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(EnvFilter::new(filter));
    // An error: something logs already.
    let _ = match format {
        Format::Human => builder.try_init(),
        Format::Json => builder.json().flatten_event(true).try_init(),
    };
}

/// An id that nobody else has.
fn id() -> String {
    let mut bytes = [0_u8; 8];
    // Without randomness there are ids that are the same: of lines in a log, no more.
    let _ = getrandom::fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}

/// A method by its name; whatever else a client calls one is counted together.
fn known(method: &Method) -> &str {
    let usual = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    if usual.contains(method) {
        method.as_str()
    } else {
        "other"
    }
}

/// Logs and counts a request.
pub(crate) async fn request(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = id();
    let method = request.method().clone();
    // The pattern rather than the address: there are few of them, and nothing private is in it.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("files", MatchedPath::as_str).to_owned();
    let span = info_span!("request", id, %method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let time = began.elapsed();
    let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, micros, "answered"));
    let labels = [
        ("route", route),
        ("method", known(&method).to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("inside_out_requests_total", &labels).increment(1);
    metrics::histogram!("inside_out_request_seconds").record(time);
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
