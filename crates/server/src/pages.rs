//! [`Pages`]: an article's page with its comments in it: there with the first paint, without a script, for search engines.
//!
//! ```text
//! built page --Template--> page around the comments' place
//! repository --Page--> inside_out::comments::prerendered --HTML and data--> that place --Rendered--> Cache: once a change
//! ```

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use comments::{At, CommentId, PAGE, Page, Slug, Sort};
use inside_out::{
    PageState,
    comments::prerendered::{self, counted, empty_thread, filled_thread},
};
use tokio::sync::Semaphore;

use crate::{
    cache::Cache, limits::Limits, page_path::page_path, problem::Problem, rendered::Rendered,
    repository::Repository,
};

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

/// Memory that rendered pages take at most, in bytes.
const BYTES: u64 = 64 << 20;
/// Brotli's quality for an article's page, and for one around a linked comment, which fewer ask for.
const QUALITY: i32 = 9;
const QUALITY_LINKED: i32 = 4;
/// Pages around linked comments that are rendered at once: there are as many as comments, and each change outdates all.
const LINKED_AT_ONCE: usize = 1;
/// Longest wait for that; then a reader gets the article's first page.
const LINKED_WAIT: Duration = Duration::from_secs(1);

/// A page: its address's path, and the comment that it was asked for with.
type Key = (String, Option<CommentId>);

/// The articles' pages, each rendered once a change of its comments.
#[derive(Clone, Debug)]
pub(crate) struct Pages(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    repository: Repository,
    limits: Limits,
    /// By their addresses' paths.
    templates: HashMap<String, Arc<Template>>,
    cache: Cache<Key, Rendered>,
    linked: Semaphore,
}

impl Pages {
    pub(crate) fn new(
        repository: Repository,
        limits: Limits,
        templates: HashMap<String, Template>,
    ) -> Self {
        let templates = templates.into_iter();
        Self(Arc::new(Inner {
            cache: Cache::new(repository.notices().clone(), BYTES),
            repository,
            limits,
            templates: templates.map(|(path, it)| (path, Arc::new(it))).collect(),
            linked: Semaphore::new(LINKED_AT_ONCE),
        }))
    }

    /// The page at `path`, around a comment where one is asked for. `None` where the built one has to do: the page is no
    /// article's, or its comments cannot be read.
    async fn page(&self, path: &str, around: Option<CommentId>) -> Option<Arc<Rendered>> {
        let template = self.0.templates.get(path)?;
        let first = self.first(path, template).await;
        let first = first.inspect_err(|_| tracing::warn!("a page goes out without its comments"));
        match around {
            Some(id) if !first.as_ref().is_ok_and(|first| first.shows(id)) => {
                let linked = self.linked(path, template, id).await;
                linked.or(first).ok()
            }
            _ => first.ok(),
        }
    }

    /// An article's page with its first comments.
    async fn first(&self, path: &str, template: &Arc<Template>) -> Result<Arc<Rendered>, Problem> {
        let make = || {
            let (pages, template) = (self.clone(), Arc::clone(template));
            async move {
                let repository = &pages.0.repository;
                let page = repository.page(&template.article, Sort::default(), At::Start, PAGE);
                render(template.clone(), page.await?, QUALITY).await
            }
        };
        let key = (path.to_owned(), None);
        self.0.cache.get(&key, &template.article, make).await
    }

    /// An article's page with the comments around one of them.
    async fn linked(
        &self,
        path: &str,
        template: &Arc<Template>,
        id: CommentId,
    ) -> Result<Arc<Rendered>, Problem> {
        let make = || {
            let (pages, template) = (self.clone(), Arc::clone(template));
            async move {
                let wait = tokio::time::timeout(LINKED_WAIT, pages.0.linked.acquire());
                let Ok(Ok(_permit)) = wait.await else {
                    return Err(Problem::Unavailable);
                };
                let repository = &pages.0.repository;
                if repository.find(id).await?.article != template.article {
                    return Err(Problem::Missing);
                }
                let page = repository.context(Sort::default(), id, PAGE).await?;
                render(template, page, QUALITY_LINKED).await
            }
        };
        let key = (path.to_owned(), Some(id));
        self.0.cache.get(&key, &template.article, make).await
    }
}

/// Renders a page; answers its version, too.
async fn render(
    template: Arc<Template>,
    page: Page,
    quality: i32,
) -> Result<(Rendered, i64), Problem> {
    metrics::counter!("inside_out_pages_rendered_total").increment(1);
    let version = i64::try_from(page.version).unwrap_or(i64::MAX);
    let rendering = tokio::task::spawn_blocking(move || {
        let comments = ids(&page);
        let html = template.with(page).ok()?;
        Rendered::new(html, comments, quality).ok()
    });
    let rendered = rendering.await.ok().flatten();
    rendered.map(|it| (it, version)).ok_or(Problem::Internal)
}

/// The comments on a page.
fn ids(page: &Page) -> Vec<CommentId> {
    let threads = page.threads.items.iter();
    let ids = threads.flat_map(|thread| {
        let replies = thread.replies.items.iter().map(|it| it.comment.id);
        std::iter::once(thread.first.id).chain(replies)
    });
    ids.collect()
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
    let Some(path) = page_path(request.uri().path()) else {
        return next.run(request).await;
    };
    let around = comment_of(request.uri().query());
    if pages.0.templates.contains_key(&path)
        && let Err(problem) = pages.0.limits.check_request(&request)
    {
        return problem.into_response();
    }
    match pages.page(&path, around).await {
        Some(page) => page.answer(request.headers()),
        None => next.run(request).await,
    }
}
