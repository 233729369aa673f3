//! What became of an address that the reader passed on.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        after_start, location,
        sharing::{self, Passed},
    },
    message::{Status, words},
};

/// The one line of news about sharing and copying.
#[derive(Clone, Copy, Debug)]
pub struct Notice(RwSignal<Option<(Passed, String)>>);

impl Notice {
    /// Nothing has been passed on.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
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
        spawn_local(async move {
            let passed = if share {
                sharing::share(address.clone()).await
            } else {
                sharing::copy(address.clone()).await
            };
            self.0.try_set(Some((passed, address)));
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

/// Shows the news.
#[component]
pub fn NoticeLine(
    /// What was passed on.
    notice: Notice,
) -> impl IntoView {
    let news = words(move || match notice.0.get()? {
        (Passed::Copied, _) => Some("Link copied.".to_owned()),
        (Passed::Refused, address) => Some(format!(
            "This browser does not let the page copy. The link is {address}"
        )),
        (Passed::Shared | Passed::Cancelled, _) => None,
    });
    view! { <div class="notice"><Status news/></div> }
}
