//! [`Options`]: what whoever runs the server can choose, each by an option or an environment variable.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
};

use clap::Parser;
use ipnet::IpNet;

use crate::{limits::LimitOptions, log::Format, repository::Database};

/// Serves the built page, and the comments that all its readers share.
#[derive(Clone, Debug, Parser)]
#[command(name = "inside-out-server", version)]
pub struct Options {
    /// The folder with the built page
    #[arg(long, env = "INSIDE_OUT_DIR", default_value = "dist")]
    pub dir: PathBuf,
    /// The address path that the page was built for
    #[arg(long, env = "INSIDE_OUT_BASE", default_value = "/")]
    pub base: String,
    /// The address to listen at; 0.0.0.0 is every one of this machine
    #[arg(long, env = "INSIDE_OUT_ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub address: IpAddr,
    /// The port; 0 takes a free one
    #[arg(long, env = "PORT", default_value_t = 8080)]
    pub port: u16,
    /// The file in which SQLite keeps the comments
    #[arg(long, env = "INSIDE_OUT_DATA", default_value = "data/comments.db")]
    pub data: PathBuf,
    /// A PostgreSQL server keeps them instead: its URL, `postgres://user:password@host/name`
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Requests to the API by address and second; 0: any number
    #[arg(long, env = "INSIDE_OUT_REQUESTS", default_value_t = 100)]
    pub requests: u32,
    /// Comments, edits, votes and reports by address and minute; 0: any number
    #[arg(long, env = "INSIDE_OUT_CHANGES", default_value_t = 30)]
    pub changes: u32,
    /// Readers who hear of new comments at once
    #[arg(long, env = "INSIDE_OUT_STREAMS", default_value_t = 5_000)]
    pub streams: usize,
    /// Proxies whose X-Forwarded-For is believed: networks with commas between them, such as 127.0.0.1/32
    #[arg(long, env = "INSIDE_OUT_PROXIES", value_delimiter = ',')]
    pub proxies: Vec<IpNet>,
    /// How log lines look
    #[arg(long, env = "INSIDE_OUT_LOG_FORMAT", value_enum, default_value_t)]
    pub log_format: Format,
    /// What is logged, such as warn, info or server=debug
    #[arg(long, env = "RUST_LOG", default_value = "info")]
    pub log: String,
}

impl Options {
    /// Where to listen.
    pub fn at(&self) -> SocketAddr {
        SocketAddr::new(self.address, self.port)
    }

    /// Where comments are kept.
    pub fn database(&self) -> Database {
        match &self.database_url {
            Some(url) => Database::Postgres(url.clone()),
            None => Database::Sqlite(self.data.clone()),
        }
    }

    /// How much one address may ask for.
    pub fn limits(&self) -> LimitOptions {
        LimitOptions {
            requests: NonZeroU32::new(self.requests),
            changes: NonZeroU32::new(self.changes),
            streams: self.streams,
            proxies: self.proxies.clone(),
        }
    }
}
