//! [`Pages`]: an article's page with its comments in it: there with the first paint, without a script, for search engines.
//!
//! ```text
//! built page --Template--> page around the comments's place
//! repository --Page--> inside_out::comments::prerendered --HTML and data--> that place     once a change, not once a request
//! ```

use std::{
    collections::HashMap,
    fmt::Write as _,
    io::{self, Write as _},
    sync::{Arc, PoisonError, RwLock},
};

use axum::{
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use brotli::enc::BrotliEncoderParams;
use comments::{At, CommentId, PAGE, Page, Slug, Sort};
use flate2::{Compression, write::GzEncoder};
use inside_out::{
    PageState,
    comments::prerendered::{self, counted, empty_thread, filled_thread},
};
use sha2::{Digest, Sha256};

use crate::{limits::Limits, repository::Repository};

/// A built page, and the places in it that comments go to.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    article: Slug,
    before: String,
    between: String,
    after: String,
}

impl Template {
    /// The template of an article's page. `None` where the page keeps its comments on the device, or another version of this
    /// project has built it.
    pub(crate) fn new(article: Slug, html: &str) -> Option<Self> {
        let (before, rest) = html.split_once(&empty_thread())?;
        let id = format!("id=\"{}\"", PageState::ELEMENT_ID);
        let data = rest[..rest.find(&id)?].rfind("<script")?;
        let (between, after) = rest.split_at(data);
        Some(Self {
            article,
            before: before.to_owned(),
            between: between.to_owned(),
            after: after.to_owned(),
        })
    }

    /// The page with these comments: what is shown of them, and the same as data for the program.
    fn with(&self, page: Page) -> serde_json::Result<String> {
        // No text can end the block.
        let data = serde_json::to_string(&page)?.replace('<', "\\u003c");
        let (total, id) = (page.total, prerendered::PAGE);
        let thread = filled_thread(page);
        let Self {
            before,
            between,
            after,
            ..
        } = self;
        Ok(format!(
            "{}{thread}{}<script type=\"application/json\" id=\"{id}\">{data}</script>{after}",
            counted(before, total),
            counted(between, total),
        ))
    }
}

/// A page as it is sent.
#[derive(Debug)]
struct Rendered {
    /// How many changes had been heard of before the comments were read; `None` where that is not known.
    generation: Option<u64>,
    tag: String,
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
}

/// How well a page is compressed that is kept, and one that is not (0 to 11).
const KEPT: i32 = 9;
const PASSING: i32 = 4;

impl Rendered {
    fn new(html: String, generation: Option<u64>, quality: i32) -> io::Result<Self> {
        let mut tag = String::new();
        for byte in &Sha256::digest(&html)[..8] {
            // Writing into a string does not fail.
            let _ = write!(tag, "{byte:02x}");
        }
        let params = BrotliEncoderParams {
            quality,
            size_hint: html.len(),
            ..Default::default()
        };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut html.as_bytes(), &mut brotli, &params)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(html.as_bytes())?;
        Ok(Self {
            generation,
            tag,
            brotli: brotli.into(),
            gzip: gzip.finish()?.into(),
            plain: html.into(),
        })
    }

    /// The page in the best form that the browser takes, or "304 Not Modified" where it has it.
    fn answer(&self, headers: &HeaderMap) -> Response {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|it| it.to_str().ok())
            .unwrap_or_default();
        let takes = |name: &str| accepted.split(',').any(|it| it.trim() == name);
        let (encoding, body) = if takes("br") {
            (Some("br"), &self.brotli)
        } else if takes("gzip") {
            (Some("gzip"), &self.gzip)
        } else {
            (None, &self.plain)
        };
        let tag = format!("\"{}-{}\"", self.tag, encoding.unwrap_or("plain"));
        let is_known = headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|it| it.as_bytes() == tag.as_bytes());
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (kind, body.clone()).into_response()
        };
        let fields = response.headers_mut();
        if let Some(encoding) = encoding.filter(|_| !is_known) {
            fields.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        fields.extend(HeaderValue::try_from(tag).map(|tag| (header::ETAG, tag)));
        fields.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }
}

/// The articles' pages, each rendered again once its comments have changed.
#[derive(Clone, Debug)]
pub(crate) struct Pages(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    repository: Repository,
    limits: Limits,
    /// By their addresses' paths.
    templates: HashMap<String, Template>,
    kept: RwLock<HashMap<String, Arc<Rendered>>>,
}

impl Pages {
    pub(crate) fn new(
        repository: Repository,
        limits: Limits,
        templates: HashMap<String, Template>,
    ) -> Self {
        Self(Arc::new(Inner {
            repository,
            limits,
            templates,
            kept: RwLock::default(),
        }))
    }

    /// The page at `path`, around a comment where one is asked for. `None` where the built one has to do: the page is no
    /// article's, or its comments cannot be read.
    async fn page(&self, path: &str, around: Option<CommentId>) -> Option<Arc<Rendered>> {
        let template = self.0.templates.get(path)?;
        if let Some(id) = around
            && let Ok(page) = self.0.repository.context(Sort::default(), id, PAGE).await
            && shows(&page, id)
        {
            return self.render(template, page, None, PASSING).await;
        }
        // Before they are read: what is changed meanwhile makes them stale.
        let generation = self.0.repository.notices().generation();
        if let Some(kept) = self.kept(path, generation) {
            return Some(kept);
        }
        let repository = &self.0.repository;
        let page = repository
            .page(&template.article, Sort::default(), At::Start, PAGE)
            .await
            .inspect_err(|error| tracing::warn!(%error, "a page goes out without its comments"))
            .ok()?;
        let rendered = self.render(template, page, generation, KEPT).await?;
        let mut kept = self.0.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(path.to_owned(), rendered.clone());
        Some(rendered)
    }

    /// The page as it was rendered last, if nothing was changed since.
    fn kept(&self, path: &str, generation: Option<u64>) -> Option<Arc<Rendered>> {
        let kept = self.0.kept.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(path)?;
        (generation.is_some() && kept.generation == generation).then(|| kept.clone())
    }

    async fn render(
        &self,
        template: &Template,
        page: Page,
        generation: Option<u64>,
        quality: i32,
    ) -> Option<Arc<Rendered>> {
        let template = template.clone();
        let rendering = tokio::task::spawn_blocking(move || {
            let html = template.with(page).ok()?;
            Rendered::new(html, generation, quality).ok().map(Arc::new)
        });
        rendering.await.ok().flatten()
    }
}

/// Whether the comment is on this page: an id of another article leads nowhere.
fn shows(page: &Page, id: CommentId) -> bool {
    page.threads.items.iter().any(|thread| {
        let replies = &thread.replies.items;
        thread.first.id == id || replies.iter().any(|it| it.comment.id == id)
    })
}

/// `?comment=<id>`: the comment that is asked for.
fn comment_of(query: Option<&str>) -> Option<CommentId> {
    let mut parts = query?.split('&');
    parts.find_map(|part| part.strip_prefix("comment=")?.parse().ok())
}

/// Answers with an article's page as it is now, everything else as it was built.
pub(crate) async fn with_comments(
    State(pages): State<Pages>,
    request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let path = request.uri().path();
    let path = path.strip_suffix("index.html").unwrap_or(path).to_owned();
    let around = comment_of(request.uri().query());
    // Such a page is rendered for this request alone.
    if around.is_some()
        && let Err(problem) = pages.0.limits.check_request(&request)
    {
        return problem.into_response();
    }
    match pages.page(&path, around).await {
        Some(page) => page.answer(request.headers()),
        None => next.run(request).await,
    }
}
