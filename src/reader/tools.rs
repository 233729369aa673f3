//! The row of buttons above the sections.

use leptos::prelude::*;

use super::{Notice, printing::Printing};
use crate::{
    article::{fold_all::FoldAll, folding::Folding},
    browser::location,
};

/// Share, print, collapse all.
#[component]
pub fn Tools(
    /// Which sections are closed.
    folding: RwSignal<Folding>,
    /// Tells what became of the link.
    notice: Notice,
) -> impl IntoView {
    view! {
        <div class="tools needs-program">
            <button type="button" class="quiet" on:click=move |_| notice.share(location::address(""))>
                "Share"
            </button>
            <Printing/>
            <FoldAll folding/>
        </div>
    }
}
