//! How the plan is passed on, as a calendar file, a link and a copy; and how one is taken in.

use leptos::task::spawn_local;
use plans::{Plans, calendar};

use super::{MyPlan, panel::PANEL};
use crate::{
    browser::{
        clock, file, location, page, sharing,
        storage::envelope::{self, EnvelopeError},
    },
    json,
    reader::notice,
};

/// The name under which a link carries a plan in its fragment.
const CARRIED: &str = "plan";

impl MyPlan {
    /// The plans as text: versioned JSON, as documented in `docs/plans.md`.
    fn as_text(plans: &Plans) -> String {
        let plans = json::write(plans);
        plans
            .map(|plans| envelope::seal(&plans))
            .unwrap_or_default()
    }

    /// Saves a copy of everything.
    pub(super) fn export(&self) {
        let text = Self::as_text(&self.0.borrow().plans);
        file::save("my-plan.json", "application/json", &text);
    }

    /// Saves the calendar file.
    pub(super) fn save_calendar(&self) {
        let now = clock::now().to_string();
        let mut text = None;
        self.change(|model| {
            text = model
                .today
                .map(|today| calendar(&mut model.plans, &location::host(), today, &now));
        });
        // From where its numbers are counted.
        self.keep();
        if let Some(text) = text {
            file::save("my-plan.ics", "text/calendar", &text);
        }
    }

    /// Passes on a link that carries the plan, without the notes.
    pub(super) fn pass_on(&self) {
        let text = Self::as_text(&self.0.borrow().plans.clone().without_notes());
        let address = location::address(&format!("#{CARRIED}={}", location::encoded(&text)));
        let plan = self.clone();
        spawn_local(async move {
            let passed = sharing::share(address.clone()).await;
            plan.say(&notice::told(passed, &address).unwrap_or_default());
        });
    }

    /// Offers what the page's address carries, now and whenever such a link is followed.
    pub(super) fn take_in_what_a_link_carries(&self) {
        let plan = self.clone();
        location::on_carried(CARRIED, move |carried| plan.offer(&carried));
    }

    /// Plans have come as text: offers them, or says why they cannot be taken in. Everything is left as it was.
    pub(super) fn offer(&self, text: &str) {
        let plans: Result<Plans, EnvelopeError> = envelope::open(text);
        self.update(|model| model.news = None);
        self.update(|model| match plans {
            Ok(plans) => model.offered(plans),
            Err(reason) => model.news = Some(format!("This plan {reason}. Nothing was changed.")),
        });
        page::open_popover(PANEL);
        page::focus_at_top(PANEL);
    }
}
