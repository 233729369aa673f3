//! The article: a [`Document`] as a view.
//!
//! | module | what |
//! | --- | --- |
//! | [`prose`](mod@prose) | words: rendered by the prerender, left alone by the browser |
//! | [`opening`](mod@opening) | title and byline |
//! | [`contents`](mod@contents) | the landmark "Contents" |
//! | [`folding`](mod@folding) | which sections are closed: pure state |
//! | [`fold_all`](mod@fold_all) | "Collapse all / Expand all" |
//! | [`section`](mod@section) | a section that folds |
//! | [`blocks`](mod@blocks), [`inlines`](mod@inlines), [`terms`](mod@terms), [`figure`](mod@figure), [`notes`](mod@notes), [`element`](mod@element) | the tree, node by node |

pub mod blocks;
pub mod contents;
pub mod element;
pub mod figure;
pub mod fold_all;
pub mod folding;
pub mod inlines;
pub mod notes;
pub mod opening;
pub mod prose;
pub mod section;
pub mod terms;

use document::{Document, Outline, Slug, minutes};
use leptos::prelude::*;

use self::{
    blocks::blocks, contents::contents, fold_all::FoldAll, folding::Folding, opening::opening,
    prose::Prose, section::SectionView,
};
use crate::browser::location;

/// The address of the site's folder, which begins and ends with `/`: a context of the prerender, where relative
/// addresses are made absolute, so that they are the same from `/` and from `/<slug>/`.
#[derive(Clone, Debug)]
pub struct SiteBase(pub String);

impl SiteBase {
    /// The base, in the prerender.
    pub fn here() -> Option<String> {
        use_context::<Self>().map(|SiteBase(base)| base)
    }
}

/// How long `words` take to read, for people.
pub fn reading_time(words: usize) -> String {
    format!("{} min read", minutes(words))
}

/// The article from its title to its last section.
#[component]
pub fn ArticleView(
    /// What the program knows of the article.
    outline: Outline,
    /// The ids of the sections that are closed already.
    closed: Vec<Slug>,
    /// The article's words.
    prose: Prose<Document>,
) -> impl IntoView {
    let _ = closed;
    let folding = RwSignal::new(Folding::all_open(outline.sections.len()));
    let article = outline.slug.clone();
    let sections = outline
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let prose = prose.part(|article| article.sections.get(index).cloned());
            view! { <SectionView index outline=section.clone() prose folding article=article.clone()/> }
        })
        .collect::<Vec<_>>();

    let outline = StoredValue::new(outline);
    location::on_fragment(move |id| {
        if let Some(section) = outline.with_value(|outline| outline.section_holding(id)) {
            folding.update(|folding| folding.open(section));
        }
    });
    view! {
        <header class="opening">{prose.render(opening)}</header>
        <nav id="contents" class="contents" aria-labelledby="contents--label">
            {prose.render(contents)}
        </nav>
        <div class="intro">{prose.render(|article| blocks(&article.intro))}</div>
        <FoldAll folding/>
        {sections}
    }
}
