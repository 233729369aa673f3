//! The built page, served on this machine by the project's own router, with the faults that a story asks for.
//!
//! `dist/` or `target/site-blog/` -> `http://127.0.0.1:<free port>/…`

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{self, Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::{sync::watch, task::AbortHandle};

use crate::{
    fault::{Fault, is_wasm},
    folders,
};

/// The slug of the article that the site shows.
pub const SLUG: &str = "gut-skin-connection";

/// The folder of an address at which the site stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// `/`, from `dist/`.
    Root,
    /// `/blog/`, from `target/site-blog/`.
    Blog,
}

impl Base {
    /// The address's path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Root => "/",
            Self::Blog => "/blog/",
        }
    }

    /// The folder of the workspace that is served there.
    fn folder(self) -> &'static str {
        match self {
            Self::Root => "dist",
            Self::Blog => "target/site-blog",
        }
    }
}

/// A request that a browser made, and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The path asked for.
    pub path: String,
    /// The answer's status.
    pub status: StatusCode,
}

/// A running site. It ends when dropped.
#[derive(Debug)]
pub struct Site {
    origin: String,
    server: AbortHandle,
    shared: Shared,
}

#[derive(Clone, Debug)]
struct Shared {
    fault: Arc<watch::Sender<Fault>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// A script put before all of a page's own, where the browser needs one to say what it says: see [`crate::console`].
    ear: Option<&'static str>,
}

impl Site {
    /// Serves the site built for `base`, on a free port.
    ///
    /// # Errors
    /// Where it is not built.
    pub(crate) async fn start(base: Base, ear: Option<&'static str>) -> Result<Self> {
        let folder = folders::workspace().join(base.folder());
        let listener = server::listen(&folder, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .with_context(|| format!("`make test-e2e` builds {} first", base.folder()))?;
        let origin = format!("http://{}", listener.local_addr()?);
        let shared = Shared {
            fault: Arc::default(),
            asked: Arc::default(),
            ear,
        };
        let site = match base {
            Base::Root => server::router(folder),
            Base::Blog => Router::new().nest_service("/blog", server::router(folder)),
        };
        let site = site
            .layer(middleware::from_fn_with_state(shared.clone(), answer))
            .route("/a-frame-of-width/{width}", get(frame));
        let serving = tokio::spawn(async move { axum::serve(listener, site).await });
        Ok(Self {
            origin,
            server: serving.abort_handle(),
            shared,
        })
    }

    /// The whole address of `path`, which begins with `/`.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Scheme, machine and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// From now on, the site fails like this.
    pub fn fail(&self, fault: Fault) {
        self.shared.fault.send_replace(fault);
    }

    /// From now on all is well; what was held back goes out.
    pub fn mend(&self) {
        self.fail(Fault::None);
    }

    /// Every request until now.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Answers as the router does, but for the fault.
async fn answer(
    State(shared): State<Shared>,
    mut request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let path = request.uri().path().to_owned();
    let is_page = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(|kinds| contains(kinds, "text/html"));
    if is_page {
        // Pages are always sent anew: a fault may have changed their head.
        request.headers_mut().remove(header::IF_MODIFIED_SINCE);
        if shared.ear.is_some() {
            request.headers_mut().remove(header::ACCEPT_ENCODING);
        }
    }
    let mut faults = shared.fault.subscribe();
    if is_wasm(&path) {
        // Fails only if the sender is gone, and `shared` has it.
        let _ = faults.wait_for(|fault| *fault != Fault::HeldBack).await;
    }
    let fault = *faults.borrow();
    let mut response = next.run(request).await;
    response = fault
        .spoil(&path, response)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    if let Some(ear) = shared.ear.filter(|_| is_page) {
        response = with_ear(ear, response)
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    }
    let asked = Asked {
        path,
        status: response.status(),
    };
    shared
        .asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(asked);
    Ok(response)
}

fn contains(value: &HeaderValue, text: &str) -> bool {
    value.to_str().is_ok_and(|value| value.contains(text))
}

/// The page with the script `ear` before its policy, which therefore lets it run.
async fn with_ear(ear: &str, response: Response) -> Result<Response, axum::Error> {
    let (mut head, body) = response.into_parts();
    let mut page = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await?).into_owned();
    if let Some(charset) = page.find("<meta charset")
        && let Some(length) = page[charset..].find('>')
    {
        page.insert_str(charset + length + 1, &format!("<script>{ear}</script>"));
    }
    head.headers.remove(header::CONTENT_LENGTH);
    Ok(Response::from_parts(head, Body::from(page)))
}

/// A page with nothing but the page `?path` in it, as wide as asked for: some windows cannot be made narrow.
async fn frame(extract::Path(width): extract::Path<u32>, address: Uri) -> impl IntoResponse {
    let path = address.query().unwrap_or("/");
    Html(format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>A frame</title>
<iframe title="The page" src="{path}" style="width: {width}px; height: 800px; border: 0"></iframe>"#
    ))
}
