//! [`Shutdown`]: the end of the server in stages, as its parts hear of it.
//!
//! ```text
//! running --SIGTERM--> leaving --grace time--> draining --all answered, or a second signal--> stopped
//!    '-----Ctrl+C-------------------------------^
//! ```
//!
//! While it is leaving, `/readyz` fails and all else is answered as before, new connections too: a load balancer has time to
//! find out and send readers elsewhere. While it is draining, nobody new is let in and streams of events end.

use std::{io, time::Duration};

use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    sync::watch,
};

/// How far the end has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Running,
    Leaving,
    Draining,
    Stopped,
}

/// Hears of the end. A clone hears the same.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<Stage>);

/// Brings the end about. Where it is dropped, the server drains.
#[derive(Debug)]
pub struct Begin(watch::Sender<Stage>);

/// What brings the end about, and what hears of it.
pub fn shutdown() -> (Begin, Shutdown) {
    let (sender, receiver) = watch::channel(Stage::Running);
    (Begin(sender), Shutdown(receiver))
}

impl Begin {
    /// From now on no new work is taken.
    pub fn begin(&self) {
        self.go_on_to(Stage::Draining);
    }

    fn go_on_to(&self, stage: Stage) {
        self.0.send_if_modified(|now| {
            let goes_on = *now < stage;
            *now = (*now).max(stage);
            goes_on
        });
    }

    /// Ends the server as the system's signals ask: SIGTERM with a grace time, Ctrl+C without, a second signal at once.
    pub async fn on_signals(self, mut signals: Signals, grace: Duration) {
        if signals.next().await == Asked::ToTerminate {
            self.go_on_to(Stage::Leaving);
            tracing::info!(seconds = grace.as_secs_f32(), "leaving: not ready any more");
            tokio::select! {
                () = tokio::time::sleep(grace) => {}
                _ = signals.next() => return self.go_on_to(Stage::Stopped),
            }
        }
        self.go_on_to(Stage::Draining);
        signals.next().await;
        self.go_on_to(Stage::Stopped);
    }
}

impl Shutdown {
    /// Whether the end has begun, so that readers had better go elsewhere.
    pub fn is_leaving(&self) -> bool {
        *self.0.borrow() >= Stage::Leaving || self.0.has_changed().is_err()
    }

    /// Waits until nobody new is let in.
    pub async fn draining(self) {
        self.reached(Stage::Draining).await;
    }

    /// Waits until those who are still being answered are let down.
    pub async fn stopped(self) {
        let mut stages = self.0;
        if stages.wait_for(|now| *now >= Stage::Stopped).await.is_err() {
            // Nobody is left who could say so.
            std::future::pending::<()>().await;
        }
    }

    async fn reached(mut self, stage: Stage) {
        // An error: nobody is left to go on, so it is as good as done.
        let _ = self.0.wait_for(|now| *now >= stage).await;
    }
}

/// What the system, or a person at the terminal, asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    ToTerminate,
    ToInterrupt,
}

/// The signals that end a program, heard from now on: SIGTERM and Ctrl+C (SIGINT).
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Hears them from now on.
    ///
    /// # Errors
    /// Where the system does not let this program hear them.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) -> Asked {
        tokio::select! {
            _ = self.terminate.recv() => Asked::ToTerminate,
            _ = self.interrupt.recv() => Asked::ToInterrupt,
        }
    }
}
