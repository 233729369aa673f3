//! The comments API, under `/api/v1`: `docs/server.md` has every request; `/api/v1/openapi.json` describes them to programs.
//!
//! | module | what |
//! | --- | --- |
//! | `comments` | pages, replies, one comment; create, edit, delete, vote, report |
//! | `events` | server-sent events: what is changed while a page is open |
//! | `feed` | the newest comments as Atom |
//! | `first_page` | what is asked for most, kept as it was answered |
//! | `read` | what is read from a request: its parts as the domain's types |
//! | `openapi` | the description |

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post, put},
};

use crate::{limits::Limits, repository::Repository, shutdown::Shutdown, site::Site};

mod comments;
mod events;
mod feed;
mod first_page;
mod openapi;
mod read;

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
            .route("/comments", get(comments::list).post(comments::create))
            .route("/comments.atom", get(feed::feed))
            .route("/events", get(events::stream));
        let comment = Router::new()
            .route(
                "/",
                get(comments::show)
                    .patch(comments::edit)
                    .delete(comments::delete),
            )
            .route("/replies", get(comments::replies))
            .route("/context", get(comments::context))
            .route(
                "/helpful",
                put(comments::vote).delete(comments::take_vote_back),
            )
            .route("/reports", post(comments::report));
        Router::new()
            .nest("/articles/{slug}", article)
            .nest("/comments/{id}", comment)
            .route("/counts", get(comments::counts))
            .route("/openapi.json", get(openapi::document))
            .with_state(self)
    }
}
