//! The description of the API for programs: OpenAPI 3.1.

use std::collections::BTreeMap;

use axum::Json;
use utoipa::{
    IntoResponses, Modify, OpenApi, ToSchema,
    openapi::{
        ContentBuilder, Ref, RefOr, ResponseBuilder,
        response::Response,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{events, feed, reading, writing};
use crate::problem::{FieldProblem, ProblemDocument};

/// Whatever else an answer is: a problem.
pub(super) struct Refused;

impl IntoResponses for Refused {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let schema = Ref::from_schema_name(ProblemDocument::name());
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new()
            .description("A problem (RFC 9457)")
            .content("application/problem+json", content)
            .build();
        BTreeMap::from([("default".to_owned(), RefOr::T(response))])
    }
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Inside Out: comments", description = "What the readers of an article say to each other."),
    servers((url = "/api/v1")),
    paths(
        reading::list, writing::create, reading::show, writing::edit, writing::delete, reading::replies,
        reading::context, writing::vote, writing::take_vote_back, writing::report, reading::counts,
        feed::feed, events::stream,
    ),
    components(schemas(ProblemDocument, FieldProblem)),
    modifiers(&Secrets),
)]
struct Description;

/// What goes into the header `Authorization`.
struct Secrets;

impl Modify for Secrets {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        for (name, what) in [
            ("edit_token", "What the answer to the new comment has told"),
            (
                "device",
                "16 to 200 visible ASCII characters that the device has made at random",
            ),
        ] {
            let scheme = HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(what))
                .build();
            components.add_security_scheme(name, SecurityScheme::Http(scheme));
        }
    }
}

pub(super) async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
