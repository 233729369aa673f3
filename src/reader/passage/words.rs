//! Words without a dictionary, for browsers that have none.

use std::ops::Range;

/// Each run of letters and digits of `text`, as a range of bytes. Where a script has no spaces, a run is all up to the next
/// sign: longer than a word, but it begins and ends where words do.
pub fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices() {
        if is_sign(character) {
            continue;
        }
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some(last) if JOINTS.contains(&&text[last.end..at]) => last.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// What may stand between two letters of one word, as in `don’t` and `3.5`.
const JOINTS: [&str; 6] = ["", "'", "’", ".", ",", ":"];

/// Near enough: the tables of every script's letters would weigh kilobytes.
fn is_sign(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_alphanumeric() && character != '_';
    }
    // Signs of Latin-1, general punctuation, those of Chinese and Japanese, and full-width ones.
    matches!(character, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let words = |text: &'static str| {
            let words = runs(text).into_iter().map(|it| &text[it]);
            words.collect::<Vec<_>>()
        };
        assert_eq!(
            words("The gut–skin axis1, “café”."),
            ["The", "gut", "skin", "axis1", "café"]
        );
        assert_eq!(words("Don’t take 3.5. No!"), ["Don’t", "take", "3.5", "No"]);
        assert_eq!(words("一二。三"), ["一二", "三"]);
        assert!(words(" — … ").is_empty());
    }
}
