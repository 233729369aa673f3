//! How the site may fail: what its server answers when the program or the comments API is asked.

use std::{ffi::OsStr, path::Path};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::Method,
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
    /// The comments API does what it is asked to, and these answers of it go wrong.
    Api(ApiFault),
}

/// Which answers of the comments API go wrong, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiFault {
    /// The method of the requests.
    pub method: &'static str,
    /// How the path of the requests ends.
    pub path: &'static str,
    /// What becomes of their answers.
    pub how: Spoil,
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// It is held back until the site has another fault, or none.
    Held,
    /// The connection breaks in the middle of it.
    CutShort,
    /// It ends after so many bytes as if it were whole.
    Truncated(usize),
    /// It has this status instead, and no body, as a proxy would answer.
    Status(u16),
}

impl ApiFault {
    fn is_about(self, method: &Method, path: &str) -> bool {
        method == self.method && path.starts_with("/api/") && path.ends_with(self.path)
    }
}

impl Fault {
    /// Answers of the comments API to requests with this `method` whose path ends with `path` go wrong.
    pub fn api(method: &'static str, path: &'static str, how: Spoil) -> Self {
        Self::Api(ApiFault { method, path, how })
    }

    /// Whether the answer to this request is held back.
    pub(crate) fn holds(self, method: &Method, path: &str) -> bool {
        matches!(self, Self::Api(fault) if fault.how == Spoil::Held && fault.is_about(method, path))
    }

    /// What this fault makes of an answer.
    pub(crate) async fn spoil(
        self,
        method: &Method,
        path: &str,
        response: Response,
    ) -> Result<Response, axum::Error> {
        match self {
            Self::Missing if is_wasm(path) => Ok(StatusCode::NOT_FOUND.into_response()),
            Self::CutShort if is_wasm(path) => cut(response).await,
            Self::Forbidden => Ok(forbid(response)),
            Self::Api(fault) if fault.is_about(method, path) => match fault.how {
                Spoil::Held => Ok(response),
                Spoil::CutShort => cut(response).await,
                Spoil::Truncated(length) => truncate(response, length).await,
                Spoil::Status(status) => {
                    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
                    Ok(status.into_response())
                }
            },
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

/// The same head, and the first `length` bytes of the body as if they were all of it.
async fn truncate(response: Response, length: usize) -> Result<Response, axum::Error> {
    let (mut head, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await?;
    head.headers.remove(header::CONTENT_LENGTH);
    let part = whole.slice(..length.min(whole.len()));
    Ok(Response::from_parts(head, Body::from(part)))
}

/// The page's own policy stands; this one comes on top.
fn forbid(mut response: Response) -> Response {
    response.headers_mut().append(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("script-src 'self' 'unsafe-inline'"),
    );
    response
}
