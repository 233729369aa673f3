//! How the plan is kept on the device: with what other tabs keep, and erased.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{prelude::set_timeout, task::spawn_local};
use plans::{Join, Plans};

use super::{MyPlan, model::Erasure, panel::PANEL};
use crate::browser::{
    dialog::{self, Question},
    page,
    storage::{self, Change, Slot, StorageError},
};

/// A browser that asks nobody has answered by then.
const SOON: Duration = Duration::from_secs(1);

/// The time in which an erasing can be undone.
const REGRET: Duration = Duration::from_secs(10);

/// Before everything is erased.
const ERASE: Question = Question {
    title: "Erase everything on this device?",
    explanation: "All that this site keeps here goes: your plan, what you have written, your name and settings, and the keys to \
                  change what you have posted. You have ten seconds to undo it.",
    yes: "Erase everything",
    no: "Cancel",
};

fn slot() -> Slot<Plans> {
    Slot::of_site("plan")
}

impl MyPlan {
    /// Takes in what is kept, now and whenever another tab has kept something.
    pub(super) fn begin_to_keep(&self) {
        self.hear(Change::Made);
        let plan = self.clone();
        slot().on_change(move |change| plan.hear(change));
    }

    fn hear(&self, change: Change) {
        match slot().read() {
            Ok(kept) => {
                let mut lacks = false;
                self.update(|model| lacks = model.heard(kept, change == Change::Erased));
                if lacks {
                    self.keep();
                }
            }
            // The place is free again: what is known here goes there.
            Err(error @ StorageError::SetAside { .. }) => {
                self.tell_set_aside(&error);
                let is_known = self.0.borrow().plans != Plans::default();
                if is_known {
                    self.keep();
                }
            }
            // What is known here holds; told once there is something that cannot be kept.
            Err(_) => self.show(),
        }
    }

    /// Keeps what is known here together with what other tabs have kept, and shows it.
    pub(super) fn keep(&self) {
        let before = slot().read();
        let mine = self.0.borrow().plans.clone();
        let kept = slot().update(|kept| kept.join(mine));
        self.update(|model| match kept {
            Ok(plans) => {
                model.plans = plans;
                model.trouble = None;
            }
            Err(error) => model.trouble = Some(error),
        });
        match before {
            Ok(None) if self.0.borrow().trouble.is_none() => self.ask_to_persist(),
            Err(error @ StorageError::SetAside { .. }) => self.tell_set_aside(&error),
            _ => {}
        }
    }

    fn tell_set_aside(&self, error: &StorageError) {
        self.update(|model| model.set_aside = Some(error.to_string()));
    }

    /// Asks the browser, and says what it promises. Where it asks the reader first, that is said already while they think.
    fn ask_to_persist(&self) {
        let is_answered = Rc::new(Cell::new(false));
        let (plan, answered) = (self.clone(), is_answered.clone());
        let say_meanwhile = move || {
            if !answered.get() {
                plan.say("Kept on this device, and nowhere else.");
            }
        };
        set_timeout(say_meanwhile, SOON);
        let plan = self.clone();
        spawn_local(async move {
            let is_promised = storage::persist().await;
            is_answered.set(true);
            plan.say(if is_promised {
                "Kept on this device, and nowhere else. Your browser has promised not to clear it by itself."
            } else {
                "Kept on this device, and nowhere else. Your browser may clear it when it needs room or after some \
                 days without a visit: take a copy along."
            });
        });
    }

    /// Asks whether to erase all that this site keeps on the device.
    pub(super) fn ask_to_erase(&self) {
        let plan = self.clone();
        dialog::confirm(&ERASE, "plan--erase", move || {
            plan.erase();
            page::focus_at_top(PANEL);
        });
    }

    /// Erases all that this site keeps on the device; for a while it can be put back.
    fn erase(&self) {
        let plans = self.0.borrow().plans.clone();
        let kept = match storage::erase() {
            Ok(kept) => kept,
            Err(error) => return self.say(&error.to_string()),
        };
        self.change(|model| model.erased(Erasure { kept, plans }));
        self.say("Everything that this site kept on this device is erased.");
        let (plan, number) = (self.clone(), self.0.borrow().erasures);
        let forget = move || plan.update(|model| model.forget_erased(number));
        set_timeout(forget, REGRET);
    }

    /// Puts back what was erased.
    pub(super) fn put_back(&self) {
        let Some(Erasure { kept, plans }) = self.0.borrow_mut().erasure.take() else {
            return;
        };
        let outcome = storage::put_back(&kept);
        self.change(|model| {
            model.plans.join(plans.clone());
            if outcome.is_err() {
                model.erasure = Some(Erasure { kept, plans });
            }
        });
        match outcome {
            Ok(()) => {
                self.keep();
                self.say("Everything is back.");
            }
            Err(error) => self.say(&error.to_string()),
        }
    }
}
