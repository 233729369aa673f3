//! "Collapse all / Expand all".

use leptos::prelude::*;

use super::folding::Folding;

/// The button that closes every section, or opens every one when all are closed; its text says which.
#[component]
pub fn FoldAll(
    /// Which sections are closed.
    folding: RwSignal<Folding>,
) -> impl IntoView {
    view! {
        <button type="button" class="quiet" on:click=move |_| folding.update(Folding::toggle_all)>
            {move || if folding.with(Folding::is_all_closed) { "Expand all" } else { "Collapse all" }}
        </button>
    }
}
