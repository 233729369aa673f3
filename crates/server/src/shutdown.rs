//! [`Shutdown`]: that the server is about to end, as its parts hear of it.

use tokio::sync::watch;

/// Heard by whoever has a clone.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

/// Begins the end. Where it is dropped, the end has begun, too.
#[derive(Debug)]
pub struct Begin(watch::Sender<bool>);

impl Begin {
    /// From now on no new work is taken.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }
}

/// What begins the end, and what hears of it.
pub fn shutdown() -> (Begin, Shutdown) {
    let (sender, receiver) = watch::channel(false);
    (Begin(sender), Shutdown(receiver))
}

impl Shutdown {
    /// Whether it has begun.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }

    /// Waits until it begins.
    pub async fn begun(mut self) {
        // An error: nobody is left to begin it.
        let _ = self.0.wait_for(|has_begun| *has_begun).await;
    }
}

/// Waits until the system asks the program to end: SIGTERM or Ctrl+C.
pub async fn asked_for() {
    use tokio::signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    };
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = ctrl_c() => {}
            }
        }
        // Without that signal to wait for, the other one does.
        Err(_) => drop(ctrl_c().await),
    }
}
