//! [`Site`]: the built page's files, and what they say of themselves: which articles there are, which policy each page has.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use comments::Slug;
use tower_http::services::ServeDir;

use crate::{
    limits::Limits,
    pages::{Pages, Template, with_comments},
    repository::Repository,
};

/// The built page.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    articles: BTreeSet<Slug>,
    /// Of each page, by its address's path.
    policies: BTreeMap<String, HeaderValue>,
    /// The articles' pages that the server puts comments into, by their addresses' paths.
    templates: HashMap<String, Template>,
}

/// What stands before an article's slug in its page, and what ends it.
const ARTICLE: (&str, &str) = ("data-article=\"", "\"");
/// What stands before a page's policy, and what ends it.
const POLICY: (&str, &str) = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"",
    "\"",
);
/// What an element cannot say: no other site shows the page in a frame.
const FRAMES: &str = "frame-ancestors 'self'";

/// What every answer says to the browser.
const PROTECTION: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

fn between<'t>(text: &'t str, (begin, end): (&str, &str)) -> Option<&'t str> {
    let (_, rest) = text.split_once(begin)?;
    rest.split_once(end).map(|(found, _)| found)
}

impl Site {
    /// Reads the pages of a folder: its own, and those of the folders in it.
    ///
    /// # Errors
    /// Where the folder holds no page, or one that cannot be read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut site = Self {
            folder: folder.to_owned(),
            articles: BTreeSet::new(),
            policies: BTreeMap::new(),
            templates: HashMap::new(),
        };
        site.read("/", &folder.join("index.html"))?;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let page = entry.path().join("index.html");
            if page.is_file() {
                site.read(&format!("/{}/", entry.file_name().to_string_lossy()), &page)?;
            }
        }
        Ok(site)
    }

    fn read(&mut self, path: &str, page: &Path) -> io::Result<()> {
        let html = std::fs::read_to_string(page)?;
        let article = between(&html, ARTICLE).and_then(|slug| slug.parse::<Slug>().ok());
        let template = article.clone().and_then(|it| Template::new(it, &html));
        self.templates
            .extend(template.map(|template| (path.to_owned(), template)));
        self.articles.extend(article);
        let policy = between(&html, POLICY).map(|policy| format!("{policy}; {FRAMES}"));
        let policy = policy.and_then(|it| HeaderValue::try_from(it).ok());
        self.policies
            .extend(policy.map(|policy| (path.to_owned(), policy)));
        Ok(())
    }

    /// Whether the pages share their comments; else each reader's device keeps its own.
    pub fn is_shared(&self) -> bool {
        !self.templates.is_empty()
    }

    /// Whether there is such an article.
    pub fn has(&self, article: &Slug) -> bool {
        self.articles.contains(article)
    }

    /// The routes: every file below the folder, and `index.html` for a folder. No address leads out of it. `base` is the
    /// address path below which they will stand, such as `/` or `/blog/`.
    pub fn router(self, base: &str) -> Router {
        let files = self.files(base);
        self.tell_browsers(files)
    }

    fn files(&self, base: &str) -> Router {
        let files = ServeDir::new(&self.folder)
            .redirect_path_prefix(base.trim_end_matches('/'))
            .precompressed_br()
            .precompressed_gzip();
        Router::new().fallback_service(files)
    }

    /// The same, with their comments in the articles' pages.
    pub(crate) fn router_with(
        mut self,
        base: &str,
        repository: Repository,
        limits: Limits,
    ) -> Router {
        let pages = Pages::new(repository, limits, std::mem::take(&mut self.templates));
        let files = self.files(base);
        let files = files.layer(middleware::from_fn_with_state(pages, with_comments));
        self.tell_browsers(files)
    }

    fn tell_browsers(self, files: Router) -> Router {
        files.layer(middleware::from_fn_with_state(Arc::new(self), tell_browser))
    }
}

/// How long files may be kept, and what they may do. Files whose names hold a hash of their content never change; all others
/// are asked for again, and answered "304 Not Modified" where they are the same.
async fn tell_browser(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let lifetime = if is_hashed(&path) && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
    let page = path.strip_suffix("index.html").unwrap_or(&path);
    if let Some(policy) = site.policies.get(page) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    protect(headers);
    response
}

/// Adds what every answer says to the browser.
pub(crate) fn protect(headers: &mut HeaderMap) {
    for (name, value) in PROTECTION {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// `inside-out-0123456789abcdef_bg.wasm`: sixteen hexadecimal digits after a hyphen, as Trunk names files.
fn is_hashed(path: &str) -> bool {
    path.rsplit(['/', '-'])
        .next()
        .is_some_and(|tail| tail.len() > 16 && tail.bytes().take(16).all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_immutable() {
        assert!(is_hashed("/inside-out-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("/blog/inside-out-0123456789abcdef.js"));
        for path in [
            "/",
            "/index.html",
            "/fonts/newsreader.woff2",
            "/gut-skin-connection/",
            "/é-0123456789abcdef",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
