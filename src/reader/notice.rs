//! What became of an address that the reader passed on.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        after_start, location, patch, press,
        sharing::{self, Passed},
    },
    live::Live,
    piece::{Piece, button, says},
};

/// The time to read two words.
const READ: Duration = Duration::from_secs(6);

/// The one line of news about sharing and copying.
#[derive(Clone, Copy, Debug)]
pub struct Notice(Live<News>);

/// What has become of the last address, until that is forgotten.
#[derive(Debug, Default)]
struct News {
    what: Option<(Passed, String)>,
    /// How often something was told: each time is told for its own time.
    number: usize,
}

impl News {
    /// Tells something; answers its number.
    fn tell(&mut self, what: Option<(Passed, String)>) -> usize {
        self.number += 1;
        self.what = what;
        self.number
    }

    /// The time of what was told under this number is over.
    fn forget(&mut self, number: usize) {
        if self.number == number {
            self.what = None;
        }
    }
}

impl Notice {
    /// Nothing has been passed on. What will be is shown from now on.
    pub fn new() -> Self {
        let notice = Self(Live::new(News::default()));
        show(notice);
        notice
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
        self.tell(None);
        spawn_local(async move {
            let passed = if share {
                sharing::share(address.clone()).await
            } else {
                sharing::copy(address.clone()).await
            };
            let number = self.tell(Some((passed, address)));
            if passed == Passed::Copied {
                set_timeout(move || self.0.update(|news| news.forget(number)), READ);
            }
        });
    }

    fn tell(self, what: Option<(Passed, String)>) -> usize {
        let mut number = 0;
        self.0.update(|news| number = news.tell(what));
        number
    }
}

impl Default for Notice {
    fn default() -> Self {
        Self::new()
    }
}

/// Copies, from now on, the address of a heading whose own link is followed, too.
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

/// The name of the button that dismisses the news.
const DISMISS: &str = "notice";

/// Shows the news in `#reader--notice` from now on.
fn show(notice: Notice) {
    patch::show("#reader--notice", move || {
        notice.0.with(|news| line(news.what.as_ref()))
    });
    after_start(move || {
        press::on_button(DISMISS, move |_| {
            notice.tell(None);
        })
    });
}

/// The news, and what cannot be copied until it is dismissed. (The region of the news is there from the start.)
pub fn line(news: Option<&(Passed, String)>) -> Vec<Piece> {
    let words = news.and_then(|(passed, address)| told(*passed, address));
    let words = words.unwrap_or_default();
    let is_silent = words.is_empty();
    let mut line = vec![says("p.message[role=status]", words).with_if("hidden", is_silent)];
    if news.is_some_and(|(passed, _)| *passed == Passed::Refused) {
        line.push(button("button.quiet", "Dismiss", DISMISS, String::new()));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::testing::words;

    fn shown(passed: Passed) -> String {
        words(&line(Some(&(passed, "https://example.org/a".to_owned()))))
    }

    #[test]
    fn a_link_that_cannot_be_copied_stands_there_until_it_is_dismissed() {
        assert_eq!(shown(Passed::Copied), "Link copied.");
        let refused = shown(Passed::Refused);
        assert!(
            refused.contains("https://example.org/a Dismiss"),
            "{refused}"
        );
    }

    #[test]
    fn each_notice_is_there_for_its_own_time() {
        let mut news = News::default();
        let copied = || Some((Passed::Copied, "https://example.org/a".to_owned()));
        let first = news.tell(copied());
        let second = news.tell(copied());
        news.forget(first);
        assert_eq!(news.what, copied(), "the time of the first is over");
        news.forget(second);
        assert_eq!(news.what, None);
    }

    #[test]
    fn what_the_reader_sees_anyway_is_not_told() {
        for news in [
            shown(Passed::Shared),
            shown(Passed::Cancelled),
            words(&line(None)),
        ] {
            assert_eq!(news, "");
        }
    }
}
