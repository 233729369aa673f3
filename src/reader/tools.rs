//! The row of buttons above the sections.

use document::Document;
use leptos::prelude::*;

use super::{Notice, player, printing};
use crate::{
    article::{fold_all::FoldAll, folding::Folding, prose::Prose},
    browser::{after_start, location, press},
    live::Live,
    piece::{Piece, button, to_views},
};

/// The name of the button that shares the page's address.
const SHARE: &str = "share";

/// Listen (where there is a voice), share, print, collapse all.
#[component]
pub fn Tools(
    /// Which sections are closed.
    folding: Live<Folding>,
    /// The article's words.
    prose: Prose<Document>,
    /// Tells what became of the link.
    notice: Notice,
) -> impl IntoView {
    after_start(move || {
        press::on_button(SHARE, move |_| notice.share(location::address("")));
        printing::begin();
    });
    view! {
        <div class="tools needs-program">
            <div>{prose.render(|_| to_views(tools()))}</div>
            <FoldAll folding/>
        </div>
    }
}

/// What stays as it is.
fn tools() -> Vec<Piece> {
    let mut tools = vec![
        player::listen("button.quiet.listen", String::new()),
        button("button.quiet", "Share", SHARE, String::new()),
    ];
    tools.extend(printing::choice());
    tools
}
