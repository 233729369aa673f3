//! The built page, served on this machine by the project's own router, with the faults that a story asks for.
//!
//! `dist/` or `target/site-blog/` -> `http://127.0.0.1:<free port>/…`

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, PoisonError},
};

use anyhow::{Context, Result};
use axum::{Router, http::StatusCode, middleware, routing::get};
use tokio::task::AbortHandle;

use crate::{
    answers::{Shared, answer, frame},
    fakes,
    fault::Fault,
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

impl Site {
    /// Serves the site built for `base`, on a free port.
    ///
    /// # Errors
    /// Where it is not built.
    pub(crate) async fn start(base: Base, ear: Option<&'static str>) -> Result<Self> {
        let folder = folders::workspace().join(base.folder());
        let files = server::open_site(&folder)
            .with_context(|| format!("`make test-e2e` builds {} first", base.folder()))?
            .router(base.path());
        let listener = server::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let shared = Shared {
            fault: Arc::default(),
            asked: Arc::default(),
            ear,
            clock: Arc::default(),
        };
        let site = match base {
            Base::Root => files,
            Base::Blog => Router::new().nest_service("/blog", files),
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

    /// From now on, whoever opens a page finds a clock there that shows `wall`, such as `2026-11-25T23:59:00`, in the time
    /// zone of the device. It goes only when the story says so: [`crate::Reader::pass`].
    pub fn stop_the_clock(&self, wall: &str) {
        let mut clock = self
            .shared
            .clock
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *clock = Some(fakes::clock::script(wall));
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
