//! The list of tips and what is kept of it on the device.

use document::{Entry, Slug};
use leptos::prelude::*;

use super::{card::TipCard, ticks::Ticks};
use crate::{
    article::ArticleContext,
    browser::storage::{Slot, StorageError},
};

/// The entries as cards.
pub fn tips(entries: Vec<Entry>) -> AnyView {
    view! { <TipList entries/> }.into_any()
}

#[component]
fn TipList(
    /// The tips.
    entries: Vec<Entry>,
) -> impl IntoView {
    let article = expect_context::<ArticleContext>().slug;
    let slot = Slot::<Ticks>::of_article("ticks", &article);
    let ticks = RwSignal::new(Ticks::default());
    let trouble = RwSignal::new(None::<StorageError>);
    {
        let slot = slot.clone();
        Effect::new(move |_| match slot.read() {
            Ok(kept) => ticks.set(kept.unwrap_or_default()),
            Err(error) => trouble.set(Some(error)),
        });
    }
    let tick = Callback::new(move |(tip, ticked): (Slug, bool)| {
        ticks.update(|ticks| ticks.set(&tip, ticked));
        trouble.set(ticks.with(|ticks| slot.write(ticks)).err());
    });
    let cards = entries
        .into_iter()
        .map(|tip| view! { <li><TipCard tip ticks tick/></li> })
        .collect_view();
    view! {
        <ul class="tips" role="list">{cards}</ul>
        <p class="status" role="status">
            {move || trouble.get().map(|error| format!("Your ticks hold for this visit only. {error}"))}
        </p>
    }
}
