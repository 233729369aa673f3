//! [`Outbox`]: the [`Queue`] of one article, kept on the device.

use std::{cell::RefCell, rc::Rc};

use comments::Comment;
use document::Slug;

use super::pending::{Pending, Queue};
use crate::browser::storage::Slot;

/// What waits to be sent. Tabs share it; what the device cannot keep is kept for this visit. A clone is the same outbox.
#[derive(Clone, Debug)]
pub struct Outbox {
    slot: Slot<Queue>,
    unkept: Rc<RefCell<Queue>>,
}

impl Outbox {
    /// The outbox of one article. What an earlier version of the page has left is taken over.
    pub fn of(article: &Slug) -> Self {
        let outbox = Self {
            slot: Slot::of_article("pending", article),
            unkept: Rc::default(),
        };
        let earlier: Slot<Vec<Comment>> = Slot::of_article("outbox", article);
        if let Ok(Some(comments)) = earlier.read() {
            for comment in comments {
                outbox.put(Pending::of_earlier_version(article, comment));
            }
            // What cannot be cleared is taken over again, and kept once: its key is the same.
            let _ = earlier.clear();
        }
        outbox
    }

    /// What waits.
    pub fn queue(&self) -> Queue {
        let mut queue = self.slot.read_or_default().unwrap_or_default();
        queue.append(self.unkept.borrow().clone());
        queue
    }

    /// Calls `hear` whenever another tab has put something in or taken it out.
    pub fn on_change(&self, hear: impl Fn() + Clone + 'static) {
        self.slot.on_change(move |_| hear());
    }

    /// Puts a change in; answers whether it is kept beyond this visit.
    pub fn put(&self, pending: Pending) -> bool {
        let is_kept = self.slot.update(|queue| queue.put(pending.clone())).is_ok();
        if !is_kept {
            self.unkept.borrow_mut().put(pending);
        }
        is_kept
    }

    /// Takes a change out: it is sent, was refused, or is taken back.
    pub fn take(&self, pending: &Pending) {
        self.unkept.borrow_mut().remove(pending);
        // What cannot be taken out is sent again, which changes nothing.
        let _ = self.slot.update(|queue| queue.remove(pending));
    }
}
