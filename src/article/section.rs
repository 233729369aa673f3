//! A section that folds.

use document::{Block, Section, SectionOutline, Slug};
use leptos::{ev, prelude::*};

use super::{
    blocks::blocks,
    element::{Attributes, element},
    folding::Folding,
    inlines::inlines,
    prose::Prose,
    section_tools::SectionTools,
};
use crate::{
    browser::page::{heading_id, panel_id},
    reader::Speech,
    tips::TipList,
};

/// A section: heading, the button that folds it, and its panel, as siblings, so that Reader View keeps the heading.
///
/// The button covers the heading's row, so a tap anywhere on the row folds. A closed panel is `until-found`: the
/// browser's own search finds text in it, opens it, and says so by `beforematch`.
#[component]
pub fn SectionView(
    /// Which section of the article it is, counted from 0.
    index: usize,
    /// What the program knows of the section.
    outline: SectionOutline,
    /// The section's words.
    prose: Prose<Section>,
    /// Which sections are closed.
    folding: RwSignal<Folding>,
    /// The voice.
    speech: Speech,
    /// The article's slug.
    article: Slug,
) -> impl IntoView {
    let SectionOutline {
        id, tips, words, ..
    } = outline;
    let (heading_id, panel_id) = (heading_id(&id), panel_id(&id));
    let is_closed = move || folding.with(|folding| folding.is_closed(index));
    let toggle = move |_| folding.update(|folding| folding.toggle(index));
    let found = move |_: ev::Event| {
        folding.update(|folding| {
            folding.open(index);
        });
    };
    let tip_list = (!tips.is_empty()).then(|| {
        let prose =
            prose.part(|section| section.body.iter().find_map(Block::tips).map(<[_]>::to_vec));
        view! { <TipList tips prose article/> }
    });
    view! {
        <section id=id.to_string() class="section">
            <h2 id=heading_id.clone()>{prose.render(|section| inlines(&section.title))}</h2>
            <button
                type="button"
                class="fold needs-program"
                aria-expanded=move || if is_closed() { "false" } else { "true" }
                aria-controls=panel_id.clone()
                aria-labelledby=heading_id
                on:click=toggle
            ></button>
            <div
                id=panel_id
                class="panel"
                hidden=move || is_closed().then_some("until-found")
                on:beforematch=found
            >
                <SectionTools index id=id.clone() words speech/>
                <div class="prose">{prose.render(before_tips)}</div>
                {tip_list}
                <div class="prose">{prose.render(|section| blocks(around_tips(section).1))}</div>
            </div>
        </section>
    }
}

fn before_tips(section: &Section) -> Vec<AnyView> {
    let mut content = Vec::new();
    if section.by_publisher {
        let sign = "Added by the publisher".into_any();
        content.push(element("p", Attributes::class("publisher"), vec![sign]));
    }
    content.extend(blocks(around_tips(section).0));
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
