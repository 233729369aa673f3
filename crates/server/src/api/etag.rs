//! Which version of a comment's words it is: `ETag` and `If-Match` (RFC 9110). Milliseconds since 1970, as a text.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use comments::{Comment, Timestamp};
use serde::Serialize;

use super::request::text;
use crate::problem::Problem;

/// A comment with the version of its words, which an edit must have seen.
pub(super) fn tagged(status: StatusCode, comment: &Comment, body: impl Serialize) -> Response {
    let mut response = (status, Json(body)).into_response();
    let tag = format!("\"{}\"", comment.version().as_millis());
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Which version was seen: `None` for whichever there is (`*`).
pub(super) fn if_match(headers: &HeaderMap) -> Result<Option<Timestamp>, Problem> {
    let tag = text(headers, "if-match").ok_or(Problem::Unconditional)?;
    if tag == "*" {
        return Ok(None);
    }
    let millis = tag
        .strip_prefix('"')
        .and_then(|it| it.strip_suffix('"'))
        .and_then(|it| it.parse().ok());
    let version = millis.and_then(|it| Timestamp::from_millis(it).ok());
    version.map(Some).ok_or(Problem::Stale)
}
