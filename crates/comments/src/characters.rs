//! Characters that nobody types on purpose: they hide text, reverse it or break a line of a log.

/// The first control character in `text`, other than those `allowed`.
pub(crate) fn control(text: &str, allowed: &[char]) -> Option<char> {
    text.chars()
        .find(|c| c.is_control() && !allowed.contains(c))
}

/// The first character that overrides the direction of the text around it (Unicode UAX #9): with one, a name can
/// turn the words after it around. Marks that only hint at a direction (U+200E, U+200F, U+061C) are fine.
pub(crate) fn direction_override(text: &str) -> Option<char> {
    text.chars()
        .find(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
}

/// Whether `text` shows anything at all: some character that is neither white space nor invisible.
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
