//! Composition of the page, and nothing else.

use leptos::{either::Either, prelude::*};

use crate::{
    Page, PageState,
    article::{ArticleView, folding::Folding, prose::Prose},
    articles::cards,
    comments::CommentsSection,
    reader::{Notice, settings},
    tips::MyPlan,
};

/// The id of what the program takes over: the page's `<main>`.
pub const MAIN: &str = "article";

/// What stands in `<main>`.
#[component]
pub fn App(
    /// What the page starts from.
    state: PageState,
    /// Which sections of the article are closed already: none in the prerender.
    folding: Folding,
    /// The page's words.
    prose: Prose<Page>,
) -> impl IntoView {
    settings::begin();
    MyPlan::begin(state.outline());
    match state {
        PageState::Article(outline) => {
            let article = outline.slug.clone();
            let notice = Notice::new();
            Either::Left(view! {
                <ArticleView outline folding prose=prose.part(Page::article) notice/>
                <CommentsSection article prose=prose.clone() notice/>
            })
        }
        PageState::List => Either::Right(view! {
            <div class="articles">{prose.part(Page::list).render(|articles| cards(articles))}</div>
        }),
    }
}
