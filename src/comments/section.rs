//! The section "Comments".

use document::Slug;
use leptos::prelude::*;

use super::{Discussion, composer::composer, form::Place, state::Model, thread::thread};
use crate::{
    Page,
    article::{contents::COMMENTS_COUNT, prose::Prose},
    piece::{Piece, element, says, text, to_views},
    reader::Notice,
};

/// The id of the place of the comments.
pub const THREAD: &str = "comments--thread";

/// The site's server keeps the comments: a context of the prerender.
#[derive(Clone, Copy, Debug)]
pub struct HasServer;

/// The discussion of one article: the form, and below it the comments.
#[component]
pub fn CommentsSection(
    /// The article's slug.
    article: Slug,
    /// The page's words: what the section holds before the program starts is among them.
    prose: Prose<Page>,
    /// Tells what became of a link that was copied.
    notice: Notice,
) -> impl IntoView {
    Discussion::begin(&article, notice);
    view! {
        <section id="comments" class="discussion" aria-labelledby="comments--title">
            {prose.render(|_| to_views(at_first()))}
        </section>
    }
}

/// What is prerendered. Which of the notes shows is the styles' business: `data-program` on `<html>` says how the program
/// is.
fn at_first() -> Vec<Piece> {
    let model = Model {
        is_shared: use_context::<HasServer>().is_some(),
        ..Model::default()
    };
    let title = says("span", "Comments").with("id", "comments--title");
    let count = element("span", Vec::new()).with("class", COMMENTS_COUNT);
    let place =
        |(id, pieces): (&str, Vec<Piece>)| element("div.needs-program", pieces).with("id", id);
    let mut section = vec![
        element("h2", vec![title, count]).with("id", "comments--heading"),
        element("a.anchor", Vec::new())
            .with("href", "#comments")
            .with("aria-label", "Link to this heading"),
        says(
            "p.note.when-program-works.when-on-device",
            "Saved on this device; only you see these.",
        ),
        says(
            "p.note.when-program-works.when-shared",
            "Everyone who reads this article sees your comment.",
        ),
        says(
            "p.note.when-program-absent",
            "Writing here needs this page\u{2019}s program, and JavaScript is off. The article is all here.",
        ),
        says(
            "p.note.when-program-failed",
            "Writing here needs this page\u{2019}s program, which could not start. The article is all here; reload the page to try \
             again.",
        ),
    ];
    section.extend(places(&model).map(place));
    section
}

/// The parts of the section that the program changes, by their ids.
pub fn places(model: &Model) -> [(&'static str, Vec<Piece>); 2] {
    [
        ("comments--compose", vec![composer(&model.top, Place::Top)]),
        (THREAD, thread(model)),
    ]
}

/// How many comments there are, after the words where it stands.
pub fn count(model: &Model) -> Vec<Piece> {
    count_of(model.listing.page().map_or(0, |page| page.total))
}

/// That there are so many, after the words where it stands.
pub fn count_of(total: usize) -> Vec<Piece> {
    match total {
        0 => Vec::new(),
        count => vec![text(format!(" · {count}"))],
    }
}
