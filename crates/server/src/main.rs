//! `inside-out-server`: the built page and its comments.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use server::{
    StartError, app, health, limits::Limits, listen, log, open_site, options::Options,
    repository::Repository, serve::serve, shutdown,
};

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<(), StartError> {
    log::begin(options.log_format, &options.log);
    let site = open_site(&options.dir)?;
    let note = if site.is_shared() {
        ""
    } else {
        "\nThese pages keep comments on each reader\u{2019}s device. To share them: make build COMMENTS=server"
    };
    let listener = listen(options.at()).await?;
    let at = listener.local_addr().unwrap_or(options.at());
    let repository = Repository::open(&options.database()).await?;
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
