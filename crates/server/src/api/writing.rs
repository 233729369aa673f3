//! What is written: create, edit, delete, vote, report.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use comments::{
    CommentBody, NewComment, NewCommentError,
    wire::{WireComment, WireEdit, WireNewComment, WirePosted},
};

use super::{
    Api,
    etag::{if_match, tagged},
    openapi::Refused,
    request::{self, Article, CommentAt, Sent, Voting},
};
use crate::{clock::now, problem::Problem};

/// Keeps a comment.
#[utoipa::path(post, path = "/articles/{slug}/comments", tag = "comments",
    params(("slug" = String, Path), ("Idempotency-Key" = String, Header, description = "128 random bits, made when the comment was written: 32 hexadecimal digits, 22 to 200 characters of base64url, or a UUID of version 4")),
    request_body = WireNewComment, responses(
    (status = 201, body = WirePosted, headers(("ETag" = String), ("Location" = String))),
    (status = 200, body = WirePosted, description = "It was posted more than a day ago: the edit token is not told again",
        headers(("ETag" = String), ("Location" = String))),
    Refused))]
pub(super) async fn create(
    State(api): State<Api>,
    Article(slug): Article,
    headers: HeaderMap,
    Sent(sent): Sent<WireNewComment>,
) -> Result<Response, Problem> {
    let key = request::idempotency_key(&headers)?;
    let new = NewComment::new(sent.parent, &sent.name, &sent.body).map_err(Problem::Fields)?;
    let posted = api.0.repository.create(&slug, &key, new, now()).await?;
    metrics::counter!("inside_out_comments_posted_total").increment(1);
    // From the request's own address, so that the site may stand anywhere.
    let location = format!("../../comments/{}", posted.comment.id);
    let body = WirePosted {
        comment: posted.comment.clone(),
        edit_token: posted.edit_token.map(|it| it.reveal().to_owned()),
    };
    let status = if body.edit_token.is_some() {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let mut response = tagged(status, &posted.comment, body);
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    // It holds a token.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Gives a comment another text.
#[utoipa::path(patch, path = "/comments/{id}", tag = "comments",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was seen")),
    request_body = WireEdit, security(("edit_token" = [])), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn edit(
    State(api): State<Api>,
    CommentAt(id): CommentAt,
    headers: HeaderMap,
    Sent(sent): Sent<WireEdit>,
) -> Result<Response, Problem> {
    let token = request::edit_token(&headers)?;
    // An edit overwrites only what was seen: any version is none.
    let seen = if_match(&headers)?.ok_or(Problem::Stale)?;
    let fields = |error| {
        Problem::Fields(NewCommentError {
            name: None,
            body: Some(error),
        })
    };
    let body = CommentBody::new(&sent.body).map_err(fields)?;
    api.0.limits.check_token(&token)?;
    let comment = api.0.repository.edit(id, &token, body, seen, now()).await?;
    Ok(tagged(StatusCode::OK, &comment, &comment))
}

/// Deletes a comment: one with replies leaves a tombstone.
#[utoipa::path(delete, path = "/comments/{id}", tag = "comments",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was seen, or *")),
    security(("edit_token" = [])), responses(
    (status = 204),
    Refused))]
pub(super) async fn delete(
    State(api): State<Api>,
    CommentAt(id): CommentAt,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let token = request::edit_token(&headers)?;
    let seen = if_match(&headers)?;
    api.0.limits.check_token(&token)?;
    api.0.repository.delete(id, &token, seen).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that a comment helps.
#[utoipa::path(put, path = "/comments/{id}/helpful", tag = "comments", params(("id" = String, Path)),
    security(("device" = [])), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn vote(
    State(api): State<Api>,
    id: CommentAt,
    voting: Voting,
) -> Result<Response, Problem> {
    helpful(&api, id, voting, true).await
}

/// Says that it does not help any more.
#[utoipa::path(delete, path = "/comments/{id}/helpful", tag = "comments", params(("id" = String, Path)),
    security(("device" = [])), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn take_vote_back(
    State(api): State<Api>,
    id: CommentAt,
    voting: Voting,
) -> Result<Response, Problem> {
    helpful(&api, id, voting, false).await
}

async fn helpful(
    api: &Api,
    CommentAt(id): CommentAt,
    Voting(voter): Voting,
    mine: bool,
) -> Result<Response, Problem> {
    let comment = api.0.repository.helpful(id, &voter, mine).await?;
    Ok(tagged(StatusCode::OK, &comment, &comment))
}

/// Reports a comment to the publisher.
#[utoipa::path(post, path = "/comments/{id}/reports", tag = "comments", params(("id" = String, Path)),
    security(("device" = [])), responses(
    (status = 204),
    Refused))]
pub(super) async fn report(
    State(api): State<Api>,
    CommentAt(id): CommentAt,
    Voting(voter): Voting,
) -> Result<StatusCode, Problem> {
    if api.0.repository.report(id, &voter, now()).await? {
        metrics::counter!("inside_out_comments_reported_total").increment(1);
    }
    Ok(StatusCode::NO_CONTENT)
}
