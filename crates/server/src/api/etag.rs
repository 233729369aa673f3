//! Which version of a comment's words it is: `ETag` and `If-Match` (RFC 9110). Milliseconds since 1970, as a text.

use std::fmt::Write as _;

use axum::{
    Json,
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use comments::{Comment, Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};

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

/// A document, or "304 Not Modified" for whoever has it: its tag is made of its bytes.
pub(super) fn unless_known(
    headers: &HeaderMap,
    kind: &'static str,
    body: impl Into<Bytes>,
) -> Response {
    let body = body.into();
    let tag = content_tag(&body);
    let fixed = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if text(headers, "if-none-match") == Some(tag.as_str()) {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    (fixed, [(header::CONTENT_TYPE, kind)], body).into_response()
}

fn content_tag(body: &[u8]) -> String {
    let mut tag = String::from('"');
    for byte in &Sha256::digest(body)[..8] {
        // Writing into a string does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
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
