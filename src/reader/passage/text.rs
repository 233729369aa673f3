//! [`PageText`]: the page's text as browsers search it for a text fragment: blocks, within each of which a match must lie.

use std::ops::Range;

/// A position in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPosition {
    /// Which block, counted from 0.
    pub block: usize,
    /// How many bytes of the block's text stand before it.
    pub offset: usize,
}

/// A range of the text. Its end may be in a later block than its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRange {
    /// Its first character.
    pub start: TextPosition,
    /// After its last character.
    pub end: TextPosition,
}

/// The text between two block boundaries, with white space collapsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextBlock {
    /// Its text.
    pub text: String,
    /// Whether it is the article's, and not a button's or a menu's: only such text may be named in a link.
    pub is_content: bool,
}

/// The text of a page, or of its beginning, and what of it is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageText {
    /// The blocks, in the page's order.
    pub blocks: Vec<TextBlock>,
    selected: Option<TextRange>,
}

impl PageText {
    /// What is selected of the article's own text, from the first selected character to the last one that are no white
    /// space.
    pub fn selected(&self) -> Option<TextRange> {
        self.selected
    }

    /// Begins a block.
    pub fn begin_block(&mut self, is_content: bool) {
        if self.blocks.last().is_none_or(|last| !last.text.is_empty()) {
            self.blocks.push(TextBlock::default());
        }
        if let Some(last) = self.blocks.last_mut() {
            last.is_content = is_content;
        }
    }

    /// Adds the text of a node to the last block. `selected` says which of its UTF-16 units are selected. Where white space
    /// is kept, as in a listing, each line is a block: no browser finds words across lines there.
    pub fn push(&mut self, data: &str, selected: &Range<usize>, keeps_white_space: bool) {
        let mut unit = 0;
        for character in data.chars() {
            let is_selected = selected.contains(&unit);
            unit += character.len_utf16();
            if character == '\n' && keeps_white_space {
                let is_content = self.blocks.last().is_some_and(|last| last.is_content);
                self.begin_block(is_content);
            } else {
                self.push_character(character, is_selected, keeps_white_space);
            }
        }
    }

    fn push_character(&mut self, character: char, is_selected: bool, keeps_white_space: bool) {
        let Some(index) = self.blocks.len().checked_sub(1) else {
            return;
        };
        let block = &mut self.blocks[index];
        if character.is_ascii_whitespace() {
            let is_first = block.text.is_empty() || block.text.ends_with(' ');
            if keeps_white_space || !is_first {
                block.text.push(' ');
            }
            return;
        }
        let at = |offset| TextPosition {
            block: index,
            offset,
        };
        let start = at(block.text.len());
        block.text.push(character);
        if is_selected && block.is_content {
            let end = at(block.text.len());
            let start = self.selected.map_or(start, |before| before.start);
            self.selected = Some(TextRange { start, end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &PageText) -> Vec<&str> {
        let TextRange { start, end } = text.selected().unwrap();
        (start.block..=end.block)
            .map(|index| {
                let block = &text.blocks[index].text;
                let from = if index == start.block {
                    start.offset
                } else {
                    0
                };
                let to = if index == end.block {
                    end.offset
                } else {
                    block.len()
                };
                &block[from..to]
            })
            .collect()
    }

    #[test]
    fn white_space_collapses_across_nodes() {
        let mut text = PageText::default();
        text.begin_block(true);
        text.push("\n  One ", &(0..0), false);
        text.push(" two\tthree\n", &(1..4), false);
        assert_eq!(text.blocks[0].text, "One two three ");
        assert_eq!(words(&text), ["two"]);
    }

    #[test]
    fn the_selection_leaves_out_white_space_and_interface_text() {
        let mut text = PageText::default();
        for (data, is_content) in [
            ("Heading", true),
            ("4 min", false),
            ("Words. ", true),
            ("Share", false),
        ] {
            text.begin_block(is_content);
            text.push(data, &(0..data.len()), false);
        }
        assert_eq!(words(&text), ["Heading", "4 min", "Words."]);
    }

    #[test]
    fn units_of_utf_16_are_counted() {
        let mut text = PageText::default();
        text.begin_block(true);
        text.push("😀 é b", &(3..4), false);
        assert_eq!(words(&text), ["é"]);
    }

    #[test]
    fn each_line_of_a_listing_is_a_block() {
        let mut text = PageText::default();
        text.begin_block(true);
        text.push("let a;\n  b  c", &(0..13), true);
        assert_eq!(words(&text), ["let a;", "  b  c"]);
    }

    #[test]
    fn an_empty_block_is_none() {
        let mut text = PageText::default();
        text.begin_block(false);
        text.begin_block(true);
        assert_eq!(text.blocks.len(), 1);
        assert!(text.blocks[0].is_content);
        assert_eq!(text.selected(), None);
    }
}
