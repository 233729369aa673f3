//! The article: a [`Document`] as a view.
//!
//! | module | what |
//! | --- | --- |
//! | [`prose`](mod@prose) | words: rendered by the prerender, left alone by the browser |
//! | [`opening`](mod@opening) | title and byline |
//! | [`contents`](mod@contents) | the landmark "Contents" |
//! | [`folding`](mod@folding) | which sections are closed: pure state |
//! | [`section`](mod@section), [`section_tools`](mod@section_tools) | a section that folds, and the line below its heading |
//! | [`blocks`](mod@blocks), [`inlines`](mod@inlines), [`terms`](mod@terms), [`figure`](mod@figure), [`notes`](mod@notes), [`element`](mod@element) | the tree, node by node |

pub mod blocks;
pub mod contents;
pub mod element;
pub mod figure;
pub mod folding;
pub mod inlines;
pub mod notes;
pub mod opening;
pub mod prose;
pub mod section;
pub mod section_tools;
pub mod terms;

use document::{Document, Outline, minutes};
use leptos::prelude::*;

use self::{
    blocks::blocks,
    contents::Contents,
    folding::{Folding, KeptFolding},
    opening::opening,
    prose::Prose,
    section::{SectionProse, SectionView},
};
use crate::{
    browser::{after_start, aside, location, on_change, page, storage::Slot},
    live::Live,
    piece::{Piece, element, says, to_views},
    reader::{
        Notice, Place, Speech, notice, passage, player, progress, resume,
        tools::{self, tools},
    },
};

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
    /// Which sections are closed already.
    folding: Folding,
    /// The article's words.
    prose: Prose<Document>,
    /// Tells what became of a link that was passed on.
    notice: Notice,
) -> impl IntoView {
    let folding = Live::new(folding);
    keep_folding(&outline, folding);
    let place = Live::new(Place::start(&progress::words(&outline)));
    progress::follow(&outline, place);
    let speech = Speech::new(&outline, folding);
    after_start(aside::show_beside_marks);
    notice::follow_anchors(notice);
    passage::offer_link(notice);
    tools::begin(folding, notice);
    player::accompany(speech);
    resume::offer_to_go_on(outline.clone(), place);

    let sections = outline
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let prose = prose.part(|article| {
                let section = article.sections.get(index)?.clone();
                let health_note = article.health_note.clone();
                let article = article.slug.clone();
                Some(SectionProse {
                    section,
                    health_note,
                    article,
                })
            });
            view! { <SectionView index id=section.id.clone() prose folding/> }
        })
        .collect::<Vec<_>>();
    let ids: Vec<_> = outline
        .sections
        .iter()
        .map(|section| section.id.clone())
        .collect();
    location::on_fragment(move |id| {
        let around = page::section_around(id);
        let section = ids
            .iter()
            .position(|id| Some(id.as_str()) == around.as_deref());
        section.is_some_and(|section| open(folding, section))
    });
    view! {
        <div id="progress" class="progress needs-program"></div>
        <header class="opening">{prose.render(opening)}</header>
        <Contents outline=outline.clone() prose=prose.clone() place/>
        <div id="introduction" class="intro">{prose.render(|article| blocks(&article.intro))}</div>
        <div class="tools needs-program">{prose.render(|_| to_views(tools()))}</div>
        {sections}
        <div>{prose.render(|_| to_views(over()))}</div>
    }
}

/// Where comes what lies over the page once the reader acts: a note beside its mark ([`crate::browser::aside`]), the offers
/// and news of [`crate::reader`]. Two of these places are live regions, which must be there before their words.
fn over() -> Vec<Piece> {
    let over = vec![
        element("div[role=status][id=reader--resume]", Vec::new()),
        element("div.notice[id=reader--notice]", notice::line(None)),
        element("div[id=reader--voice]", Vec::new()),
    ];
    let note = vec![element("div", Vec::new()), says("a", "Show in the list")];
    vec![
        element("div.aside[popover=manual][role=note][id=aside]", note),
        element("div.passage[id=passage]", Vec::new()),
        element("div.over", over),
    ]
}

/// Opens a section; says whether it was closed.
pub fn open(folding: Live<Folding>, section: usize) -> bool {
    let is_closed = folding.with_untracked(|folding| folding.is_closed(section));
    if is_closed {
        folding.update(|folding| {
            folding.open(section);
        });
    }
    is_closed
}

/// Keeps on the device what is open and what is closed, after each change.
fn keep_folding(outline: &Outline, folding: Live<Folding>) {
    let slot = Slot::<KeptFolding>::of_article("folding", &outline.slug);
    let ids: Vec<_> = outline
        .sections
        .iter()
        .map(|section| section.id.clone())
        .collect();
    on_change(
        move || folding.with(|folding| folding.kept(ids.iter())),
        move |kept| {
            // What cannot be kept still holds for this visit: nothing to trouble the reader with.
            let _ = slot.update(|folding| folding.clone_from(kept));
        },
    );
}
