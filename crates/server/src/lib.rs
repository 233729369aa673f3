//! Serves the built page: the files of a folder, their compressed copies where a browser takes them.
//!
//! Address -> file. It knows nothing of articles; the comments API will stand beside it.
#![warn(missing_docs)]

pub mod repository;

use std::{io, net::SocketAddr, path::PathBuf};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no built page in the folder.
    #[error("{} holds no index.html. Build the page first: make build", .0.display())]
    NoPage(PathBuf),
    /// Another program listens there.
    #[error(
        "another program listens at {0}. Stop it, or choose another port: make serve PORT=8081"
    )]
    PortTaken(SocketAddr),
    /// Any other fault of the network.
    #[error("cannot listen at {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
}

/// Opens the port, once it is sure that there is a page to serve. Port 0 takes a free one.
///
/// # Errors
/// [`StartError`], which names the mend.
pub async fn listen(dir: &std::path::Path, at: SocketAddr) -> Result<TcpListener, StartError> {
    if !dir.join("index.html").is_file() {
        return Err(StartError::NoPage(dir.to_owned()));
    }
    TcpListener::bind(at)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken(at),
            _ => StartError::Listen(at, error),
        })
}

/// The routes: every file below `dir`, and `index.html` for a folder.
pub fn router(dir: PathBuf) -> Router {
    let files = ServeDir::new(dir).precompressed_br().precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn(caching))
}

/// Files whose names hold a hash of their content never change; all others are asked for again, and answered
/// "304 Not Modified" where they are the same.
async fn caching(request: Request, next: Next) -> Response {
    let is_hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let lifetime = if is_hashed && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// `inside-out-0123456789abcdef_bg.wasm`: sixteen hexadecimal digits after a hyphen, as Trunk names files.
fn is_hashed(path: &str) -> bool {
    path.rsplit(['/', '-'])
        .next()
        .is_some_and(|tail| tail.len() > 16 && tail.bytes().take(16).all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_immutable() {
        assert!(is_hashed("/inside-out-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("/blog/inside-out-0123456789abcdef.js"));
        for path in [
            "/",
            "/index.html",
            "/fonts/newsreader.woff2",
            "/gut-skin-connection/",
            "/é-0123456789abcdef",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
