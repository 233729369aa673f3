//! The row of buttons above the sections.

use super::{Notice, player, printing};
use crate::{
    article::folding::Folding,
    browser::{after_start, location, patch, press},
    live::Live,
    piece::{Piece, button, text},
};

/// The name of the button that shares the page's address.
const SHARE: &str = "share";
/// Name and id of the button that folds all sections.
const FOLD: &str = "fold-all";

/// Listen (where there is a voice), share, print, collapse all.
pub fn tools() -> Vec<Piece> {
    let [print, choice] = printing::choice();
    vec![
        player::listen("button.quiet.listen", String::new()),
        button("button.quiet", "Share", SHARE, String::new()),
        print,
        choice,
        button("button.quiet", COLLAPSE, FOLD, String::new()).with("id", FOLD),
    ]
}

const COLLAPSE: &str = "Collapse all";

/// From the start on they do what they say. `notice` tells what became of the address.
pub fn begin(folding: Live<Folding>, notice: Notice) {
    // Closes every section, or opens every one when all are closed; the button says which.
    patch::show("#fold-all", move || {
        let is_all_closed = folding.with(Folding::is_all_closed);
        let label = if is_all_closed {
            "Expand all"
        } else {
            COLLAPSE
        };
        vec![text(label)]
    });
    after_start(move || {
        press::on_button(FOLD, move |_| folding.update(Folding::toggle_all));
        press::on_button(SHARE, move |_| notice.share(location::address("")));
        printing::begin();
    });
}
