//! The article: a [`Document`] as a view.
//!
//! | module | what |
//! | --- | --- |
//! | [`opening`] | title and byline |
//! | [`contents`] | the landmark "Contents" |
//! | [`folding`] | which sections are closed: pure state |
//! | [`fold_all`] | "Collapse all / Expand all" |
//! | [`section`] | a section that folds |
//! | [`blocks`], [`inlines`], [`terms`], [`element`] | the tree, node by node |

pub mod blocks;
pub mod contents;
pub mod element;
pub mod fold_all;
pub mod folding;
pub mod inlines;
pub mod opening;
pub mod section;
pub mod terms;

use document::{Document, Slug};
use leptos::prelude::*;

use self::{
    blocks::blocks, contents::Contents, fold_all::FoldAll, folding::Folding, opening::Opening,
    section::SectionView,
};
use crate::browser::location;

/// What views deep in the article need to know about where they stand.
#[derive(Clone, Debug)]
pub struct ArticleContext {
    /// The article's slug: what is kept on the device is kept under it.
    pub slug: Slug,
    /// The address of the site's folder; begins and ends with `/`.
    pub base: String,
}

/// The article from its title to its last section.
#[component]
pub fn ArticleView(
    /// The article.
    article: Document,
) -> impl IntoView {
    let folding = RwSignal::new(Folding::new(article.sections.iter().map(|s| s.id.clone())));
    let outline = StoredValue::new(article.clone());
    location::on_fragment(move |id| {
        let section = outline.with_value(|article| article.section_holding(id).map(|s| s.id.clone()));
        if let Some(section) = section {
            folding.update(|folding| folding.open(&section));
        }
    });

    let intro = blocks(article.intro.clone());
    let sections = article
        .sections
        .iter()
        .map(|section| view! { <SectionView section=section.clone() folding/> })
        .collect_view();
    view! {
        <Opening article=article.clone()/>
        <Contents sections=article.sections/>
        <div class="intro">{intro}</div>
        <FoldAll folding/>
        {sections}
    }
}
