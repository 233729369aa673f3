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
