//! The quiet line below a section's heading.

use document::{Slug, minutes};
use leptos::prelude::*;

use crate::{
    browser::page::heading_id,
    reader::{Speech, speech::State},
};

/// How long the section takes to read, its own link, and the voice where there is one.
#[component]
pub fn SectionTools(
    /// Which section of the article it is, counted from 0.
    index: usize,
    /// The section's id.
    id: Slug,
    /// How many words there are to read; none in what is only for looking up.
    words: usize,
    /// The voice.
    speech: Speech,
) -> impl IntoView {
    let heading = heading_id(&id);
    let (link_id, listen_id) = (format!("{id}--link"), format!("{id}--listen"));
    let has_words = words > 0;
    view! {
        <p class="section-tools">
            {has_words.then(|| view! { <span>{minutes(words)}" min"</span> })}
            <a
                id=link_id.clone()
                class="anchor"
                href=format!("#{id}")
                aria-labelledby=format!("{link_id} {heading}")
            >"Link"</a>
            {has_words.then(|| view! {
                <button
                    type="button"
                    id=listen_id.clone()
                    aria-labelledby=format!("{listen_id} {heading}")
                    hidden=move || speech.state() == State::Absent
                    on:click:capture=move |_| speech.begin(Some(index))
                >"Listen"</button>
            })}
        </p>
    }
}
