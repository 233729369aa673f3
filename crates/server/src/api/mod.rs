//! The comments API, under `/api/v1`: `docs/server.md` has every request; `/api/v1/openapi.json` describes them to programs.
//!
//! | module | what |
//! | --- | --- |
//! | `reading` | pages, replies, one comment, counts |
//! | `writing` | create, edit, delete, vote, report |
//! | `events` | server-sent events: what is changed while a page is open |
//! | `feed` | the newest comments as Atom |
//! | `first_page` | what is asked for most, kept as it was answered |
//! | `request` | what is read from a request: its parts as the domain's types |
//! | `part`, `etag` | which part of an order; which version of a comment: `ETag`, `If-Match` |
//! | `openapi` | the description |

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post, put},
};

use crate::{limits::Limits, repository::Repository, shutdown::Shutdown, site::Site};

mod etag;
mod events;
mod feed;
mod first_page;
mod openapi;
mod part;
mod reading;
mod request;
mod writing;

/// What the handlers share.
#[derive(Clone, Debug)]
pub struct Api(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    repository: Repository,
    site: Site,
    limits: Limits,
    first_pages: first_page::FirstPages,
    events: events::Events,
    shutdown: Shutdown,
}

impl Api {
    /// An API over a repository, for the articles of a site.
    pub fn new(repository: Repository, site: Site, limits: Limits, shutdown: Shutdown) -> Self {
        Self(Arc::new(Shared {
            events: events::Events::new(&repository),
            first_pages: first_page::FirstPages::default(),
            repository,
            site,
            limits,
            shutdown,
        }))
    }

    /// Its routes.
    pub fn router(self) -> Router {
        let article = Router::new()
            .route("/comments", get(reading::list).post(writing::create))
            .route("/comments.atom", get(feed::feed))
            .route("/events", get(events::stream));
        let comment = Router::new()
            .route(
                "/",
                get(reading::show)
                    .patch(writing::edit)
                    .delete(writing::delete),
            )
            .route("/replies", get(reading::replies))
            .route("/context", get(reading::context))
            .route(
                "/helpful",
                put(writing::vote).delete(writing::take_vote_back),
            )
            .route("/reports", post(writing::report));
        Router::new()
            .nest("/articles/{slug}", article)
            .nest("/comments/{id}", comment)
            .route("/counts", get(reading::counts))
            .route("/openapi.json", get(openapi::document))
            .with_state(self)
    }
}
