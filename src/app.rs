//! Composition of the page, and nothing else.

use leptos::{either::Either, prelude::*};

use crate::{
    Page, PageState,
    article::{ArticleView, SiteBase, folding::Folding, prose::Prose},
    articles::cards,
    comments::CommentsSection,
    reader::{Notice, settings::ReadingSettings},
    tips::{MyPlan, panel},
};

/// The whole page inside `#app`.
#[component]
pub fn App(
    /// What the page starts from.
    state: PageState,
    /// Which sections of the article are closed already: none in the prerender.
    folding: Folding,
    /// The page's words.
    prose: Prose<Page>,
) -> impl IntoView {
    MyPlan::begin(state.outline());
    let main = match state {
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
    };
    view! {
        <a class="skip" href="#article">"Skip to the article"</a>
        <header class="masthead">
            <a class="brand" href=SiteBase::here()>"Inside Out"</a>
            <ReadingSettings prose=prose.clone()/>
        </header>
        <div>{prose.render(|_| vec![panel::plan_button()])}</div>
        <main id="article">{main}</main>
        <div>{prose.render(|_| vec![panel::panel()])}</div>
        <footer class="colophon">
            <p>"Nothing on this page follows you. What you tick and write stays on this device."</p>
        </footer>
    }
}
