//! `inside-out-server`: the built page on this machine.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::Parser;

/// Serves the built page.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The folder with the built page.
    #[arg(long, env = "INSIDE_OUT_DIR", default_value = "dist")]
    dir: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let at = SocketAddr::from(([127, 0, 0, 1], options.port));
    let listener = server::listen(&options.dir, at).await?;
    println!("Inside Out is at http://{}", listener.local_addr()?);
    println!("Press Ctrl+C to stop.");
    axum::serve(listener, server::router(options.dir))
        .with_graceful_shutdown(async {
            // Without signals to wait for, the server ends with the process.
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    Ok(())
}
