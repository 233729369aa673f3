//! One tip.

use document::{Entry, Slug};
use leptos::prelude::*;

use super::ticks::Ticks;
use crate::article::{
    blocks::{anchor, blocks},
    prose::Prose,
    terms::{colon, term},
};
use crate::browser::after_start;

/// A tip: heading, the author's words, and a box to tick.
#[component]
pub fn TipCard(
    /// The tip's id.
    id: Slug,
    /// The tip's words.
    prose: Prose<Entry>,
    /// Which tips are ticked.
    ticks: RwSignal<Ticks>,
    /// Called with the tip's id and whether it is ticked now.
    tick: Callback<(Slug, bool)>,
) -> impl IntoView {
    let article_id = id.to_string();
    let heading_id = format!("{id}--heading");
    let box_id = format!("{id}--tick");
    let label_id = format!("{id}--label");
    let ticked = {
        let id = id.clone();
        move || ticks.with(|ticks| ticks.has(&id))
    };
    // Before the program has started a tick would be lost.
    let ready = RwSignal::new(false);
    after_start(move || ready.set(true));
    view! {
        <article id=article_id class="tip" aria-labelledby=heading_id.clone()>
            <h3 id=heading_id.clone()>{prose.render(|tip| vec![term(tip)])}</h3>
            <div class="prose">{prose.render(words)}</div>
            <label class="tick needs-program" for=box_id>
                <input
                    type="checkbox"
                    id=box_id.clone()
                    aria-labelledby=format!("{label_id} {heading_id}")
                    disabled=move || !ready.get()
                    prop:checked=ticked
                    on:change=move |event| tick.run((id.clone(), event_target_checked(&event)))
                />
                <span id=label_id.clone()>"I will do this"</span>
            </label>
        </article>
    }
}

fn words(tip: &Entry) -> Vec<AnyView> {
    let mut words = vec![colon()];
    words.extend(blocks(&tip.body));
    words.push(anchor(tip.id.as_str()));
    words
}
