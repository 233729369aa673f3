//! Browsers at rest, for the next story: starting one takes longer than most stories do.
//!
//! ```text
//! take --a browser of this kind rests here--> it
//!   `--none does--> a new one             story passes --> put_back --as good as new--> rests
//!                                               `--fails--> closed     `--otherwise--> closed
//! ```
//!
//! What a page keeps belongs to its origin, and each site of this process has one of its own ([`crate::Site`]): a story
//! finds nothing of an earlier one's. The rest [`Session::tidy`] puts right, or refuses.

use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use anyhow::Result;
use futures_util::future::join_all;

use crate::{browser::Browser, device::Device, session::Session};

/// The most browsers that rest. Each takes some 300 MB.
const AT_REST: usize = 6;

static RESTING: Mutex<Vec<Session>> = Mutex::new(Vec::new());

fn resting() -> MutexGuard<'static, Vec<Session>> {
    RESTING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A browser in which no story has left anything.
///
/// # Errors
/// As [`Session::start`].
pub(crate) async fn take(browser: Browser, device: Device) -> Result<Session> {
    loop {
        let rested = {
            let mut resting = resting();
            let at = resting
                .iter()
                .rposition(|it| it.browser == browser && it.device == device);
            at.map(|at| resting.remove(at))
        };
        match rested {
            None => return Session::start(browser, device).await,
            Some(session) if session.is_well().await => return Ok(session),
            Some(session) => drop(session.close().await), // it fell asleep for good
        }
    }
}

/// Keeps a browser for another story, or closes it where it is not as good as new.
///
/// # Errors
/// Where it no longer answers, or does not go.
pub(crate) async fn put_back(session: Session) -> Result<()> {
    if !session.tidy().await? {
        return session.close().await;
    }
    let oldest = {
        let mut resting = resting();
        resting.push(session);
        (resting.len() > AT_REST).then(|| resting.remove(0))
    };
    match oldest {
        Some(session) => session.close().await,
        None => Ok(()),
    }
}

/// Closes all browsers that rest.
pub(crate) fn close() {
    let resting = mem::take(&mut *resting());
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    else {
        return; // dropped, they end all the same
    };
    runtime.block_on(async {
        join_all(resting.into_iter().map(Session::close)).await;
    });
}
