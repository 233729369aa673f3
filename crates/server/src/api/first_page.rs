//! The first page of comments, which is asked for most: kept as it was answered until a comment changes.

use std::fmt::Write as _;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use comments::{At, PAGE, Slug, Sort};
use sha2::{Digest, Sha256};

use crate::{
    cache::{Cache, Weight},
    problem::Problem,
    repository::Repository,
};

/// Memory that first pages take at most, in bytes.
const BYTES: u64 = 16 << 20;

/// An answer as it is sent.
#[derive(Debug)]
struct FirstPage {
    body: Bytes,
    tag: HeaderValue,
}

impl Weight for FirstPage {
    fn bytes(&self) -> usize {
        self.body.len() + self.tag.len()
    }
}

/// The first page of each article in each order.
#[derive(Debug)]
pub(super) struct FirstPages {
    repository: Repository,
    cache: Cache<(Slug, Sort), FirstPage>,
}

impl FirstPages {
    pub(super) fn new(repository: Repository) -> Self {
        Self {
            cache: Cache::new(repository.notices().clone(), BYTES),
            repository,
        }
    }

    /// The first page, or "304 Not Modified" for a client that has it.
    pub(super) async fn answer(
        &self,
        slug: &Slug,
        sort: Sort,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        let make = || read(self.repository.clone(), slug.clone(), sort);
        let page = self.cache.get(&(slug.clone(), sort), slug, make).await?;
        let known = headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|it| *it == page.tag);
        let fixed = [
            (header::ETAG, page.tag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        if known {
            return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
        }
        let kind = [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )];
        Ok((fixed, kind, page.body.clone()).into_response())
    }
}

/// Reads a first page; answers its version, too.
async fn read(repository: Repository, slug: Slug, sort: Sort) -> Result<(FirstPage, i64), Problem> {
    metrics::counter!("inside_out_first_pages_read_total").increment(1);
    let page = repository.page(&slug, sort, At::Start, PAGE).await?;
    let body = serde_json::to_vec(&page).map_err(|_| Problem::Internal)?;
    let mut tag = String::from('"');
    for byte in &Sha256::digest(&body)[..8] {
        // Writing into a string does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    let page_version = i64::try_from(page.version).unwrap_or(i64::MAX);
    let page = FirstPage {
        body: body.into(),
        tag: HeaderValue::try_from(tag).map_err(|_| Problem::Internal)?,
    };
    Ok((page, page_version))
}
