//! What is asked for most, kept as it was answered until a comment is changed.

use std::{
    collections::HashMap,
    fmt::Write as _,
    sync::{PoisonError, RwLock},
};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use comments::{At, PAGE, Slug, Sort};
use sha2::{Digest, Sha256};

use crate::{problem::Problem, repository::Repository};

/// An answer, and how many changes had been heard of before it was read.
#[derive(Clone, Debug)]
struct Kept {
    generation: u64,
    body: Bytes,
    tag: HeaderValue,
}

/// The first page of each article in each order. There are as many as the site has articles, times three.
#[derive(Debug, Default)]
pub(super) struct FirstPages(RwLock<HashMap<(Slug, Sort), Kept>>);

impl FirstPages {
    /// The first page, or "304 Not Modified" for whoever has it.
    pub(super) async fn answer(
        &self,
        repository: &Repository,
        slug: &Slug,
        sort: Sort,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        // Before it is read: what is changed while it is read makes it stale.
        let generation = repository.notices().generation();
        let Kept { body, tag, .. } = match self.kept(slug, sort, generation) {
            Some(kept) => kept,
            None => self.read(repository, slug, sort, generation).await?,
        };
        let known = headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|it| *it == tag);
        let fixed = [
            (header::ETAG, tag),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        if known {
            return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
        }
        let kind = [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )];
        Ok((fixed, kind, body).into_response())
    }

    fn kept(&self, slug: &Slug, sort: Sort, generation: Option<u64>) -> Option<Kept> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(&(slug.clone(), sort))?;
        (Some(kept.generation) == generation).then(|| kept.clone())
    }

    async fn read(
        &self,
        repository: &Repository,
        slug: &Slug,
        sort: Sort,
        generation: Option<u64>,
    ) -> Result<Kept, Problem> {
        let page = repository.page(slug, sort, At::Start, PAGE).await?;
        let body = serde_json::to_vec(&page).map_err(|_| Problem::Internal)?;
        let mut tag = String::from('"');
        for byte in &Sha256::digest(&body)[..8] {
            // Writing into a string does not fail.
            let _ = write!(tag, "{byte:02x}");
        }
        tag.push('"');
        let kept = Kept {
            generation: generation.unwrap_or_default(),
            body: body.into(),
            tag: HeaderValue::try_from(tag).map_err(|_| Problem::Internal)?,
        };
        if generation.is_some() {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            all.insert((slug.clone(), sort), kept.clone());
        }
        Ok(kept)
    }
}
