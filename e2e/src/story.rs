//! Runs a story: one browser, one reader, and at the end what the browser said.

use std::{fs, panic::AssertUnwindSafe, path::PathBuf, time::Duration};

use anyhow::{Context, Error, Result, anyhow, ensure};
use futures_util::FutureExt;
use tokio::{runtime, time::timeout};

use crate::{browser::Browser, device::Device, folders, harness, pool, reader::Reader};

/// How a story ends.
pub type Outcome = Result<()>;

/// The longest that a story may take.
const LONGEST: Duration = Duration::from_secs(150);

/// Runs `story` in `browser` on `device`: the whole of a test.
///
/// # Errors
/// As [`tell`].
pub fn run(
    browser: Browser,
    device: Device,
    story: impl AsyncFnOnce(&Reader) -> Outcome,
) -> Outcome {
    // What a story leaves running ends with its runtime: servers, connections.
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(tell(browser, device, story))
}

/// Runs `story` in `browser` on `device`. When it passes, the browser is kept for another story; otherwise it is closed.
///
/// # Errors
/// The story's own, what it panics with, and any message in the browser's console that it does not expect.
pub async fn tell(
    browser: Browser,
    device: Device,
    story: impl AsyncFnOnce(&Reader) -> Outcome,
) -> Outcome {
    // A picture of an earlier failure would mislead.
    let _ = fs::remove_file(picture());
    let reader = Reader::new(browser, device).await?;
    let told = AssertUnwindSafe(timeout(LONGEST, story(&reader)))
        .catch_unwind()
        .await;
    let mut outcome = match told {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(anyhow!("the story was not told after {LONGEST:?}")),
        Err(panic) => Err(anyhow!(harness::said_by(&*panic))),
    };
    if let Err(error) = outcome {
        outcome = Err(with_picture(error, &reader).await);
    }
    let heard = reader.heard().await;
    let left = if outcome.is_ok() {
        reader.leave().await
    } else {
        reader.close().await
    };
    finish(outcome, heard, left)
}

/// Tells a story of figures, in Chromium: the whole of a benchmark.
///
/// # Errors
/// As [`tell`].
pub fn measure(story: impl AsyncFnOnce(&Reader) -> Outcome) -> Outcome {
    let outcome = run(Browser::Chromium, Device::default(), story);
    pool::close();
    outcome
}

/// A story's own failure comes first, with what the browser said beside it.
fn finish(story: Outcome, heard: Result<Vec<String>>, left: Outcome) -> Outcome {
    let said = heard.as_deref().unwrap_or_default().join("\n");
    match story {
        Err(error) if said.is_empty() => Err(error),
        Err(error) => Err(with_note(
            &error,
            &format!("The browser's console:\n{said}"),
        )),
        Ok(()) => {
            heard.context("the browser's console cannot be read")?;
            ensure!(said.is_empty(), "the console is not silent:\n{said}");
            left
        }
    }
}

/// Where a picture of what the reader saw last goes: `target/e2e/<test>.png`.
fn picture() -> PathBuf {
    let name = harness::name().replace("::", ".");
    folders::pictures().join(format!("{name}.png"))
}

/// The error with a picture beside it, which is a help only: without it, the failure is still told.
async fn with_picture(error: Error, reader: &Reader) -> Error {
    let path = picture();
    if fs::create_dir_all(folders::pictures()).is_ok()
        && reader.driver().screenshot(&path).await.is_ok()
    {
        let note = format!("What the reader saw last: {}", path.display());
        return with_note(&error, &note);
    }
    error
}

/// The error, and below it what helps to find its cause.
fn with_note(error: &Error, note: &str) -> Error {
    anyhow!("{error:?}\n\n{note}")
}
