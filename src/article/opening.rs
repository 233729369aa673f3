//! The opening: title and byline.

use document::Document;
use leptos::prelude::*;

/// Title and byline.
#[component]
pub fn Opening(
    /// The article.
    article: Document,
) -> impl IntoView {
    let Document { title, author, place, published, .. } = article;
    view! {
        <header class="opening">
            <h1>{title_lines(&title)}</h1>
            <p class="byline">
                "Published on "<time datetime=published.to_string()>{published.in_words()}</time>", by "
                <span class="author">{author}</span>
                {place.map(|place| view! { <span class="bar">" | "</span>{place} })} "."
            </p>
        </header>
    }
}

/// A title of two parts, "Name: What it says", on two lines, its letters unchanged.
fn title_lines(title: &str) -> AnyView {
    match title.split_once(": ") {
        Some((name, rest)) => {
            view! { {format!("{name}: ")}<span class="subtitle">{rest.to_owned()}</span> }.into_any()
        }
        None => title.to_owned().into_any(),
    }
}
