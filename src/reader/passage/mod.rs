//! "Copy link to this passage".
//!
//! | module | what |
//! | --- | --- |
//! | [`text`](mod@text) | the page's text as browsers search it |
//! | [`directive`](mod@directive) | what a text directive says, and which range it leads to |
//! | [`choice`](mod@choice) | the directive that leads to a selection |
//! | [`words`](mod@words) | words, where the browser cannot tell them |

pub mod choice;
pub mod directive;
#[cfg(test)]
mod testing;
pub mod text;
pub mod words;

use super::Notice;
use crate::{
    browser::{after_start, language, location, patch, press, selection},
    live::Live,
    piece::button,
};

/// The name of the button.
const COPY: &str = "passage";

/// What is offered for a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offer {
    label: &'static str,
    /// The end of the address: its fragment.
    fragment: String,
}

/// Offers a button below the words that the reader has selected, in `#passage`. It copies a link that leads to them (a text
/// fragment), or to their section where no link can. `notice` tells that the link is copied.
pub fn offer_link(notice: Notice) {
    let offered = Live::new(None::<Offer>);
    patch::show("#passage", move || {
        let copy = |offer: &Offer| button("button.primary", offer.label, COPY, String::new());
        offered.with(|offer| offer.iter().map(copy).collect())
    });
    after_start(move || {
        selection::on_selection("passage", move |passage| {
            offered.set(passage.map(|passage| offer(&passage)));
        });
        press::on_button(COPY, move |_| {
            if let Some(offer) = offered.get_untracked() {
                notice.copy(location::address(&offer.fragment));
            }
        });
    });
}

/// The link to a selection. The id of its part of the article stands before the directive, for browsers that know none.
fn offer(passage: &selection::Passage) -> Offer {
    let id = location::encoded(&passage.part);
    match choice::directive(&passage.text, language::LANGUAGE) {
        Some(directive) => Offer {
            label: "Copy link to this passage",
            fragment: format!("#{id}:~:text={}", directive.value(location::encoded)),
        },
        None => Offer {
            label: "Copy link to this section",
            fragment: format!("#{id}"),
        },
    }
}
