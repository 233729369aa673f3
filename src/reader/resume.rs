//! "Continue where you stopped".

use document::{Outline, Slug};
use serde::{Deserialize, Serialize};

use super::Place;
use crate::{
    browser::{after_start, location, on_change, page, patch, press, scroll, storage::Slot},
    live::Live,
    piece::{Piece, button, element, says},
};

/// Where the reader stopped: the section, until the last is read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Stopped {
    section: Option<Slug>,
}

/// The name of the button that dismisses the offer.
const DISMISS: &str = "resume";

/// Keeps the last section that was being read, and offers in `#reader--resume` to go on there on the next visit. The offer lies
/// over the page, so that nothing moves; it goes once the reader scrolls on, follows it or dismisses it.
pub fn offer_to_go_on(outline: Outline, place: Live<Place>) {
    let offer = Live::new(None::<Slug>);
    patch::show("#reader--resume", move || {
        offer.with(|to| {
            to.iter()
                .map(|id| the_offer(id, &page::text(&page::heading_id(id))))
                .collect()
        })
    });
    let slot = Slot::<Stopped>::of_article("place", &outline.slug);
    let kept = slot.clone();
    let sections = outline.sections.clone();
    after_start(move || {
        // What is kept helps; where it cannot be read, there is nothing to say.
        let stopped = kept
            .read()
            .ok()
            .flatten()
            .and_then(|stopped| stopped.section);
        let is_fresh = location::here().is_empty() && scroll::scrolled() < 1.0;
        let is_there = |id: &Slug| sections.iter().any(|section| section.id == *id);
        offer.set(stopped.filter(|id| is_fresh && is_there(id)));
        press::on_button(DISMISS, move |_| {
            offer.set(None);
            page::focus("article");
        });
    });
    on_change(
        move || place.get().section,
        move |section| {
            if let Some(now) = *section {
                offer.set(None);
                // What follows the last section with words to read is not read in one go: all is read.
                let section = outline
                    .sections
                    .get(now)
                    .filter(|section| section.words > 0);
                let id = section.map(|section| section.id.clone());
                let _ = slot.update(|stopped| stopped.section = id);
            }
        },
    );
}

fn the_offer(id: &Slug, title: &str) -> Piece {
    let link =
        says("a", format!("Continue where you stopped: {title}")).with("href", format!("#{id}"));
    let dismiss = button("button.quiet", "Dismiss", DISMISS, String::new());
    element("div.resume", vec![link, dismiss])
}
