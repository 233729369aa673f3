//! Follows the reader's place; the line at the top of the window.

use std::rc::Rc;

use document::{Outline, minutes};

use super::place::{Place, Seen};
use crate::{
    browser::{after_start, page, scroll},
    live::Live,
};

/// The words of each part: the introduction, then each section.
pub fn words(outline: &Outline) -> Vec<usize> {
    let sections = outline.sections.iter().map(|section| section.words);
    std::iter::once(outline.intro_words)
        .chain(sections)
        .collect()
}

/// Keeps `place` where the reader is, from the start on.
pub fn follow(outline: &Outline, place: Live<Place>) {
    let words = words(outline);
    let mut parts = vec!["introduction".to_owned()];
    parts.extend(
        outline
            .sections
            .iter()
            .map(|section| section.id.to_string()),
    );
    parts.push("comments".to_owned());
    let parts = Rc::new((words, parts));
    after_start(move || {
        let parts = parts.clone();
        let look = move || {
            let (words, parts) = &*parts;
            let seen = Seen {
                edges: parts.iter().map(|id| scroll::top_of(id)).collect(),
                height: scroll::height(),
                scrolled: scroll::scrolled(),
            };
            let now = Place::new(words, &seen);
            page::set_progress(now.read);
            page::move_bar_away(scroll::shows("main form"));
            if place.get_untracked() != now {
                place.set(now);
            }
        };
        look();
        scroll::on_scroll(look);
    });
}

/// How long the rest takes to read.
pub fn time_left(place: Place) -> String {
    match place.words_left {
        0 => "All read".to_owned(),
        words => format!("{} min left", minutes(words)),
    }
}
