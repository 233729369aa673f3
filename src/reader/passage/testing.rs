//! Texts for tests.

use super::{choice::Language, text::PageText};

/// A language without tables.
pub(super) const ENGLISH: Language = Language {
    words: super::words::runs,
    fold,
};

/// The base letter, as far as these tests need it.
pub(super) fn fold(character: char) -> char {
    match character.to_lowercase().next().unwrap_or(character) {
        'é' => 'e',
        other => other,
    }
}

/// A page with these blocks; those that begin with `!` are interface.
pub(super) fn page(blocks: &[&str]) -> PageText {
    let mut page = PageText::default();
    for block in blocks {
        let text = block.trim_start_matches('!');
        page.begin_block(text == *block);
        page.push(text, &(0..0), false);
    }
    page
}

/// The same, with what stands between brackets selected.
pub(super) fn select(blocks: &[&str]) -> PageText {
    let mut page = PageText::default();
    let mut is_selected = false;
    for block in blocks {
        let text = block.trim_start_matches('!');
        page.begin_block(text == *block);
        for part in text.split_inclusive(['[', ']']) {
            let words = part.trim_end_matches(['[', ']']);
            let range = if is_selected { 0..words.len() } else { 0..0 };
            page.push(words, &range, false);
            match part.chars().last() {
                Some('[') => is_selected = true,
                Some(']') => is_selected = false,
                _ => {}
            }
        }
    }
    page
}
