//! A section that folds.

use document::Section;
use leptos::{ev, prelude::*};

use super::{blocks::blocks, folding::Folding, inlines::inlines};

/// A section: heading, the button that folds it, and its panel, as siblings, so that Reader View keeps the heading.
///
/// The button covers the heading's row, so a tap anywhere on the row folds. A closed panel is `until-found`: the
/// browser's own search finds text in it, opens it, and says so by `beforematch`.
#[component]
pub fn SectionView(
    /// The section.
    section: Section,
    /// Which sections are closed.
    folding: RwSignal<Folding>,
) -> impl IntoView {
    let Section { id, title, body } = section;
    // A slug holds no double hyphen, so these never meet another section's id.
    let heading_id = format!("{id}--heading");
    let panel_id = format!("{id}--panel");
    let closed = {
        let id = id.clone();
        Memo::new(move |_| folding.with(|folding| folding.is_closed(&id)))
    };
    let toggle = {
        let id = id.clone();
        move |_| folding.update(|folding| folding.toggle(&id))
    };
    let found = {
        let id = id.clone();
        move |_: ev::Event| folding.update(|folding| folding.open(&id))
    };
    view! {
        <section id=id.to_string() class="section">
            <h2 id=heading_id.clone()>{inlines(title)}</h2>
            <button
                type="button"
                class="fold needs-program"
                aria-expanded=move || if closed.get() { "false" } else { "true" }
                aria-controls=panel_id.clone()
                aria-labelledby=heading_id
                on:click=toggle
            ></button>
            <div
                id=panel_id
                class="panel"
                hidden=move || closed.get().then_some("until-found")
                on:beforematch=found
            >
                {blocks(body)}
            </div>
        </section>
    }
}
