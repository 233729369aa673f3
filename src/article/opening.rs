//! The opening: title and byline.

use document::Document;
use leptos::prelude::*;

use super::element::{Attributes, element, plain};

/// Title and byline.
pub fn opening(article: &Document) -> Vec<AnyView> {
    let published = article.published;
    let author = element(
        "span",
        Attributes::class("author"),
        vec![article.author.clone().into_any()],
    );
    let place = article.place.clone().map(|place| {
        let bar = element("span", Attributes::class("bar"), vec![" | ".into_any()]);
        vec![bar, place.into_any()].into_any()
    });
    let byline = view! {
        <p class="byline">
            "Published on "<time datetime=published.to_string()>{published.in_words()}</time>", by "
            {author}{place}"."
        </p>
    };
    vec![plain("h1", title_lines(&article.title)), byline.into_any()]
}

/// A title of two parts, "Name: What it says", on two lines, its letters unchanged.
fn title_lines(title: &str) -> Vec<AnyView> {
    match title.split_once(": ") {
        Some((name, rest)) => vec![
            format!("{name}: ").into_any(),
            element(
                "span",
                Attributes::class("subtitle"),
                vec![rest.to_owned().into_any()],
            ),
        ],
        None => vec![title.to_owned().into_any()],
    }
}
