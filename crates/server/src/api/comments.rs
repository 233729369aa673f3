//! Pages, replies, one comment; create, edit, delete, vote, report.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use comments::{
    At, Comment, CommentBody, Cursor, NewComment, NewCommentError, PAGE, Page, REPLIES, Reply,
    Slug, Sort, Timestamp, Window,
    wire::{WireComment, WireEdit, WireNewComment, WirePage, WirePosted},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Api,
    openapi::Refused,
    read::{self, Article, Asked, Of, Sent},
};
use crate::problem::Problem;

/// So many things a page has at most.
const LARGEST: usize = 100;
/// So many articles are counted at once.
const MOST_COUNTS: usize = 100;

/// Which part of an order.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// The order: `newest` unless said otherwise.
    #[serde(default)]
    #[param(inline)]
    sort: Option<Order>,
    /// What follows this place.
    #[param(value_type = Option<String>)]
    cursor: Option<String>,
    /// What comes before this place.
    #[param(value_type = Option<String>)]
    before: Option<String>,
    /// So many things.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// The order of threads.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Order {
    /// The oldest first.
    Oldest,
    /// The newest first.
    Newest,
    /// The most helpful first.
    Helpful,
}

impl Part {
    fn sort(&self) -> Sort {
        match self.sort {
            Some(Order::Oldest) => Sort::Oldest,
            Some(Order::Helpful) => Sort::Helpful,
            Some(Order::Newest) | None => Sort::Newest,
        }
    }

    fn at(&self) -> Result<At, Problem> {
        let place = |text: &str| {
            let cursor: Result<Cursor, _> = text.parse();
            cursor.map_err(|error| Problem::Malformed(error.to_string()))
        };
        match (&self.cursor, &self.before) {
            (None, None) => Ok(At::Start),
            (Some(after), None) => place(after).map(At::After),
            (None, Some(before)) => place(before).map(At::Before),
            (Some(_), Some(_)) => Err(Problem::Malformed("either cursor or before".to_owned())),
        }
    }

    fn limit(&self, usual: usize) -> Result<usize, Problem> {
        let limit = self.limit.unwrap_or(usual);
        let is_right = (1..=LARGEST).contains(&limit);
        is_right
            .then_some(limit)
            .ok_or_else(|| Problem::Malformed(format!("limit is 1 to {LARGEST}")))
    }
}

/// Which articles.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Articles {
    /// Their slugs, with commas between them.
    slug: String,
}

/// How many comments an article has.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Count {
    /// The article.
    slug: String,
    /// So many.
    total: u64,
}

pub(super) fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let millis = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
    Timestamp::from_millis(millis).unwrap_or_default()
}

/// A comment with the version of its words, which an edit must have seen.
fn tagged(status: StatusCode, comment: &Comment, body: impl Serialize) -> Response {
    let mut response = (status, Json(body)).into_response();
    let tag = format!("\"{}\"", comment.version().as_millis());
    if let Ok(tag) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Threads of an article in an order, each with its first replies.
#[utoipa::path(get, path = "/articles/{slug}/comments", tag = "comments", params(("slug" = String, Path), Part), responses(
    (status = 200, body = WirePage), (status = 304, description = "The same as before"),
    Refused))]
pub(super) async fn list(
    State(api): State<Api>,
    Article(slug): Article,
    Asked(part): Asked<Part>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (sort, at, limit) = (part.sort(), part.at()?, part.limit(PAGE)?);
    if at == At::Start && limit == PAGE {
        return api
            .0
            .first_pages
            .answer(&api.0.repository, &slug, sort, &headers)
            .await;
    }
    let page = api.0.repository.page(&slug, sort, at, limit).await?;
    Ok(Json(page).into_response())
}

/// Keeps a comment.
#[utoipa::path(post, path = "/articles/{slug}/comments", tag = "comments",
    params(("slug" = String, Path), ("Idempotency-Key" = String, Header, description = "16 to 200 visible ASCII characters, made at random when the comment was written")),
    request_body = WireNewComment, responses(
    (status = 201, body = WirePosted, headers(("ETag" = String), ("Location" = String))),
    Refused))]
