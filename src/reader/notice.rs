//! What became of an address that the reader passed on.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        after_start, location,
        sharing::{self, Passed},
    },
    button::{Button, always},
    live::Live,
    message::{Status, words},
};

/// The time to read two words.
const READ: Duration = Duration::from_secs(6);

/// The one line of news about sharing and copying.
#[derive(Clone, Copy, Debug)]
pub struct Notice(Live<Option<(Passed, String)>>);

impl Notice {
    /// Nothing has been passed on.
    pub fn new() -> Self {
        Self(Live::new(None))
    }

    /// Opens the share sheet for `address`, or copies it.
    pub fn share(self, address: String) {
        self.pass(address, true);
    }

    /// Copies `address`.
    pub fn copy(self, address: String) {
        self.pass(address, false);
    }

    fn pass(self, address: String, share: bool) {
        // The same news twice is news, too.
        self.0.set(None);
        spawn_local(async move {
            let passed = if share {
                sharing::share(address.clone()).await
            } else {
                sharing::copy(address.clone()).await
            };
            self.0.set(Some((passed, address)));
            if passed == Passed::Copied {
                let forget = move || {
                    self.0.set(None);
                };
                set_timeout(forget, READ);
            }
        });
    }
}

impl Default for Notice {
    fn default() -> Self {
        Self::new()
    }
}

/// Copies the address of a heading whose own link is followed, too.
pub fn follow_anchors(notice: Notice) {
    after_start(move || {
        location::on_anchor(move |fragment| notice.copy(location::address(&fragment)));
    });
}

/// What became of `address`, in words.
pub fn told(passed: Passed, address: &str) -> Option<String> {
    match passed {
        Passed::Copied => Some("Link copied.".to_owned()),
        Passed::Refused => Some(format!(
            "This browser does not let the page copy. The link is {address}"
        )),
        Passed::Shared | Passed::Cancelled => None,
    }
}

/// Shows the news.
#[component]
pub fn NoticeLine(
    /// What was passed on.
    notice: Notice,
) -> impl IntoView {
    let news = words(move || {
        notice
            .0
            .get()
            .and_then(|(passed, address)| told(passed, &address))
    });
    let is_copied = move || matches!(notice.0.get(), None | Some((Passed::Copied, _)));
    let dismiss = Callback::new(move |()| notice.0.set(None));
    view! {
        <div class="notice">
            <Status news/>
            <div hidden=is_copied><Button class="quiet" label=always("Dismiss") press=dismiss/></div>
        </div>
    }
}
