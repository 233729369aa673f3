//! Blocks: paragraphs, lists, quotes, listings.

use document::Block;
use leptos::prelude::*;

use super::{
    element::{Attributes, element, plain},
    figure::figure,
    inlines::inlines,
    notes::{glossary, note_list},
    terms::terms,
};

/// The blocks, one after the other.
pub fn blocks(blocks: &[Block]) -> Vec<AnyView> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Paragraph(content) => plain("p", inlines(content)),
        Block::Heading { level, id, content } => {
            let mut content = inlines(content);
            content.push(anchor(id.as_str()));
            element(heading_tag(*level), Attributes::id(id), content)
        }
        Block::List { start, items } => list(*start, items),
        // Tips stand on cards, which the section puts between the blocks before and after them.
        Block::Tips(tips) => terms(tips.iter().map(|tip| &tip.entry)),
        Block::Terms(entries) => terms(entries.iter()),
        Block::Quote(content) => plain("blockquote", blocks(content)),
        Block::Code { language: _, text } => {
            plain("pre", vec![plain("code", vec![text.clone().into_any()])])
        }
        Block::Figure { picture, caption } => figure(picture, caption),
        Block::Glossary(definitions) => glossary(definitions),
        Block::Notes(notes) => note_list(notes),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

/// A heading's own link; the styles draw its sign.
pub fn anchor(id: &str) -> AnyView {
    view! { <a class="anchor" href=format!("#{id}") aria-label="Link to this heading"></a> }
        .into_any()
}

fn heading_tag(level: u8) -> &'static str {
    match level {
        ..=3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>]) -> AnyView {
    let items = items
        .iter()
        .map(|item| plain("li", item_content(item)))
        .collect::<Vec<_>>();
    match start {
        Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
        None => plain("ul", items),
    }
}

/// A lone paragraph is the item's text; only an item of several blocks keeps its paragraphs.
fn item_content(item: &[Block]) -> Vec<AnyView> {
    match item {
        [Block::Paragraph(content)] => inlines(content),
        _ => blocks(item),
    }
}
