//! What is read: pages, replies, one comment, what is around it, counts.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use comments::{
    At, PAGE, REPLIES, Reply, Slug, Window,
    wire::{WireComment, WirePage},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Api,
    etag::tagged,
    openapi::Refused,
    part::Part,
    request::{Article, Asked, CommentAt},
};
use crate::problem::Problem;

/// So many articles are counted at once.
const MOST_COUNTS: usize = 100;

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

/// The threads around a comment, and which article it is on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Surroundings {
    /// The article.
    article: String,
    /// The threads.
    #[serde(flatten)]
    page: WirePage,
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
    let (sort, at, limit) = (part.sort, part.at_threads()?, part.limit(PAGE)?);
    if at == At::Start && limit == PAGE {
        return api.0.first_pages.answer(&slug, sort, &headers).await;
    }
    let page = api.0.repository.page(&slug, sort, at, limit).await?;
    Ok(Json(page).into_response())
}

/// A comment.
#[utoipa::path(get, path = "/comments/{id}", tag = "comments", params(("id" = String, Path)), responses(
    (status = 200, body = WireComment, headers(("ETag" = String))),
    Refused))]
pub(super) async fn show(
    State(api): State<Api>,
    CommentAt(id): CommentAt,
) -> Result<Response, Problem> {
    let comment = api.0.repository.comment(id).await?;
    Ok(tagged(StatusCode::OK, &comment, &comment))
}

/// Replies of the thread that a comment begins.
#[utoipa::path(get, path = "/comments/{id}/replies", tag = "comments", params(("id" = String, Path), Part), responses(
    (status = 200, body = Window<Reply>),
    Refused))]
pub(super) async fn replies(
    State(api): State<Api>,
    CommentAt(id): CommentAt,
    Asked(part): Asked<Part>,
) -> Result<Json<Window<Reply>>, Problem> {
    let replies = api
        .0
        .repository
        .replies(id, part.at_replies()?, part.limit(REPLIES)?)
        .await?;
    Ok(Json(replies))
}

/// The threads around a comment.
#[utoipa::path(get, path = "/comments/{id}/context", tag = "comments", params(("id" = String, Path), Part), responses(
    (status = 200, body = Surroundings),
    Refused))]
pub(super) async fn context(
    State(api): State<Api>,
    CommentAt(id): CommentAt,
    Asked(part): Asked<Part>,
) -> Result<Json<Surroundings>, Problem> {
    let article = api.0.repository.article_of(id).await?;
    let page = api
        .0
        .repository
        .context(part.sort, id, part.limit(PAGE)?)
        .await?;
    Ok(Json(Surroundings {
        article: article.to_string(),
        page: page.into(),
    }))
}

/// How many comments articles have.
#[utoipa::path(get, path = "/counts", tag = "articles", params(Articles), responses(
    (status = 200, body = Vec<Count>),
    Refused))]
pub(super) async fn counts(
    State(api): State<Api>,
    Asked(articles): Asked<Articles>,
) -> Result<Json<Vec<Count>>, Problem> {
    let slugs = articles.slug.split(',').map(str::parse::<Slug>);
    let slugs: Vec<_> = slugs
        .collect::<Result<_, _>>()
        .map_err(|_| Problem::Missing)?;
    if slugs.len() > MOST_COUNTS {
        return Err(Problem::Malformed(format!(
            "at most {MOST_COUNTS} articles"
        )));
    }
    if !slugs.iter().all(|slug| api.0.site.has(slug)) {
        return Err(Problem::Missing);
    }
    let totals = api.0.repository.totals(&slugs).await?;
    let counts = slugs.iter().map(|slug| Count {
        slug: slug.to_string(),
        total: totals.get(slug).copied().unwrap_or_default(),
    });
    Ok(Json(counts.collect()))
}
