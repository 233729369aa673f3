//! Waiting: on a condition, never for a fixed time, and never without an end.

use std::time::Duration;

use anyhow::{Result, anyhow};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use tokio::time::{Instant, sleep};

/// How long anything may take that a reader waits for. Long, because the machine may be busy; a test that passes never
/// waits so long.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// Looks until `look` answers something.
///
/// # Errors
/// After [`PATIENCE`]: that `what` did not come. Or the error of `look`, unless an element was not there yet.
pub async fn until_some<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        let late = Instant::now() > end;
        match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) if late => return Err(anyhow!("waited {PATIENCE:?} in vain until {what}")),
            Err(error) if late || !is_not_there_yet(&error) => {
                return Err(error.context(format!("until {what}")));
            }
            Ok(None) | Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Looks until `look` is true.
///
/// # Errors
/// As [`until_some`].
pub async fn until(what: &str, mut look: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    until_some(what, async || Ok(look().await?.then_some(()))).await
}

/// Whether an element is not there yet, or just went because the page changed.
pub(crate) fn is_not_there_yet(error: &anyhow::Error) -> bool {
    use WebDriverErrorInner::{ElementNotInteractable, NoSuchElement, StaleElementReference};
    error.downcast_ref::<WebDriverError>().is_some_and(|error| {
        matches!(
            **error,
            NoSuchElement(_) | StaleElementReference(_) | ElementNotInteractable(_)
        )
    })
}
