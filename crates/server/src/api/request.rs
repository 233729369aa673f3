//! What is read from a request: its parts as the domain's types, each with the problem that it can be.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use comments::{CommentId, Slug};
use serde::de::DeserializeOwned;

use super::Api;
use crate::{
    client::Client,
    problem::Problem,
    repository::secrets::{Device, EditToken, IdempotencyKey, Voter},
};

/// The article of an address, which the site has.
#[derive(Clone, Debug)]
pub(super) struct Article(pub(super) Slug);

/// The comment of an address.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommentAt(pub(super) CommentId);

/// What follows the question mark; nothing that is not known.
#[derive(Clone, Debug)]
pub(super) struct Asked<T>(pub(super) T);

/// The body, as JSON.
#[derive(Clone, Debug)]
pub(super) struct Sent<T>(pub(super) T);

async fn part(parts: &mut Parts) -> Result<String, Problem> {
    let Path(part) = Path::<String>::from_request_parts(parts, &())
        .await
        .map_err(|_| Problem::Missing)?;
    Ok(part)
}

impl FromRequestParts<Api> for Article {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let slug: Slug = part(parts).await?.parse().map_err(|_| Problem::Missing)?;
        api.0
            .site
            .has(&slug)
            .then_some(Self(slug))
            .ok_or(Problem::Missing)
    }
}

impl FromRequestParts<Api> for CommentAt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Self, Problem> {
        part(parts)
            .await?
            .parse()
            .map(Self)
            .map_err(|_| Problem::Missing)
    }
}

impl<T: DeserializeOwned> FromRequestParts<Api> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let asked = Query::from_request_parts(parts, api).await;
        asked
            .map(|Query(asked)| Self(asked))
            .map_err(|error| Problem::Malformed(error.body_text()))
    }
}

impl<T: DeserializeOwned> FromRequest<Api> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|it| it.to_str().ok());
        let kind = kind.and_then(|it| it.split(';').next()).map(str::trim);
        if !kind.is_some_and(|it| it.eq_ignore_ascii_case("application/json")) {
            return Err(Problem::NotJson);
        }
        let body = Bytes::from_request(request, api)
            .await
            .map_err(|error: BytesRejection| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
                _ => Problem::Malformed("the body ended too early".to_owned()),
            })?;
        let sent = serde_json::from_slice(&body);
        sent.map(Self)
            .map_err(|error| Problem::Malformed(error.to_string()))
    }
}

/// The text of a header.
pub(super) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|it| it.to_str().ok())
}

/// The secret after `Bearer`.
fn bearer(headers: &HeaderMap) -> Result<&str, Problem> {
    let value = text(headers, "authorization").and_then(|it| it.split_once(' '));
    let secret = value.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    secret
        .map(|(_, secret)| secret.trim())
        .ok_or(Problem::Unauthorized)
}

/// Whoever may edit and delete a comment.
pub(super) fn edit_token(headers: &HeaderMap) -> Result<EditToken, Problem> {
    EditToken::new(bearer(headers)?).map_err(|_| Problem::Unauthorized)
}

/// Who votes or reports.
#[derive(Clone, Debug)]
pub(super) struct Voting(pub(super) Voter);

impl FromRequestParts<Api> for Voting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Self, Problem> {
        let device = Device::new(bearer(&parts.headers)?).map_err(|_| Problem::Unauthorized)?;
        let network = parts
            .extensions
            .get()
            .map(|client: &Client| client.network());
        Ok(Self(Voter { device, network }))
    }
}

/// The key under which a comment is kept once.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<IdempotencyKey, Problem> {
    let key = text(headers, "idempotency-key")
        .ok_or_else(|| Problem::Malformed("the header Idempotency-Key is missing".to_owned()))?;
    IdempotencyKey::new(key)
        .map_err(|error| Problem::Malformed(format!("Idempotency-Key: {error}")))
}
