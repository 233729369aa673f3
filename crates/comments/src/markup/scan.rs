//! What is looked up in a line: where words end, where addresses do, where code closes. Each looks at a character a bounded
//! number of times.

use super::Target;

/// Signs of any script that stand beside words. (Unicode's own tables would weigh 2 kB in the program.)
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{A1}'..='\u{A9}' | '\u{AB}'..='\u{B4}' | '\u{B6}'..='\u{B8}' | '\u{BB}' | '\u{BF}' | '\u{D7}'
            | '\u{F7}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}'
            | '\u{2190}'..='\u{2BFF}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}')
}

/// Whether `c` may stand right before an address: it is a sign, or of a script that puts no space between words (Thai,
/// Khmer, Chinese, Japanese, Korean before a particle), or an emoji.
pub(super) fn may_precede_address(c: char) -> bool {
    !c.is_alphanumeric()
        || matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether an address that stands in a text ends before `c`. Addresses may hold letters of any script, and dashes; what
/// ends or encloses a sentence in some script is the sentence's.
pub(super) fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '[' | ']' | '`' | '\u{AB}' | '\u{BB}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}'
            | '\u{964}' | '\u{965}' | '\u{104A}' | '\u{104B}' | '\u{17D4}' | '\u{17D5}' | '\u{2018}'..='\u{201F}'
            | '\u{2026}' | '\u{2039}' | '\u{203A}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
            | '\u{3014}'..='\u{301F}' | '\u{FF01}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0C}' | '\u{FF0E}'
            | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}' | '\u{FF3B}' | '\u{FF3D}' | '\u{FF5B}' | '\u{FF5D}'
            | '\u{FF5F}'..='\u{FF65}')
}

/// The address without the signs that end a sentence, and without a bracket that was opened before it.
pub(super) fn bare_end(address: &str) -> &str {
    let mut end = address;
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    loop {
        let cut = end.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"']);
        end = match cut.strip_suffix(')') {
            Some(inner) if closed > opened => {
                closed -= 1;
                inner
            }
            _ => return cut,
        };
    }
}

/// `(https://…)` at the beginning of `text`: where it leads, and how long it is.
pub(super) fn linked(text: &str) -> Option<(Target, usize)> {
    let inner = text.strip_prefix('(')?;
    let mut depth = 0;
    let end = inner.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        // What may not stand in an address ends the search: so no character is looked at twice.
        depth < 0 || c.is_whitespace() || matches!(c, '[' | ']' | '<')
    })?;
    let target = inner[end..]
        .starts_with(')')
        .then(|| Target::new(&inner[..end]))??;
    Some((target, end + 2))
}

/// Where runs of backticks begin, how long they are, and where the next run of this length begins.
pub(super) fn ticks(text: &str) -> Vec<(usize, usize, Option<usize>)> {
    let mut runs: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some((begin, length, _)) if *begin + *length == at => *length += 1,
            _ => runs.push((at, 1, None)),
        }
    }
    // Runs of different lengths are few: together they are no longer than the text.
    let mut next: Vec<(usize, usize)> = Vec::new();
    for (begin, length, close) in runs.iter_mut().rev() {
        match next.iter_mut().find(|(of, _)| of == length) {
            Some((_, at)) => *close = Some(std::mem::replace(at, *begin)),
            None => next.push((*length, *begin)),
        }
    }
    runs
}
