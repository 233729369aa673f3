//! The built page, served on this machine by the project's own router, with the faults that a story asks for.
//!
//! `dist/`, `target/site-blog/` or `target/site-shared/` -> `http://127.0.0.1:<free port>/…`

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, PoisonError},
};

use anyhow::{Context, Result};
use axum::{Router, http::StatusCode, middleware, routing::get};
use server::{
    limits::{LimitOptions, Limits},
    repository::{Database, Repository},
    serve::serve,
    shutdown::{Begin, shutdown},
};
use tempfile::TempDir;
use tokio::task::JoinHandle;

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
    /// `/`, from `target/site-shared/`, with a server that keeps the comments.
    Shared,
}

impl Base {
    /// The address's path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Root | Self::Shared => "/",
            Self::Blog => "/blog/",
        }
    }

    /// The folder of the workspace that is served there.
    fn folder(self) -> &'static str {
        match self {
            Self::Root => "dist",
            Self::Blog => "target/site-blog",
            Self::Shared => "target/site-shared",
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
    base: Base,
    at: SocketAddr,
    running: Option<Running>,
    shared: Shared,
    /// Where a server keeps the comments.
    comments: Arc<TempDir>,
}

/// A server, and what ends it.
#[derive(Debug)]
struct Running {
    end: Begin,
    serving: JoinHandle<()>,
}

impl Site {
    /// Serves the site built for `base`, on a free port.
    ///
    /// # Errors
    /// Where it is not built.
    pub(crate) async fn start(base: Base, ear: Option<&'static str>) -> Result<Self> {
        Self::over(Arc::new(TempDir::new()?), base, ear).await
    }

    async fn over(comments: Arc<TempDir>, base: Base, ear: Option<&'static str>) -> Result<Self> {
        let mut site = Self {
            base,
            at: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            running: None,
            shared: Shared {
                fault: Arc::default(),
                asked: Arc::default(),
                ear,
                clock: Arc::default(),
            },
            comments,
        };
        site.serve().await?;
        Ok(site)
    }

    /// Another server with the same comments, at another port.
    ///
    /// # Errors
    /// As for the first one.
    pub async fn replica(&self) -> Result<Self> {
        Self::over(self.comments.clone(), self.base, self.shared.ear).await
    }

    /// Serves, again at the same port with the same comments.
    ///
    /// # Errors
    /// Where another program has taken the port.
    pub async fn serve(&mut self) -> Result<()> {
        let folder = folders::workspace().join(self.base.folder());
        let files = server::open_site(&folder)
            .with_context(|| format!("`make test-e2e` builds {} first", self.base.folder()))?;
        let listener = server::listen(self.at).await?;
        self.at = listener.local_addr()?;
        let (end, shutdown) = shutdown();
        let (site, repository) = match self.base {
            Base::Root => (files.router("/"), None),
            Base::Blog => {
                let files = files.router("/blog/");
                (Router::new().nest_service("/blog", files), None)
            }
            Base::Shared => {
                let place = Database::Sqlite(self.comments.path().join("comments.db"));
                let repository = Repository::open(&place).await?;
                let limits = Limits::new(&LimitOptions {
                    requests: None,
                    changes: None,
                    streams: 100,
                    proxies: Vec::new(),
                });
                let kept = repository.clone();
                let app = server::app(files, "/", kept, limits, shutdown.clone(), None);
                (app, Some(repository))
            }
        };
        let site = site
            .layer(middleware::from_fn_with_state(self.shared.clone(), answer))
            .route("/a-frame-of-width/{width}", get(frame));
        let serving = tokio::spawn(async move {
            serve(listener, site, shutdown).await;
            if let Some(repository) = repository {
                repository.close().await;
            }
        });
        self.running = Some(Running { end, serving });
        Ok(())
    }

    /// Ends the server as its publisher would; whoever asks finds nobody there.
    ///
    /// # Errors
    /// Where it ends otherwise.
    pub async fn stop(&mut self) -> Result<()> {
        if let Some(running) = self.running.take() {
            running.end.begin();
            running.serving.await?;
        }
        Ok(())
    }

    /// The whole address of `path`, which begins with `/`.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Scheme, machine and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.at)
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
        if let Some(running) = &self.running {
            running.serving.abort();
        }
    }
}
