//! Runs a story: one browser, one reader, and at the end what the browser said.

use std::{any::Any, fs, panic::AssertUnwindSafe, path::PathBuf, thread, time::Duration};

use anyhow::{Context, Result, anyhow, ensure};
use futures_util::FutureExt;
use tokio::time::timeout;

use crate::{browser::Browser, device::Device, folders, reader::Reader, session::Session};

/// How a story ends.
pub type Outcome = Result<()>;

/// The longest that a story may take.
const LONGEST: Duration = Duration::from_secs(150);

/// Runs `story` in `browser` on `device`.
///
/// # Errors
/// The story's own; and any message in the browser's console that the story does not expect.
///
/// # Panics
/// As the story does, once its browser is closed.
pub async fn tell(
    browser: Browser,
    device: Device,
    story: impl AsyncFnOnce(&Reader) -> Outcome,
) -> Outcome {
    // A picture of an earlier failure would mislead.
    let _ = fs::remove_file(picture());
    let reader = Reader::new(Session::start(browser, device).await?);
    let told = AssertUnwindSafe(timeout(LONGEST, story(&reader)))
        .catch_unwind()
        .await;
    let outcome = match told {
        Ok(Ok(outcome)) => Ok(outcome),
        Ok(Err(_)) => Ok(Err(anyhow!("the story was not told after {LONGEST:?}"))),
        Err(panic) => Err(panic),
    };
    if !matches!(outcome, Ok(Ok(()))) {
        keep_picture(&reader).await;
    }
    let heard = reader.heard().await;
    let left = reader.leave().await;
    finish(outcome, heard, left)
}

/// Tells a story of figures, in Chromium: the whole of a benchmark.
///
/// # Errors
/// As [`tell`].
pub fn measure(story: impl AsyncFnOnce(&Reader) -> Outcome) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(tell(Browser::Chromium, Device::default(), story))
}

/// A story's own failure comes first, with what the browser said beside it.
fn finish(
    story: Result<Outcome, Box<dyn Any + Send>>,
    heard: Result<Vec<String>>,
    left: Outcome,
) -> Outcome {
    let said = heard.as_deref().unwrap_or_default().join("\n");
    if !matches!(story, Ok(Ok(()))) && !said.is_empty() {
        eprintln!("The browser's console:\n{said}");
    }
    match story {
        Err(panic) => std::panic::resume_unwind(panic),
        Ok(Err(error)) => Err(error),
        Ok(Ok(())) => {
            heard.context("the browser's console cannot be read")?;
            ensure!(said.is_empty(), "the console is not silent:\n{said}");
            left
        }
    }
}

/// Where a picture of what the reader saw last goes: `target/e2e/<test>.png`.
fn picture() -> PathBuf {
    let name = thread::current()
        .name()
        .unwrap_or("story")
        .replace("::", ".");
    folders::pictures().join(format!("{name}.png"))
}

/// It is a help only: without it, the failure is still told.
async fn keep_picture(reader: &Reader) {
    let path = picture();
    if fs::create_dir_all(folders::pictures()).is_ok()
        && reader.driver().screenshot(&path).await.is_ok()
    {
        eprintln!("What the reader saw last: {}", path.display());
    }
}

/// Makes of each story, an `async fn(&Reader) -> Outcome`, a test for each of the three browsers:
/// `folding::a_section_folds::firefox`. After a colon stands the [`Device`] that it needs, if it needs one.
///
/// ```ignore
/// e2e::in_every_browser! {
///     a_section_folds;
///     every_word_is_readable_without_scripts: Device::without_scripts();
/// }
/// ```
#[macro_export]
macro_rules! in_every_browser {
    ($($story:ident $(: $device:expr)?;)+) => { $(
        mod $story {
            #[allow(unused_imports, reason = "a device is not always named")]
            use e2e::Device;

            $crate::in_every_browser! { @one chromium Chromium $story $($device)? }
            $crate::in_every_browser! { @one firefox Firefox $story $($device)? }
            $crate::in_every_browser! { @one webkit WebKit $story $($device)? }
        }
    )+ };
    (@one $name:ident $browser:ident $story:ident) => {
        $crate::in_every_browser! { @one $name $browser $story e2e::Device::default() }
    };
    (@one $name:ident $browser:ident $story:ident $device:expr) => {
        #[tokio::test]
        async fn $name() -> e2e::Outcome {
            e2e::story::tell(e2e::Browser::$browser, $device, super::$story).await
        }
    };
}
