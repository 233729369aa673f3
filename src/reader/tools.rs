//! The row of buttons above the sections.

use leptos::prelude::*;

use super::{Notice, printing::Printing};
use crate::{
    article::{fold_all::FoldAll, folding::Folding},
    browser::location,
    button::{Button, always},
};

/// Share, print, collapse all.
#[component]
pub fn Tools(
    /// Which sections are closed.
    folding: RwSignal<Folding>,
    /// Tells what became of the link.
    notice: Notice,
) -> impl IntoView {
    let share = Callback::new(move |()| notice.share(location::address("")));
    view! {
        <div class="tools needs-program">
            <Button class="quiet" label=always("Share") press=share/>
            <Printing/>
            <FoldAll folding/>
        </div>
    }
}
