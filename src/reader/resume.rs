//! "Continue where you stopped".

use document::{Outline, Slug};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Place;
use crate::{
    browser::{after_start, location, on_change, page, scroll, storage::Slot},
    button::{Button, always},
    live::Live,
};

/// Where the reader stopped: the section, until the last is read.
#[derive(Default, Serialize, Deserialize)]
struct Stopped {
    section: Option<Slug>,
}

/// Keeps the last section that was being read, and offers to go on there on the next visit. The offer lies over the page,
/// so that nothing moves; it goes once the reader scrolls on, follows it or dismisses it.
#[component]
pub fn Resume(
    /// The article.
    outline: Outline,
    /// Where the reader is.
    place: Live<Place>,
) -> impl IntoView {
    let slot = Live::new(Slot::<Stopped>::of_article("place", &outline.slug));
    let sections = Live::new(outline.sections);
    let offer = Live::new(None::<Slug>);
    after_start(move || {
        // What is kept helps; where it cannot be read, there is nothing to say.
        let stopped = slot
            .with_untracked(Slot::read)
            .ok()
            .flatten()
            .and_then(|stopped| stopped.section);
        let is_fresh = location::here().is_empty() && scroll::scrolled() < 1.0;
        let is_there = |id: &Slug| {
            sections.with_untracked(|sections| sections.iter().any(|section| section.id == *id))
        };
        offer.set(stopped.filter(|id| is_fresh && is_there(id)));
    });
    on_change(
        move || place.get().section,
        move |section| {
            if let Some(now) = *section {
                offer.set(None);
                // What follows the last section with words to read is not read in one go: all is read.
                let section = sections.with_untracked(|sections| sections.get(now).cloned());
                let id = section
                    .filter(|section| section.words > 0)
                    .map(|section| section.id);
                let _ = slot.with_untracked(|slot| slot.update(|stopped| stopped.section = id));
            }
        },
    );
    let dismiss = Callback::new(move |()| {
        offer.set(None);
        page::focus("article");
    });
    let href = move || offer.get().map(|id| format!("#{id}"));
    let title = move || offer.get().map(|id| page::text(&page::heading_id(&id)));
    view! {
        <div class="resume" role="status" hidden=move || offer.get().is_none()>
            <a href=href>"Continue where you stopped: " {title}</a>
            <Button class="quiet" label=always("Dismiss") press=dismiss/>
        </div>
    }
}
