//! Trunk's `post_build` hook: finishes the pages in the folder that Trunk has staged.

use std::{env, path::Path, process::ExitCode};

use prerender::site::Site;

fn main() -> ExitCode {
    let setting = |name: &str| env::var(name).unwrap_or_default();
    let (source, staged) = (setting("TRUNK_SOURCE_DIR"), setting("TRUNK_STAGING_DIR"));
    let site = Site {
        articles: &Path::new(&source).join("assets/articles"),
        staged: Path::new(&staged),
        base: &setting("TRUNK_PUBLIC_URL"),
        release: setting("TRUNK_PROFILE") == "release",
    };
    match site.finish() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
