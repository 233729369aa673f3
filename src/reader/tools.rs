//! The row of buttons above the sections.

use leptos::prelude::*;

use super::{Notice, Speech, printing::Printing, speech::State};
use crate::{
    article::{fold_all::FoldAll, folding::Folding},
    browser::location,
    button::Button,
    live::Live,
};

/// Listen (where there is a voice), share, print, collapse all.
#[component]
pub fn Tools(
    /// Which sections are closed.
    folding: Live<Folding>,
    /// Tells what became of the link.
    notice: Notice,
    /// The voice.
    speech: Speech,
) -> impl IntoView {
    let share = Callback::new(move |()| notice.share(location::address("")));
    let listen = Callback::new(move |()| speech.begin(None));
    view! {
        <div class="tools needs-program">
            <div hidden=move || speech.state() == State::Absent>
                <Button class="quiet" label="Listen" press=listen/>
            </div>
            <Button class="quiet" label="Share" press=share/>
            <Printing/>
            <FoldAll folding/>
        </div>
    }
}
