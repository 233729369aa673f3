//! The landmark "Contents".

use document::{Document, Outline, minutes, plain_text};
use leptos::prelude::*;

use super::{
    element::{Attributes, element},
    prose::Prose,
};
use crate::{
    browser::{page, patch},
    live::Live,
    piece::text,
    reader::{
        Place,
        progress::{time_left, words as words_of},
    },
};

/// Links to the sections and to the discussion, the one that is being read marked. Following one opens its section
/// (see [`crate::browser::location`]).
///
/// It is a popover that stands in the margin where there is one; on narrow screens a button in the bar within the thumb's
/// reach opens it as a sheet, which the browser itself closes on Escape, giving the focus back.
#[component]
pub fn Contents(
    /// What the program knows of the article.
    outline: Outline,
    /// The article's words.
    prose: Prose<Document>,
    /// Where the reader is.
    place: Live<Place>,
) -> impl IntoView {
    let ids = outline
        .sections
        .iter()
        .map(|section| section.id.to_string());
    let links = ids
        .chain(["comments".to_owned()])
        .enumerate()
        .map(|(index, id)| {
            let is_current = move || place.get().section == Some(index);
            view! {
                <li>
                    <a href=format!("#{id}") aria-current=move || is_current().then_some("true")>{prose.render(|article| words(article, index))}</a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let left = || prose.render(|_| vec![time_left(place.get_untracked()).into_any()]);
    patch::show(".left", move || vec![text(time_left(place.get()))]);
    view! {
        <nav id="contents" class="contents" popover aria-labelledby="contents--label">
            <p id="contents--label" class="label">"Contents"</p>
            <ol on:click:capture=|_| page::close_popover("contents")>{links}</ol>
            <p class="left needs-program">{left()}</p>
        </nav>
    }
}

/// The button that opens it on narrow screens.
pub fn contents_button(article: &Document) -> AnyView {
    let left = time_left(Place::start(&words_of(&article.outline())));
    view! {
        <button type="button" class="open-contents" popovertarget="contents">
            "Contents "<span class="left">{left}</span>
        </button>
    }
    .into_any()
}

/// The class of where the number of comments stands: in the contents, the article's opening and the discussion's heading.
pub const COMMENTS_COUNT: &str = "comments-count";

/// Where the number of comments comes once it is known.
pub fn comments_count() -> AnyView {
    element("span", Attributes::class(COMMENTS_COUNT), Vec::new())
}

/// A section's title and how long it takes to read; after the last one, the discussion's.
fn words(article: &Document, index: usize) -> Vec<AnyView> {
    let Some(section) = article.sections.get(index) else {
        return vec!["Comments".into_any(), comments_count()];
    };
    let mut words = vec![plain_text(&section.title).into_any()];
    // What the publisher added is for looking up.
    if section.words() > 0 {
        let time = format!("{} min", minutes(section.words()));
        words.push(" ".into_any());
        words.push(element(
            "span",
            Attributes::class("minutes"),
            vec![time.into_any()],
        ));
    }
    words
}
