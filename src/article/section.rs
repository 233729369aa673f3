//! A section that folds.

use document::{Block, Section, Slug};
use leptos::{ev, prelude::*};

use super::{
    blocks::blocks,
    element::{Attributes, element},
    folding::Folding,
    inlines::inlines,
    prose::Prose,
    section_tools::section_tools,
};
use crate::{
    browser::page::{heading_id, panel_id},
    live::Live,
    piece::to_views,
    tips::list::tip_list,
};

/// A section's words, and those of the article that stand in it.
#[derive(Clone, Debug)]
pub struct SectionProse {
    /// The section.
    pub section: Section,
    /// What readers are told before they follow a tip of it.
    pub health_note: Option<String>,
    /// The article's slug.
    pub article: Slug,
}

/// A section: heading, the button that folds it, and its panel, as siblings, so that Reader View keeps the heading.
///
/// The button covers the heading's row, so a tap anywhere on the row folds. A closed panel is `until-found`: the
/// browser's own search finds text in it, opens it, and says so by `beforematch`.
#[component]
pub fn SectionView(
    /// Which section of the article it is, counted from 0.
    index: usize,
    /// Its id.
    id: Slug,
    /// The section's words.
    prose: Prose<SectionProse>,
    /// Which sections are closed.
    folding: Live<Folding>,
) -> impl IntoView {
    let (heading_id, panel_id) = (heading_id(&id), panel_id(&id));
    let is_closed = move || folding.with(|folding| folding.is_closed(index));
    let toggle = move |_| folding.update(|folding| folding.toggle(index));
    let found = move |_: ev::Event| {
        folding.update(|folding| {
            folding.open(index);
        });
    };
    view! {
        <section id=id.to_string() class="section">
            <h2 id=heading_id.clone()>{prose.render(|words| inlines(&words.section.title))}</h2>
            <button
                type="button"
                class="fold needs-program"
                aria-expanded=move || Some(if is_closed() { "false" } else { "true" })
                aria-controls=panel_id.clone()
                aria-labelledby=heading_id
                on:click:capture=toggle
            ></button>
            <div
                id=panel_id
                class="panel"
                hidden=move || is_closed().then_some("until-found")
                on:beforematch:capture=found
            >{prose.render(|words| panel(index, words))}</div>
        </section>
    }
}

/// The tools, and below them what the section says.
fn panel(index: usize, words: &SectionProse) -> Vec<AnyView> {
    let mut panel = to_views(vec![section_tools(index, &words.section)]);
    panel.push(element("div", Attributes::class("body"), body(words)));
    panel
}

/// What stands before the tips, the tips on their cards, and what stands after them.
fn body(words: &SectionProse) -> Vec<AnyView> {
    let prose = |content| element("div", Attributes::class("prose"), content);
    let (_, after) = around_tips(&words.section);
    let mut content = vec![prose(before_tips(words))];
    if let Some(tips) = words.section.body.iter().find_map(Block::tips) {
        content.extend(tip_list(&words.article, tips));
        content.push(prose(blocks(after)));
    }
    content
}

fn before_tips(
    SectionProse {
        section,
        health_note,
        ..
    }: &SectionProse,
) -> Vec<AnyView> {
    let mut content = Vec::new();
    if section.by_publisher {
        let sign = "Added by the publisher".into_any();
        content.push(element("p", Attributes::class("publisher"), vec![sign]));
    }
    content.extend(blocks(around_tips(section).0));
    let has_tips = section.body.iter().any(|block| block.tips().is_some());
    if let Some(note) = health_note.clone().filter(|_| has_tips) {
        let note = view! { <aside class="health-note" aria-label="Health note">{note}</aside> };
        content.push(note.into_any());
    }
    content
}

/// What stands before the tips, and what after them.
fn around_tips(section: &Section) -> (&[Block], &[Block]) {
    let mut parts = section.body.splitn(2, |block| block.tips().is_some());
    (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    )
}
