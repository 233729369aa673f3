//! What there is to read aloud: the sentences of the article's text, each with its place on the page.

use std::ops::Range;

use leptos::prelude::document;
use web_sys::{Element, Node};

use super::page;

/// A sentence, and where it stands.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// Its place on the page.
    pub range: web_sys::Range,
}

/// What holds sentences, and what in it is not to be read aloud.
const BLOCKS: &str = "h2, h3, h4, h5, h6, p, li, dt, dd, figcaption, pre";
const SILENT: &str = ".mark, .section-tools, .tick, .health-note, .message, svg, .aside";

/// The texts of nodes that belong to one block.
struct Passage {
    block: Element,
    text: String,
    /// Each node, and how many UTF-16 units stand before it.
    nodes: Vec<(Node, usize)>,
}

/// The sentences below the element with this id, in the order of the page.
pub fn sentences(id: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for passage in passages(id) {
        passage.read_into(&mut sentences);
    }
    sentences
}

fn passages(id: &str) -> Vec<Passage> {
    const SHOW_TEXT: u32 = 4;
    let mut passages: Vec<Passage> = Vec::new();
    let walker = page::find(id).and_then(|root| {
        document()
            .create_tree_walker_with_what_to_show(&root, SHOW_TEXT)
            .ok()
    });
    while let Some(node) = walker
        .as_ref()
        .and_then(|walker| walker.next_node().ok().flatten())
    {
        let Some(parent) = node.parent_element() else {
            continue;
        };
        let around = |selector| parent.closest(selector).ok().flatten();
        let (None, Some(block), Some(text)) = (around(SILENT), around(BLOCKS), node.text_content())
        else {
            continue;
        };
        match passages.last_mut().filter(|last| last.block == block) {
            Some(last) => {
                last.nodes.push((node, utf16(&last.text)));
                last.text.push_str(&text);
            }
            None => passages.push(Passage {
                block,
                text,
                nodes: vec![(node, 0)],
            }),
        }
    }
    passages
}

impl Passage {
    fn read_into(&self, sentences: &mut Vec<Sentence>) {
        for part in split(&self.text) {
            if let Some(range) = self.range(&part) {
                let text = self.text[part].to_owned();
                sentences.push(Sentence { text, range });
            }
        }
    }

    fn range(&self, part: &Range<usize>) -> Option<web_sys::Range> {
        let range = document().create_range().ok()?;
        let (start, before_start) = self.node_at(utf16(&self.text[..part.start]), false)?;
        let (end, before_end) = self.node_at(utf16(&self.text[..part.end]), true)?;
        range.set_start(start, before_start).ok()?;
        range.set_end(end, before_end).ok()?;
        Some(range)
    }

    /// The node that holds the UTF-16 unit `at`, and how far in; at a seam the one that ends there, if `ends`.
    fn node_at(&self, at: usize, ends: bool) -> Option<(&Node, u32)> {
        let is_before = |start: usize| if ends { start < at } else { start <= at };
        let (node, start) = self
            .nodes
            .iter()
            .rev()
            .find(|(_, start)| is_before(*start))?;
        Some((node, u32::try_from(at - start).ok()?))
    }
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The sentences of `text`, as ranges of bytes, without the white space around them. One ends with `.`, `!`, `?` or `…`
/// (and quotes or brackets that close) before white space and anything but a small letter.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, end) in text.match_indices(['.', '!', '?', '…']) {
        let after = at + end.len();
        let closed = text[after..].trim_start_matches(['"', '”', '’', '\'', ')', ']']);
        let rest = closed.trim_start();
        let is_end = rest.is_empty()
            || (rest.len() < closed.len() && !rest.starts_with(|c: char| c.is_ascii_lowercase()));
        let cut = text.len() - closed.len();
        if is_end && cut > start {
            sentences.push(start..cut);
            start = cut;
        }
    }
    sentences.push(start..text.len());
    sentences
        .into_iter()
        .map(|range| {
            let words = &text[range.clone()];
            let begin = range.start + words.len() - words.trim_start().len();
            begin..begin + words.trim().len()
        })
        .filter(|range| text[range.clone()].contains(is_letter))
        .collect()
}

/// Near enough: the tables of every script's letters would weigh more than the whole voice.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || !(character.is_ascii() || matches!(character, '–' | '—' | '…' | '·'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_with_a_stop_before_a_capital() {
        assert_eq!(
            parts("One. Two! “Three?” Four"),
            ["One.", "Two!", "“Three?”", "Four"]
        );
        assert_eq!(
            parts("About 3.5 g, e.g. oats. Then…"),
            ["About 3.5 g, e.g. oats.", "Then…"]
        );
    }

    #[test]
    fn what_has_no_words_is_not_read() {
        assert_eq!(parts(" \n "), Vec::<&str>::new());
        assert_eq!(parts(": A word."), [": A word."]);
        assert_eq!(parts("— . !"), Vec::<&str>::new());
    }
}
