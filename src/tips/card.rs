//! One tip.

use document::{Entry, Slug};
use leptos::prelude::*;

use super::ticks::Ticks;
use crate::article::{blocks::blocks, terms::colon};

/// A tip: heading, the author's words, and a box to tick.
#[component]
pub fn TipCard(
    /// The tip.
    tip: Entry,
    /// Which tips are ticked.
    ticks: RwSignal<Ticks>,
    /// Called with the tip's id and whether it is ticked now.
    tick: Callback<(Slug, bool)>,
) -> impl IntoView {
    let Entry { id, term, body } = tip;
    let article_id = id.to_string();
    let heading_id = format!("{id}--heading");
    let box_id = format!("{id}--tick");
    let label_id = format!("{id}--label");
    let ticked = {
        let id = id.clone();
        Memo::new(move |_| ticks.with(|ticks| ticks.has(&id)))
    };
    view! {
        <article id=article_id class="tip" class:ticked=ticked aria-labelledby=heading_id.clone()>
            <h3 id=heading_id.clone()>{term}</h3>
            {colon()}
            {blocks(body)}
            <label class="tick needs-program" for=box_id>
                <input
                    type="checkbox"
                    id=box_id.clone()
                    aria-labelledby=format!("{label_id} {heading_id}")
                    prop:checked=ticked
                    on:change=move |event| tick.run((id.clone(), event_target_checked(&event)))
                />
                <span id=label_id.clone()>{move || if ticked.get() { "I do this" } else { "I will do this" }}</span>
            </label>
        </article>
    }
}
