//! What a comment's text shows: its typed tree as pieces. Pure.
//!
//! Nothing but a tree that [`Markup`] can hold comes into the page, as elements that stand here.

use comments::{Block, Inline, Markup, Target};

use crate::piece::{Piece, element, says, text};

/// What `typed` shows.
pub fn body(typed: &str) -> Piece {
    let blocks = blocks(Markup::parse(typed).blocks()).into_iter();
    // Each by its own script's direction.
    let blocks = blocks.map(|block| block.with("dir", "auto")).collect();
    element("div.said", blocks)
}

fn blocks(blocks: &[Block]) -> Vec<Piece> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> Piece {
    match block {
        Block::Paragraph(content) => element("p", inlines(content)),
        Block::Code(lines) => element("pre", vec![says("code", lines)]),
        Block::Quote(content) => element("blockquote", blocks(content)),
        Block::List { first, items } => {
            let item = |content: &Vec<Block>| element("li", blocks(content));
            let items = items.iter().map(item).collect();
            match first {
                Some(first) => element("ol", items).with("start", first.to_string()),
                None => element("ul", items),
            }
        }
    }
}

fn inlines(content: &[Inline]) -> Vec<Piece> {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Piece {
    match inline {
        Inline::Text(words) => text(words),
        Inline::Break => element("br", Vec::new()),
        Inline::Emphasis(content) => element("em", inlines(content)),
        Inline::Strong(content) => element("strong", inlines(content)),
        Inline::Code(words) => says("code", words),
        Inline::Link { target, content } => link(target, content),
    }
}

/// A link that shows where it leads. What it leads to gains nothing by it in search engines, and cannot reach this page.
fn link(target: &Target, content: &[Inline]) -> Piece {
    let mut shown = inlines(content);
    if shown != [text(target.as_str())] {
        shown.push(text(format!(" ({})", target.host())));
    }
    element("a[rel=nofollow ugc noopener]", shown).with("href", target.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::testing::{all, attribute, words};

    fn shown(typed: &str) -> Vec<Piece> {
        vec![body(typed)]
    }

    #[test]
    fn every_kind_of_block_and_inline_is_shown() {
        let typed = "*a* **b** `c`\nd\n\n- e\n\n7. f\n\n> g\n\n```\nh\n```";
        let shown = shown(typed);
        assert_eq!(words(&shown), "a b c d e f g h");
        for tag in ["em", "strong", "br", "ul", "ol", "blockquote", "pre"] {
            assert_eq!(all(tag, &shown).len(), 1, "{tag}");
        }
        assert_eq!(all("code", &shown).len(), 2);
        assert_eq!(attribute(all("ol", &shown)[0], "start"), Some("7"));
    }

    #[test]
    fn a_link_says_where_it_leads() {
        let named = shown("[Paul](https://example.org/why)");
        assert_eq!(words(&named), "Paul (example.org)");
        let link = all("a", &named)[0];
        assert_eq!(attribute(link, "href"), Some("https://example.org/why"));
        assert_eq!(attribute(link, "rel"), Some("nofollow ugc noopener"));
        let bare = "https://example.org/why";
        assert_eq!(words(&shown(bare)), bare, "it says so already");
    }

    #[test]
    fn what_is_no_markup_is_shown_as_typed() {
        for typed in ["<b>x</b>", "![x](https://example.org/x.png)", "# x"] {
            let shown = shown(typed);
            assert_eq!((all("img", &shown).len(), all("b", &shown).len()), (0, 0));
            assert!(all("h1", &shown).is_empty());
            assert!(words(&shown).contains('x'));
        }
    }

    #[test]
    fn each_block_runs_in_the_direction_of_its_script() {
        let shown = shown("one\n\nשתיים");
        let directions = all("p", &shown).into_iter().map(|it| attribute(it, "dir"));
        assert!(directions.eq([Some("auto"); 2]));
    }
}
