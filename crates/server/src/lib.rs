//! Serves the built page, and the comments that all its readers share.
//!
//! ```text
//! connection --admission, serve--> client --log--> limits --> api --Repository--> SQLite or PostgreSQL
//!                         |               ^-- first_page, events <--notices-- every change
//!                         '--> site: the built page's files
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | `pages`, `rendered` | an article's page with its comments in it |
//! | `cache` | pages and lists, each made once a change of its article's comments |
//! | [`options`] | what whoever runs it can choose |
//! | [`site`] | the built page's files; which articles there are |
//! | [`api`] | the comments API |
//! | [`problem`] | how a request can fail, and what whoever asked is told |
//! | [`repository`] | where comments are kept |
//! | [`client`] | who asks: an address, after the proxies that are trusted |
//! | [`limits`], `per_client` | how much one client may ask for, and hold at once |
//! | [`log`], [`health`] | what whoever runs it sees |
//! | [`commands`] | what the publisher does beside the running server: moderation, backup |
//! | [`clock`] | the system's clock |
//! | [`serve`](mod@serve), `admission`, [`shutdown`] | connections: which are let in, and how they end |
//! | [`open_files`] | how many connections the system allows |
//!
//! It knows no article's words, and nothing of how a page looks.
#![warn(missing_docs)]

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::HeaderValue,
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

mod admission;
pub mod api;
mod cache;
pub mod client;
pub mod clock;
pub mod commands;
pub mod health;
mod held_body;
pub mod limits;
pub mod log;
pub mod open_files;
pub mod options;
mod page_path;
mod pages;
mod per_client;
pub mod problem;
mod rendered;
pub mod repository;
pub mod serve;
pub mod shutdown;
pub mod site;

use api::Api;
use limits::Limits;
use problem::Problem;
use repository::Repository;
use shutdown::Shutdown;
use site::Site;

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no built page in the folder.
    #[error("{} holds no page that can be read ({error}). Build the page first: make build", .folder.display())]
    NoPage {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// Another program listens there.
    #[error(
        "another program listens at {0}. Stop it, or choose another port: make serve PORT=8081"
    )]
    PortTaken(SocketAddr),
    /// Any other fault of the network.
    #[error("cannot listen at {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The system's signals, which end the server, cannot be heard.
    #[error("cannot hear the signals that end the server: {0}")]
    Signals(#[source] io::Error),
    /// There is no place for comments.
    #[error(transparent)]
    Repository(#[from] repository::OpenError),
}

/// So long a body is at most, in bytes: the longest comment has 5,000 characters, each of which JSON may write in twelve.
const LONGEST_BODY: usize = 64 << 10;

/// Reads the built page of a folder.
///
/// # Errors
/// [`StartError::NoPage`].
pub fn open_site(folder: &Path) -> Result<Site, StartError> {
    Site::open(folder).map_err(|error| StartError::NoPage {
        folder: folder.to_owned(),
        error,
    })
}

/// Opens the port. Port 0 takes a free one.
///
/// # Errors
/// [`StartError`], which names the mend.
pub async fn listen(at: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(at)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken(at),
            _ => StartError::Listen(at, error),
        })
}

/// How long an answer of the API may take, the body of the request included, unless the options say otherwise.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);

/// Everything: the site and the comments API below `base` (such as `/` or `/blog/`), and how the server is.
pub fn app(
    site: Site,
    base: &str,
    repository: Repository,
    limits: Limits,
    shutdown: Shutdown,
    request_timeout: Duration,
) -> Router {
    let health = health::router(repository.clone(), shutdown.clone());
    let files = site
        .clone()
        .router_with(base, repository.clone(), limits.clone());
    let api = Api::new(repository, site, limits.clone(), shutdown)
        .router()
        .fallback(async || Problem::Missing)
        .method_not_allowed_fallback(async || Problem::Method)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn(same_site))
        .layer(middleware::from_fn_with_state(request_timeout, timely))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::Internal.into_response()
        }))
        .layer(middleware::from_fn_with_state(
            limits.clone(),
            limits::limit,
        ))
        .layer(middleware::map_response(protect));
    // Each part logs for itself: it alone knows the pattern of an address.
    let page = files
        .nest("/api/v1", api)
        .layer(middleware::from_fn(log::request));
    let health = health.layer(middleware::from_fn(log::request));
    match base.trim_matches('/') {
        "" => page.merge(health),
        base => health.nest_service(&format!("/{base}"), page),
    }
    .layer(middleware::from_fn_with_state(limits, limits::identify))
}

async fn protect(mut response: Response) -> Response {
    site::protect(response.headers_mut());
    response
}

/// No other site's page changes anything here: browsers say where a request comes from, and other programs do as they like.
async fn same_site(request: Request, next: Next) -> Response {
    let from = request
        .headers()
        .get("sec-fetch-site")
        .map(HeaderValue::as_bytes);
    if !request.method().is_safe() && from.is_some_and(|it| it != b"same-origin" && it != b"none") {
        return Problem::CrossSite.into_response();
    }
    next.run(request).await
}

async fn timely(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(limit, next.run(request)).await;
    answer.unwrap_or_else(|_| Problem::TimedOut.into_response())
}
