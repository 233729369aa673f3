//! Composition of the page, and nothing else.

use document::Document;
use leptos::prelude::*;

use crate::{
    PageState,
    article::{ArticleView, SiteBase, prose::Prose},
    comments::Discussion,
    reader::ThemeButton,
};

/// The whole page inside `#app`.
#[component]
pub fn App(
    /// What the page starts from.
    state: PageState,
    /// The article's words.
    prose: Prose<Document>,
) -> impl IntoView {
    let PageState { article } = state;
    let slug = article.slug.clone();
    view! {
        <a class="skip" href="#article">"Skip to the article"</a>
        <header class="masthead">
            <a class="brand" href=SiteBase::here()>"Inside Out"</a>
            <ThemeButton/>
        </header>
        <main id="article">
            <ArticleView outline=article prose/>
            <Discussion article=slug/>
        </main>
        <footer class="colophon">
            <p>"Nothing on this page follows you. What you tick and write stays on this device."</p>
        </footer>
    }
}