pub(super) async fn create(
    State(api): State<Api>,
    Article(slug): Article,
    headers: HeaderMap,
    Sent(sent): Sent<WireNewComment>,
) -> Result<Response, Problem> {
    let key = read::idempotency_key(&headers)?;
    let new = NewComment::new(sent.parent, &sent.name, &sent.body).map_err(Problem::Fields)?;
    let posted = api.0.repository.create(&slug, &key, new, now()).await?;
    metrics::counter!("inside_out_comments_posted_total").increment(1);
    // From the request's own address, so that the site may stand anywhere.
    let location = format!("../../comments/{}", posted.comment.id);
    let body = WirePosted {
        comment: posted.comment.clone(),
        edit_token: posted.edit_token.reveal().to_owned(),
    };
    let mut response = tagged(StatusCode::CREATED, &posted.comment, body);
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    // It holds a token.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A comment.
#[utoipa::path(get, path = "/comments/{id}", tag = "comments", params(("id" = String, Path)), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn show(State(api): State<Api>, Of(id): Of) -> Result<Response, Problem> {
    let comment = api.0.repository.comment(id).await?;
    Ok(tagged(StatusCode::OK, &comment, &comment))
}

/// Replies of the thread that a comment begins.
#[utoipa::path(get, path = "/comments/{id}/replies", tag = "comments", params(("id" = String, Path), Part), responses(
    (status = 200, body = Window<Reply>),
    Refused))]
pub(super) async fn replies(
    State(api): State<Api>,
    Of(id): Of,
    Asked(part): Asked<Part>,
) -> Result<Json<Window<Reply>>, Problem> {
    let replies = api
        .0
        .repository
        .replies(id, part.at()?, part.limit(REPLIES)?)
        .await?;
    Ok(Json(replies))
}

/// The threads around a comment.
#[utoipa::path(get, path = "/comments/{id}/context", tag = "comments", params(("id" = String, Path), Part), responses(
    (status = 200, body = WirePage),
    Refused))]
pub(super) async fn context(
    State(api): State<Api>,
    Of(id): Of,
    Asked(part): Asked<Part>,
) -> Result<Json<Page>, Problem> {
    let (_, page) = api
        .0
        .repository
        .context(part.sort(), id, part.limit(PAGE)?)
        .await?;
    Ok(Json(page))
}

/// Gives a comment another text.
#[utoipa::path(patch, path = "/comments/{id}", tag = "comments",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was seen")),
    request_body = WireEdit, security(("edit_token" = [])), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn edit(
    State(api): State<Api>,
    Of(id): Of,
    headers: HeaderMap,
    Sent(sent): Sent<WireEdit>,
) -> Result<Response, Problem> {
    let token = read::edit_token(&headers)?;
    // An edit overwrites only what was seen: any version is none.
    let seen = read::if_match(&headers)?.ok_or(Problem::Stale)?;
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
    Of(id): Of,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let token = read::edit_token(&headers)?;
    let seen = read::if_match(&headers)?;
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
    Of(id): Of,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    helpful(&api, Of(id), &headers, true).await
}

/// Says that it does not help any more.
#[utoipa::path(delete, path = "/comments/{id}/helpful", tag = "comments", params(("id" = String, Path)),
    security(("device" = [])), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn take_vote_back(
    State(api): State<Api>,
    Of(id): Of,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    helpful(&api, Of(id), &headers, false).await
}

async fn helpful(
    api: &Api,
    Of(id): Of,
    headers: &HeaderMap,
    mine: bool,
) -> Result<Response, Problem> {
    let device = read::device(headers)?;
    let comment = api.0.repository.helpful(id, &device, mine).await?;
    Ok(tagged(StatusCode::OK, &comment, &comment))
}

/// Reports a comment to the publisher.
#[utoipa::path(post, path = "/comments/{id}/reports", tag = "comments", params(("id" = String, Path)),
    security(("device" = [])), responses(
    (status = 204),
    Refused))]
pub(super) async fn report(
    State(api): State<Api>,
    Of(id): Of,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let device = read::device(&headers)?;
    api.0.repository.report(id, &device, now()).await?;
    metrics::counter!("inside_out_comments_reported_total").increment(1);
    Ok(StatusCode::NO_CONTENT)
}

/// How many comments articles have.
#[utoipa::path(get, path = "/counts", tag = "articles", params(Articles), responses(
    (status = 200, body = Vec<Count>),
    Refused))]
pub(super) async fn counts(
    State(api): State<Api>,
    Asked(articles): Asked<Articles>,
) -> Result<Json<Vec<Count>>, Problem> {
    let slugs: Vec<&str> = articles.slug.split(',').collect();
    if slugs.len() > MOST_COUNTS {
        return Err(Problem::Malformed(format!(
            "at most {MOST_COUNTS} articles"
        )));
    }
    let mut counts = Vec::new();
    for slug in slugs {
        let slug: Slug = slug.parse().map_err(|_| Problem::Missing)?;
        if !api.0.site.has(&slug) {
            return Err(Problem::Missing);
        }
        let (total, _) = api.0.repository.count(&slug).await?;
        counts.push(Count {
            slug: slug.to_string(),
            total,
        });
    }
    Ok(Json(counts))
}
