//! Sends the outbox of a [`SharedStore`]: one change after the other, from one tab at a time.

use std::time::Duration;

use comments::{Comment, CommentId};
use leptos::prelude::set_timeout;

use super::{
    PageStore as _, SharedStore, StoreEvent, Then,
    api::{Failure, posted, send_once},
    pending::Pending,
    server_error::ServerError,
};
use crate::browser::{
    locks::{self, End},
    net, random,
};

/// What only one tab at a time does, for each article by itself.
const LOCK: &str = "inside-out/outbox";

impl SharedStore {
    /// There is a reason to think that the server can be reached: what waits is sent now.
    pub(super) fn wake(&self) {
        let mut retry = self.0.retry.get();
        let is_time = retry.wake();
        self.0.retry.set(retry);
        if self.0.is_sending.get() {
            self.0.is_awake.set(true);
        } else if is_time {
            self.send_waiting();
        }
    }

    /// The server has answered, whatever it was asked.
    pub(super) fn wake_after<T>(&self, answer: &Result<T, ServerError>) {
        if answer.is_ok() {
            self.wake();
        }
    }

    fn send_waiting(&self) {
        // What was to be sent after a pause is sent now.
        self.0.pause.set(self.0.pause.get().wrapping_add(1));
        let mut retry = self.0.retry.get();
        retry.begin();
        self.0.retry.set(retry);
        if self.queue().is_empty() || self.0.is_sending.replace(true) {
            return;
        }
        let it = self.clone();
        let lock = format!("{LOCK}/{}", self.0.api.article);
        locks::alone(&lock, move |end| it.send_first(end));
    }

    fn send_first(&self, end: End) {
        let Some(first) = self.queue().first().cloned() else {
            return self.sent_elsewhere(end);
        };
        let it = self.clone();
        self.0.is_awake.set(false);
        match self.0.api.pending(&first) {
            Ok(request) => send_once(request, move |answer| {
                it.0.is_sending.set(false);
                it.answered(first, answer);
                end();
            }),
            Err(error) => {
                it.0.is_sending.set(false);
                it.answered(first, Err(error.into()));
                end();
            }
        }
    }

    /// Another tab has sent all that waited.
    fn sent_elsewhere(&self, end: End) {
        self.0.is_sending.set(false);
        end();
        for (_, then) in self.0.asking.take() {
            then(Ok(None));
        }
        self.tell(StoreEvent::Reset);
    }

    fn answered(&self, pending: Pending, answer: Result<String, Failure>) {
        let outcome = match &pending {
            Pending::Post { .. } => answer.and_then(|text| Ok(posted(&text).map(Some)?)),
            // What is gone already need not be deleted.
            Pending::Delete(_) => match answer {
                Err(failure) if failure.error != ServerError::Missing => Err(failure),
                _ => Ok(None),
            },
        };
        if let Err(failure) = outcome
            && failure.error.may_pass()
        {
            self.let_all_wait();
            let is_refused = failure.error == ServerError::TooMany;
            return self.send_later(failure.retry_after.filter(|_| is_refused));
        }
        self.0.outbox.take(&pending);
        let outcome = outcome.map_err(|failure| failure.error.into());
        match pending {
            Pending::Post { comment, .. } => match self.asking(comment.id) {
                Some(then) => then(outcome),
                None => self.tell(match outcome {
                    Ok(Some(stored)) => StoreEvent::Sent(comment.id, stored),
                    Ok(None) => StoreEvent::Reset,
                    Err(error) => StoreEvent::Refused(comment, error),
                }),
            },
            Pending::Delete(id) => match self.asking(id) {
                Some(then) => then(outcome),
                None => self.tell(StoreEvent::Deleted(id, outcome.map(drop))),
            },
        }
        self.wake();
    }

    fn send_later(&self, retry_after: Option<u32>) {
        if self.0.is_awake.take() && retry_after.is_none() {
            return self.send_waiting();
        }
        let mut retry = self.0.retry.get();
        let pause = retry.failed(net::is_visible(), retry_after);
        self.0.retry.set(retry);
        let number = self.0.pause.get().wrapping_add(1);
        self.0.pause.set(number);
        let it = self.clone();
        let again = move || {
            if it.0.pause.get() == number {
                it.send_waiting();
            }
        };
        let millis = random::about(i32::try_from(pause).unwrap_or(i32::MAX));
        set_timeout(
            again,
            Duration::from_millis(u64::from(millis.unsigned_abs())),
        );
    }

    /// Who on this page still waits for this change to be sent.
    pub(super) fn asking(&self, id: CommentId) -> Option<Then<Option<Comment>>> {
        let mut asking = self.0.asking.borrow_mut();
        let at = asking.iter().position(|(asked, _)| *asked == id)?;
        Some(asking.remove(at).1)
    }

    /// Whoever has posted this is told that it waits, if it still does.
    pub(super) fn let_wait(&self, id: CommentId) {
        let waiting = self.queue().posts().into_iter().find(|it| it.id == id);
        if let Some(waiting) = waiting
            && let Some(then) = self.asking(id)
        {
            then(Ok(Some(waiting)));
        }
    }

    fn let_all_wait(&self) {
        for comment in self.queue().posts() {
            self.let_wait(comment.id);
        }
    }
}
