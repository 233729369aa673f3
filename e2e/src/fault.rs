//! How the site may fail: what its server answers when the program is asked for.

use std::{ffi::OsStr, path::Path};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;

/// What becomes of the program's download.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// All is well.
    #[default]
    None,
    /// The wasm comes only once this fault is over: see [`crate::Site::mend`].
    HeldBack,
    /// The wasm is not there.
    Missing,
    /// The connection breaks in the middle of the wasm.
    CutShort,
    /// The page may not run wasm: a policy without `'wasm-unsafe-eval'`, such as some companies' proxies send.
    Forbidden,
}

impl Fault {
    /// What this fault makes of an answer.
    pub(crate) async fn spoil(
        self,
        path: &str,
        response: Response,
    ) -> Result<Response, axum::Error> {
        match self {
            Self::Missing if is_wasm(path) => Ok(StatusCode::NOT_FOUND.into_response()),
            Self::CutShort if is_wasm(path) => cut(response).await,
            Self::Forbidden => Ok(forbid(response)),
            _ => Ok(response),
        }
    }
}

/// Whether the program itself is asked for.
pub(crate) fn is_wasm(path: &str) -> bool {
    Path::new(path).extension() == Some(OsStr::new("wasm"))
}

/// The same head, half of the body, then the end of the connection.
async fn cut(response: Response) -> Result<Response, axum::Error> {
    let (mut head, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await?;
    head.headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    head.headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let half: Result<Bytes, std::io::Error> = Ok(whole.slice(..whole.len() / 2));
    let broken = Err(std::io::ErrorKind::ConnectionReset.into());
    Ok(Response::from_parts(
        head,
        Body::from_stream(stream::iter([half, broken])),
    ))
}

/// The page's own policy stands; this one comes on top.
fn forbid(mut response: Response) -> Response {
    response.headers_mut().append(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("script-src 'self' 'unsafe-inline'"),
    );
    response
}
