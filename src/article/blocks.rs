//! Blocks: paragraphs, lists, quotes, listings.

use document::Block;
use leptos::prelude::*;

use super::{
    element::{Attributes, element, plain},
    inlines::inlines,
    terms::terms,
};
use crate::tips::tips;

/// The blocks, one after the other.
pub fn blocks(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(content) => plain("p", inlines(content)),
        Block::Heading { level, id, content } => {
            element(heading_tag(level), Attributes::id(id), inlines(content))
        }
        Block::List { start, items } => list(start, items),
        Block::Terms(entries) => terms(entries),
        Block::Tips(entries) => tips(entries),
        Block::Quote(content) => plain("blockquote", blocks(content)),
        Block::Code { language: _, text } => plain("pre", vec![plain("code", vec![text.into_any()])]),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

fn heading_tag(level: u8) -> &'static str {
    match level {
        ..=3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}

fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> AnyView {
    let items = items.into_iter().map(|item| plain("li", item_content(item))).collect::<Vec<_>>();
    match start {
        Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
        None => plain("ul", items),
    }
}

/// A lone paragraph is the item's text; only an item of several blocks keeps its paragraphs.
fn item_content(mut item: Vec<Block>) -> Vec<AnyView> {
    match (item.len(), item.pop()) {
        (1, Some(Block::Paragraph(content))) => inlines(content),
        (_, last) => {
            item.extend(last);
            blocks(item)
        }
    }
}
