//! [`Options`]: the command line, each option also an environment variable.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    time::Duration,
};

use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;

use crate::{
    commands::Manage, limits::LimitOptions, log::Format, repository::Database,
    serve::ConnectionOptions,
};

/// The command line of `inside-out-server`. Without a subcommand it serves.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "inside-out-server",
    version,
    about = "Serves the built page, and the comments that all its readers share"
)]
pub struct Options {
    /// What to do; [`Command::Serve`] with [`Self::serve`] where absent.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The options of serving, where no subcommand is named.
    #[command(flatten)]
    pub serve: ServeOptions,
    /// Where comments are kept: for each subcommand.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// What is logged, and how: for each subcommand.
    #[command(flatten)]
    pub log: LogOptions,
}

/// A subcommand.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve the site and the comments API (the default)
    Serve(Box<ServeOptions>),
    /// What the publisher does beside the server.
    #[command(flatten)]
    Manage(Manage),
}

/// Where comments are kept.
#[derive(Clone, Debug, Args)]
pub struct DatabaseOptions {
    /// The file in which SQLite keeps the comments
    #[arg(
        long,
        global = true,
        env = "INSIDE_OUT_DATA",
        default_value = "data/comments.db"
    )]
    pub data: PathBuf,
    /// A PostgreSQL server keeps them instead: its URL, `postgres://user:password@host/name`
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl DatabaseOptions {
    /// PostgreSQL where its URL is given, otherwise the file of SQLite.
    pub fn database(&self) -> Database {
        match &self.database_url {
            Some(url) => Database::Postgres(url.clone()),
            None => Database::Sqlite(self.data.clone()),
        }
    }
}

/// What is logged, and how.
#[derive(Clone, Debug, Args)]
pub struct LogOptions {
    /// How log lines look
    #[arg(
        long = "log-format",
        global = true,
        env = "INSIDE_OUT_LOG_FORMAT",
        value_enum,
        default_value_t
    )]
    pub format: Format,
    /// What is logged, such as warn, info or server=debug
    #[arg(long = "log", global = true, env = "RUST_LOG", default_value = "info")]
    pub filter: String,
}

/// How the site and the comments API are served.
#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
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
    /// Where /metrics is, with the health checks: an address that the public does not reach, such as 127.0.0.1:9090
    #[arg(long, env = "INSIDE_OUT_METRICS_ADDRESS")]
    pub metrics_address: Option<SocketAddr>,
    /// Seconds between SIGTERM, from which on /readyz fails, and the end of the port
    #[arg(long, env = "INSIDE_OUT_GRACE", default_value = "5", value_parser = seconds)]
    pub grace: Duration,
    /// Connections that are open at once, as far as the system allows
    #[arg(long, env = "INSIDE_OUT_CONNECTIONS", default_value_t = 10_000)]
    pub connections: usize,
    /// The same by address, behind --proxies requests at once; 0: any number
    #[arg(
        long,
        env = "INSIDE_OUT_CONNECTIONS_PER_ADDRESS",
        default_value_t = 256
    )]
    pub connections_per_address: usize,
    /// Seconds a client may take for the head of a request, or be silent between two
    #[arg(long, env = "INSIDE_OUT_HEAD_TIMEOUT", default_value = "15", value_parser = seconds)]
    pub head_timeout: Duration,
    /// Seconds an answer of the API may take, the body of the request included
    #[arg(long, env = "INSIDE_OUT_REQUEST_TIMEOUT", default_value = "20", value_parser = seconds)]
    pub request_timeout: Duration,
    /// Seconds a client may take nothing of what it is sent
    #[arg(long, env = "INSIDE_OUT_WRITE_TIMEOUT", default_value = "30", value_parser = seconds)]
    pub write_timeout: Duration,
    /// Requests to the API by address and second; 0: any number
    #[arg(long, env = "INSIDE_OUT_REQUESTS", default_value_t = 100)]
    pub requests: u32,
    /// Comments, edits, votes and reports by address and minute; 0: any number
    #[arg(long, env = "INSIDE_OUT_CHANGES", default_value_t = 30)]
    pub changes: u32,
    /// Readers who hear of new comments at once
    #[arg(long, env = "INSIDE_OUT_STREAMS", default_value_t = 5_000)]
    pub streams: usize,
    /// The same by address; 0: any number
    #[arg(long, env = "INSIDE_OUT_STREAMS_PER_ADDRESS", default_value_t = 100)]
    pub streams_per_address: usize,
    /// Proxies whose X-Forwarded-For is believed: networks with commas between them, such as 127.0.0.1/32
    #[arg(long, env = "INSIDE_OUT_PROXIES", value_delimiter = ',')]
    pub proxies: Vec<IpNet>,
}

impl ServeOptions {
    /// Where to listen.
    pub fn at(&self) -> SocketAddr {
        SocketAddr::new(self.address, self.port)
    }

    /// How much one address may ask for.
    pub fn limits(&self) -> LimitOptions {
        LimitOptions {
            requests: NonZeroU32::new(self.requests),
            changes: NonZeroU32::new(self.changes),
            streams: self.streams,
            streams_per_client: NonZeroUsize::new(self.streams_per_address),
            at_once: NonZeroUsize::new(self.connections_per_address),
            proxies: self.proxies.clone().into(),
        }
    }

    /// How many connections there are, at most `possible`, and how long they may stall.
    pub fn connection_options(&self, possible: usize) -> ConnectionOptions {
        ConnectionOptions {
            total: self.connections.min(possible),
            per_client: NonZeroUsize::new(self.connections_per_address),
            proxies: self.proxies.clone().into(),
            head_timeout: self.head_timeout,
            write_timeout: self.write_timeout,
        }
    }
}

/// Seconds, of which there may be parts.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().map_err(|error| error.to_string())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use clap::CommandFactory as _;

    use super::*;

    fn parse(line: &str) -> Options {
        Options::try_parse_from(line.split(' ')).expect("a command line")
    }

    #[test]
    fn command_line_definition_is_valid() {
        Options::command().debug_assert();
    }

    #[test]
    fn serving_is_the_default_command() {
        assert!(parse("server --port 1").command.is_none());
        assert_eq!(parse("server --port 1").serve.port, 1);
        let Some(Command::Serve(serve)) = parse("server serve --port 2").command else {
            panic!("no command");
        };
        assert_eq!(serve.port, 2);
    }

    #[test]
    fn database_options_stand_before_or_after_a_command() {
        for line in ["server --data x serve", "server serve --data x"] {
            assert_eq!(parse(line).database.data, PathBuf::from("x"), "{line}");
        }
    }
}
