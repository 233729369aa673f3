//! "Collapse all / Expand all".

use crate::live::Live;
use leptos::prelude::*;

use super::folding::Folding;
use crate::button::Button;

/// The button that closes every section, or opens every one when all are closed; its text says which.
#[component]
pub fn FoldAll(
    /// Which sections are closed.
    folding: Live<Folding>,
) -> impl IntoView {
    let label = move |()| {
        if folding.with(Folding::is_all_closed) {
            "Expand all"
        } else {
            "Collapse all"
        }
    };
    let press = move |()| folding.update(Folding::toggle_all);
    view! { <Button class="quiet" label=Callback::new(label) press=Callback::new(press)/> }
}
