//! The list of tips and what is kept of it on the device.

use document::{Entry, Slug};
use leptos::prelude::*;

use super::{card::TipCard, ticks::Ticks};
use crate::{
    article::prose::Prose,
    browser::{
        after_start,
        storage::{Slot, StorageError},
    },
    message::{Status, words},
};

/// The tips of a section, each on a card.
#[component]
pub fn TipList(
    /// The tips' ids.
    tips: Vec<Slug>,
    /// The tips' words.
    prose: Prose<Vec<Entry>>,
    /// The article's slug: ticks are kept under it.
    article: Slug,
) -> impl IntoView {
    let slot = StoredValue::new(Slot::<Ticks>::of_article("ticks", &article));
    let ticks = RwSignal::new(Ticks::default());
    let trouble = RwSignal::new(None::<StorageError>);
    after_start(move || match slot.with_value(Slot::read) {
        Ok(kept) => ticks.set(kept.unwrap_or_default()),
        Err(error) => trouble.set(Some(error)),
    });
    let tick = Callback::new(move |(tip, ticked): (Slug, bool)| {
        match slot.with_value(|slot| slot.update(|ticks| ticks.set(&tip, ticked))) {
            Ok(kept) => {
                ticks.set(kept);
                trouble.set(None);
            }
            Err(error) => {
                ticks.update(|ticks| ticks.set(&tip, ticked));
                trouble.set(Some(error));
            }
        }
    });
    let news = words(move || {
        trouble.get().map(|error| match error {
            // The place is free again: what is ticked from now on is kept.
            StorageError::SetAside { .. } => error.to_string(),
            _ => format!("Your ticks hold for this visit only. {error}"),
        })
    });
    let cards = tips
        .into_iter()
        .enumerate()
        .map(|(index, id)| {
            let prose = prose.part(|tips| tips.get(index).cloned());
            view! { <li><TipCard id prose ticks tick/></li> }
        })
        .collect::<Vec<_>>();
    view! {
        <ul class="tips" role="list">{cards}</ul>
        <Status news/>
    }
}
