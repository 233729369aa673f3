//! `inside-out-server`: the built page and its comments.

use std::{
    error::Error,
    io::{self, Write},
    net::SocketAddr,
    process::ExitCode,
};

use clap::Parser;
use server::{
    StartError, app, health,
    limits::Limits,
    listen, log,
    open_files::possible_connections,
    open_site,
    options::{Command, Options, ServeOptions},
    repository::{Database, Repository},
    serve::{ConnectionOptions, serve},
    shutdown::{self, Shutdown, Signals},
};

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the subcommand that was asked for.
async fn run(options: Options) -> Result<(), Box<dyn Error>> {
    log::begin(options.log.format, &options.log.filter);
    let database = options.database.database();
    match options.command {
        None => Ok(serve_site(&options.serve, &database).await?),
        Some(Command::Serve(serve)) => Ok(serve_site(&serve, &database).await?),
        Some(Command::Manage(command)) => Ok(command.run(&database, &mut io::stdout()).await?),
    }
}

async fn serve_site(options: &ServeOptions, database: &Database) -> Result<(), StartError> {
    let possible = possible_connections();
    if possible < options.connections {
        tracing::warn!(
            possible,
            wanted = options.connections,
            "the limit on open files (ulimit -n, LimitNOFILE) allows fewer connections"
        );
    }
    let connections = options.connection_options(possible);
    let signals = Signals::new().map_err(StartError::Signals)?;
    let site = open_site(&options.dir)?;
    let note = if site.is_shared() {
        ""
    } else {
        "\nThese pages keep comments on each reader\u{2019}s device. To share them: make build COMMENTS=server"
    };
    let listener = listen(options.at()).await?;
    let at = listener.local_addr().unwrap_or(options.at());
    let repository = Repository::open(database).await?;
    let (end, shutdown) = shutdown::shutdown();
    if let Some(at) = options.metrics_address {
        serve_metrics(at, &repository, &shutdown).await?;
    }
    let signals = tokio::spawn(end.on_signals(signals, options.grace));
    let app = app(
        site,
        &options.base,
        repository.clone(),
        Limits::new(&options.limits()),
        shutdown.clone(),
        options.request_timeout,
    );
    // Whoever started it may not listen: no reason to stop.
    let _ = writeln!(
        io::stdout(),
        "Inside Out is at http://{at}{}\nPress Ctrl+C to stop.{note}",
        options.base
    );
    serve(listener, app, shutdown, &connections).await;
    signals.abort();
    repository.close().await;
    Ok(())
}

/// Serves `/metrics` and the health checks at an address of their own, until the server drains.
async fn serve_metrics(
    at: SocketAddr,
    repository: &Repository,
    shutdown: &Shutdown,
) -> Result<(), StartError> {
    let Some(metrics) = health::count() else {
        return Ok(());
    };
    let listener = listen(at).await?;
    let at = listener.local_addr().unwrap_or(at);
    tracing::info!("metrics are at http://{at}/metrics");
    let router = health::router_with_metrics(repository.clone(), shutdown.clone(), metrics);
    let shutdown = shutdown.clone();
    tokio::spawn(async move {
        serve(listener, router, shutdown, &ConnectionOptions::default()).await;
    });
    Ok(())
}
