//! The list of articles: what `/` shows where there are several.

use document::Document;
use leptos::prelude::*;

use crate::article::{
    SiteBase,
    element::{Attributes, element, plain},
    reading_time,
};

/// A card for each article, under the site's title.
pub fn cards(articles: &[Document]) -> Vec<AnyView> {
    let cards = articles
        .iter()
        .map(|article| plain("li", vec![card(article)]))
        .collect();
    vec![
        element("h1", Attributes::default(), vec!["Articles".into_any()]),
        element("ul", Attributes::class("cards"), cards),
    ]
}

fn card(article: &Document) -> AnyView {
    let href = format!("{}{}/", SiteBase::here().unwrap_or_default(), article.slug);
    let published = article.published;
    view! {
        <article class="card" aria-labelledby=format!("{}--title", article.slug)>
            <h2 id=format!("{}--title", article.slug)>
                <a href=href>{article.title.clone()}</a>
            </h2>
            <p>{article.description.clone()}</p>
            <p class="byline">
                <time datetime=published.to_string()>{published.in_words()}</time>", by "
                <span class="author">{article.author.clone()}</span>
                ". "{reading_time(article.words())}"."
            </p>
        </article>
    }
    .into_any()
}
