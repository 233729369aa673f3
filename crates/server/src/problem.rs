//! [`Problem`]: every way in which a request can fail, as whoever asked is told (RFC 9457).

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use comments::{Field, FieldError, NewCommentError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::repository::RepositoryError;

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something of the request cannot be read; what, in words for developers.
    Malformed(String),
    /// Fields of a comment break rules.
    Fields(NewCommentError),
    /// It needs a token.
    Unauthorized,
    /// The token is another comment's.
    Forbidden,
    /// Another site's page sent it.
    CrossSite,
    /// There is no such article, comment or address.
    Missing,
    /// The address knows no such method.
    Method,
    /// It took too long.
    TimedOut,
    /// The idempotency key's comment was deleted.
    Gone,
    /// The idempotency key came with other words before.
    KeyReused,
    /// The comment is another version than the one that was seen.
    Stale,
    /// It does not say which version was seen.
    Unconditional,
    /// The body is too long.
    TooLarge,
    /// The body is not JSON.
    NotJson,
    /// Too many requests: so many seconds to wait.
    TooMany(u64),
    /// The disk is full.
    Full,
    /// The database does not answer, or the server ends.
    Unavailable,
    /// A fault of the server's own.
    Internal,
}

/// So many seconds until what is away may be there again.
const BACK_SOON: u64 = 2;

/// What every problem's `type` begins with.
const TYPE: &str = "urn:inside-out:problem:";

/// A problem document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemDocument {
    /// Which problem it is: stable.
    #[serde(rename = "type")]
    kind: String,
    /// Which problem it is, in words.
    title: &'static str,
    /// The answer's status.
    status: u16,
    /// What is wrong with this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// `name` or `body`.
    field: &'static str,
    /// In the reader's words.
    detail: String,
}

impl From<FieldError> for FieldProblem {
    fn from(error: FieldError) -> Self {
        let field = match error.field {
            Field::Name => "name",
            Field::Body => "body",
        };
        Self {
            field,
            detail: error.to_string(),
        }
    }
}

impl Problem {
    /// Its status, the end of its type, its title.
    fn meaning(&self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::Malformed(_) => (S::BAD_REQUEST, "malformed", "The request cannot be read"),
            Self::Fields(_) => (
                S::UNPROCESSABLE_ENTITY,
                "fields",
                "The comment breaks a rule",
            ),
            Self::Unauthorized => (
                S::UNAUTHORIZED,
                "unauthorized",
                "It needs a token in the header Authorization",
            ),
            Self::Forbidden => (
                S::FORBIDDEN,
                "forbidden",
                "The token is not this comment\u{2019}s",
            ),
            Self::CrossSite => (S::FORBIDDEN, "cross-site", "Another site may not do this"),
            Self::Missing => (S::NOT_FOUND, "missing", "There is nothing here"),
            Self::Method => (
                S::METHOD_NOT_ALLOWED,
                "method",
                "The address knows no such method",
            ),
            Self::TimedOut => (S::REQUEST_TIMEOUT, "timed-out", "The request took too long"),
            Self::Gone => (S::GONE, "gone", "The comment was posted, and deleted since"),
            Self::KeyReused => (
                S::CONFLICT,
                "key-reused",
                "The idempotency key was used for another comment",
            ),
            Self::Stale => (
                S::PRECONDITION_FAILED,
                "stale",
                "The comment was changed meanwhile",
            ),
            Self::Unconditional => (
                S::PRECONDITION_REQUIRED,
                "unconditional",
                "It needs the header If-Match",
            ),
            Self::TooLarge => (S::PAYLOAD_TOO_LARGE, "too-large", "The request is too long"),
            Self::NotJson => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "not-json",
                "The body must be application/json",
            ),
            Self::TooMany(_) => (S::TOO_MANY_REQUESTS, "too-many", "Too many requests"),
            Self::Full => (S::INSUFFICIENT_STORAGE, "full", "No space is left"),
            Self::Unavailable => (
                S::SERVICE_UNAVAILABLE,
                "unavailable",
                "The comments are away for a moment",
            ),
            Self::Internal => (
                S::INTERNAL_SERVER_ERROR,
                "internal",
                "The server has failed",
            ),
        }
    }

    /// Seconds after which to try again.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(seconds) => Some(*seconds),
            Self::Unavailable | Self::Full => Some(BACK_SOON),
            _ => None,
        }
    }

    fn document(&self) -> ProblemDocument {
        let (status, kind, title) = self.meaning();
        let (detail, errors) = match self {
            Self::Malformed(detail) => (Some(detail.clone()), Vec::new()),
            Self::Fields(fields) => {
                let both = [fields.name, fields.body];
                (
                    None,
                    both.into_iter().flatten().map(FieldProblem::from).collect(),
                )
            }
            _ => (None, Vec::new()),
        };
        ProblemDocument {
            kind: format!("{TYPE}{kind}"),
            title,
            status: status.as_u16(),
            detail,
            errors,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.meaning().0, Json(self.document())).into_response();
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value))
        };
        set(header::CONTENT_TYPE, "application/problem+json");
        set(header::CACHE_CONTROL, "no-store");
        if self == Self::Unauthorized {
            set(header::WWW_AUTHENTICATE, "Bearer");
        }
        if let Some(seconds) = self.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<RepositoryError> for Problem {
    fn from(error: RepositoryError) -> Self {
        match error {
            RepositoryError::Missing => Self::Missing,
            RepositoryError::Changed => Self::Stale,
            RepositoryError::Forbidden => Self::Forbidden,
            RepositoryError::Gone => Self::Gone,
            RepositoryError::KeyReused => Self::KeyReused,
            RepositoryError::Full(error) => {
                tracing::error!(%error, "no space is left");
                Self::Full
            }
            RepositoryError::Unavailable(error) => {
                tracing::error!(%error, "the database does not answer");
                Self::Unavailable
            }
            RepositoryError::Damaged(what) => {
                tracing::error!(what, "the database is damaged");
                Self::Internal
            }
        }
    }
}
