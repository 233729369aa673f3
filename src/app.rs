//! Composition of the page, and nothing else.

use leptos::prelude::*;

use crate::{
    PageState,
    article::{ArticleContext, ArticleView},
    comments::Discussion,
    reader::ThemeButton,
};

/// The whole page inside `#app`.
#[component]
pub fn App(
    /// What the page starts from.
    state: PageState,
) -> impl IntoView {
    let PageState { base, article } = state;
    let slug = article.slug.clone();
    provide_context(ArticleContext { slug: slug.clone(), base: base.clone() });

    view! {
        <a class="skip" href="#article">"Skip to the article"</a>
        <header class="masthead">
            <a class="brand" href=base>"Inside Out"</a>
            <ThemeButton/>
        </header>
        <main id="article">
            <ArticleView article/>
            <Discussion article=slug/>
        </main>
        <footer class="colophon">
            <p>"Nothing on this page follows you. What you tick and write stays on this device."</p>
        </footer>
    }
}
