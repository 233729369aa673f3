//! "Collapse all / Expand all".

use crate::live::Live;
use leptos::prelude::*;

use super::folding::Folding;

/// The button that closes every section, or opens every one when all are closed; its text says which.
#[component]
pub fn FoldAll(
    /// Which sections are closed.
    folding: Live<Folding>,
) -> impl IntoView {
    let label = move || {
        if folding.with(Folding::is_all_closed) {
            "Expand all"
        } else {
            "Collapse all"
        }
    };
    let press = move |_| folding.update(Folding::toggle_all);
    view! { <button type="button" class="quiet" on:click:capture=press>{label}</button> }
}
