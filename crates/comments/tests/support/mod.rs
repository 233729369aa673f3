//! A notation for what a text shows: `p(one em(two))`.

#![allow(dead_code, reason = "each test takes what it needs")]

use comments::{Block, Inline, Markup};

/// What `text` shows.
pub(crate) fn shown(text: &str) -> String {
    Markup::parse(text).blocks().iter().map(block).collect()
}

fn block(block: &Block) -> String {
    let blocks = |all: &[Block]| all.iter().map(self::block).collect::<String>();
    match block {
        Block::Paragraph(content) => format!("p({})", inlines(content)),
        Block::Code(code) => format!("pre({code})"),
        Block::Quote(content) => format!("quote({})", blocks(content)),
        Block::List { first, items } => {
            let items: Vec<_> = items
                .iter()
                .map(|it| format!("li({})", blocks(it)))
                .collect();
            let items = items.concat();
            let first = first.map_or("ul".to_owned(), |first| format!("ol{first}"));
            format!("{first}({items})")
        }
    }
}

fn inlines(all: &[Inline]) -> String {
    all.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Break => "/".to_owned(),
        Inline::Emphasis(content) => format!("em({})", inlines(content)),
        Inline::Strong(content) => format!("strong({})", inlines(content)),
        Inline::Code(code) => format!("code({code})"),
        Inline::Link { target, content } => {
            format!("a<{}>({})", target.as_str(), inlines(content))
        }
    }
}

/// Every inline of a tree, and how deep it nests at most.
pub(crate) fn walk(blocks: &[Block], depth: usize, see: &mut impl FnMut(&Inline)) -> usize {
    let depths = blocks.iter().map(|block| match block {
        Block::Paragraph(content) => walk_inlines(content, depth + 1, see),
        Block::Code(_) => depth + 1,
        Block::Quote(content) => walk(content, depth + 1, see),
        Block::List { items, .. } => {
            let depths = items.iter().map(|item| walk(item, depth + 2, see));
            depths.max().unwrap_or(depth)
        }
    });
    depths.max().unwrap_or(depth)
}

fn walk_inlines(all: &[Inline], depth: usize, see: &mut impl FnMut(&Inline)) -> usize {
    let mut deepest = depth;
    for inline in all {
        see(inline);
        if let Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } =
            inline
        {
            deepest = deepest.max(walk_inlines(content, depth + 1, see));
        }
    }
    deepest
}

/// All words of a tree, in order.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::new();
    collect(Markup::parse(text).blocks(), &mut words);
    words
}

fn collect(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(content) => collect_inlines(content, words),
            Block::Code(code) => words.push_str(code),
            Block::Quote(content) => collect(content, words),
            Block::List { first, items } => {
                words.extend(first.map(|first| first.to_string()));
                for item in items {
                    collect(item, words);
                }
            }
        }
    }
}

fn collect_inlines(all: &[Inline], words: &mut String) {
    for inline in all {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Break => words.push('\n'),
            Inline::Emphasis(content) | Inline::Strong(content) => collect_inlines(content, words),
            Inline::Link { target, content } => {
                collect_inlines(content, words);
                words.push_str(target.as_str());
            }
        }
    }
}
