//! Trunk's `post_build` hook: finishes the site in the folder that Trunk has staged.
//!
//! Input: Trunk's `TRUNK_SOURCE_DIR`, `TRUNK_STAGING_DIR`, `TRUNK_PUBLIC_URL`, `TRUNK_PROFILE`, and
//!
//! | variable | what |
//! | --- | --- |
//! | `INSIDE_OUT_ARTICLES` | the articles' folder, absolute or below the project; by default `assets/articles` |
//! | `INSIDE_OUT_COMMENTS` | `server` where the site's server keeps the comments; by default each device does |
//! | `INSIDE_OUT_SITE` | scheme and host of the site, such as `https://example.org`; by default not known |

use std::{env, path::Path, process::ExitCode};

use prerender::{Address, BuildError, site::Site};

fn main() -> ExitCode {
    match finish() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn finish() -> Result<(), BuildError> {
    let setting = |name: &str| env::var(name).unwrap_or_default();
    let source = setting("TRUNK_SOURCE_DIR");
    let articles = match setting("INSIDE_OUT_ARTICLES") {
        folder if folder.is_empty() => "assets/articles".to_owned(),
        folder => folder,
    };
    let address = Address::new(&setting("TRUNK_PUBLIC_URL"), &setting("INSIDE_OUT_SITE"))?;
    let release = setting("TRUNK_PROFILE") == "release";
    Site {
        // An absolute folder stays as it is.
        articles: &Path::new(&source).join(articles),
        staged: Path::new(&setting("TRUNK_STAGING_DIR")),
        address: &address,
        has_server: setting("INSIDE_OUT_COMMENTS") == "server",
        release,
    }
    .finish()?;
    if release && !address.is_known() {
        eprintln!(
            "note: without SITE=https://… there are no canonical addresses, share images, feed and sitemap"
        );
    }
    Ok(())
}
