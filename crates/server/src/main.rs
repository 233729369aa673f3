//! `inside-out-server`: the built page and its comments.

use std::{
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use server::{
    StartError, app, health,
    limits::Limits,
    listen, log, open_site,
    options::{Command, Options, ServeOptions},
    repository::{Database, Repository},
    serve::serve,
    shutdown,
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
    }
}

async fn serve_site(options: &ServeOptions, database: &Database) -> Result<(), StartError> {
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
    let limits = Limits::new(&options.limits());
    let app = app(
        site,
        &options.base,
        repository.clone(),
        limits,
        shutdown.clone(),
        health::count(),
    );
    // Whoever started it may not listen: no reason to stop.
    let _ = writeln!(
        io::stdout(),
        "Inside Out is at http://{at}{}\nPress Ctrl+C to stop.{note}",
        options.base
    );
    let asked = tokio::spawn(async move {
        shutdown::asked_for().await;
        end.begin();
    });
    serve(listener, app, shutdown).await;
    asked.abort();
    repository.close().await;
    Ok(())
}
