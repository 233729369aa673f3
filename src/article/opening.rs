//! The opening: title and byline.

use document::{Date, Document, Review};
use leptos::prelude::*;

use super::{
    contents::comments_count,
    element::{Attributes, element, plain},
    reading_time,
};

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
    vec![
        plain("h1", title_lines(&article.title)),
        byline.into_any(),
        trust(article),
    ]
}

/// What a reader may want to know before trusting it: how long, how old, who looked through it.
fn trust(article: &Document) -> AnyView {
    let day = |words: &str, date: Date| {
        let time = view! { <time datetime=date.to_string()>{date.in_words()}</time> };
        vec![words.to_owned().into_any(), time.into_any()]
    };
    let mut lines = vec![vec![reading_time(article.words()).into_any()]];
    lines.extend(article.updated.map(|date| day("Updated ", date)));
    lines.push(match &article.review {
        Some(Review { reviewer, on }) => day(&format!("Medically reviewed by {reviewer}, "), *on),
        None => vec!["Not yet medically reviewed".into_any()],
    });
    lines.extend(article.next_review.map(|date| day("Next review by ", date)));
    // The last: what the number adds moves nothing.
    lines.push(vec![
        view! { <a href="#comments">"Comments"{comments_count()}</a> }.into_any(),
    ]);
    let lines = lines.into_iter().map(|line| plain("li", line));
    element("ul", Attributes::class("trust"), lines.collect())
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
