//! [`Literal`]: `[^name]` that stayed text, because there is no such note.

use std::ops::Range;

use super::reader::Reader;
use crate::error::NoteProblem;

/// A stretch of the source without markup. pulldown-cmark cuts it where a sign could have meant something, and leaves
/// out the backslash before an escaped sign: there a new stretch begins.
#[derive(Default)]
pub(super) struct Literal {
    stretch: Range<usize>,
}

impl Literal {
    /// Adds the text at `range`.
    pub(super) fn extend(&mut self, reader: &mut Reader, range: Range<usize>) {
        if range.start == self.stretch.end {
            self.stretch.end = range.end;
        } else {
            self.end(reader);
            self.stretch = range;
        }
    }

    /// Notes each mark in the stretch, which ends here.
    pub(super) fn end(&mut self, reader: &mut Reader) {
        let Range { start, end } = std::mem::take(&mut self.stretch);
        let text = reader.source.get(start..end).unwrap_or_default();
        let is_escaped = reader.source[..start].ends_with('\\');
        for (offset, name) in marks(text) {
            if offset > 0 || !is_escaped {
                let name = name.to_owned();
                reader.note(start + offset, NoteProblem::MarkWithoutNote { name }.into());
            }
        }
    }
}

/// The names in `[^name]`, each with the place of its bracket.
fn marks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("[^").filter_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let end = rest.find(|c: char| c.is_whitespace() || "[]".contains(c))?;
        (end > 0 && rest[end..].starts_with(']')).then(|| (at, &rest[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn a_mark_has_a_name_without_spaces() {
        let found: Vec<_> = marks("a[^b] [^] [^c d] [^e[^f]] [^g").collect();
        assert_eq!(found, [(1, "b"), (20, "f")]);
    }
}
