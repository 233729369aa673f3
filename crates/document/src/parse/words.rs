//! [`Vocabulary`]: finds the terms of the glossary in a text.

use crate::{Definition, Inline, Slug};

/// The terms of the glossary.
pub(super) struct Vocabulary {
    definitions: Vec<Slug>,
    /// Each term in lower case, with the number of its definition; longer ones first.
    terms: Vec<(Vec<char>, usize)>,
}

impl Vocabulary {
    pub(super) fn new<'a>(definitions: impl Iterator<Item = &'a Definition>) -> Self {
        let mut vocabulary = Self {
            definitions: Vec::new(),
            terms: Vec::new(),
        };
        for (number, definition) in definitions.enumerate() {
            vocabulary.definitions.push(definition.id.clone());
            let terms = definition.terms.iter();
            vocabulary
                .terms
                .extend(terms.map(|term| (lower(term.chars()).collect(), number)));
        }
        vocabulary
            .terms
            .sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
        vocabulary
    }

    /// A `true` for each definition.
    pub(super) fn all(&self) -> Vec<bool> {
        vec![true; self.definitions.len()]
    }

    /// The text, cut where it uses a definition for the first time. `around` are the characters before and after it.
    pub(super) fn split(
        &self,
        text: &str,
        around: (Option<char>, Option<char>),
        unused: &mut [bool],
    ) -> Vec<Inline> {
        let characters: Vec<char> = text.chars().collect();
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut at = 0;
        while let Some(&character) = characters.get(at) {
            let found = is_start(&characters, at, around.0)
                .then(|| self.longest(&characters, at, around.1))
                .flatten();
            let Some((length, number)) = found else {
                plain.push(character);
                at += 1;
                continue;
            };
            let word: String = characters.iter().skip(at).take(length).collect();
            at += length;
            match (unused.get_mut(number), self.definitions.get(number)) {
                (Some(is_unused), Some(definition)) if *is_unused => {
                    *is_unused = false;
                    if !plain.is_empty() {
                        pieces.push(Inline::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Inline::Term {
                        definition: definition.clone(),
                        text: word,
                    });
                }
                _ => plain.push_str(&word),
            }
        }
        if !plain.is_empty() {
            pieces.push(Inline::Text(plain));
        }
        pieces
    }

    /// The longest term that stands at a place: its length there, and its definition's number.
    fn longest(&self, text: &[char], at: usize, after: Option<char>) -> Option<(usize, usize)> {
        self.terms.iter().find_map(|(term, number)| {
            let length = length_of(term, text.get(at..)?)?;
            is_end(text, at + length, after).then_some((length, *number))
        })
    }
}

fn lower(characters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    characters.flat_map(char::to_lowercase)
}

/// How many characters of the text are the term, in whatever case; `None` where it does not begin with it.
fn length_of(term: &[char], text: &[char]) -> Option<usize> {
    let mut rest = term;
    let mut length = 0;
    while !rest.is_empty() {
        for character in text.get(length)?.to_lowercase() {
            let (first, after) = rest.split_first()?;
            let is_same =
                *first == character || (first.is_whitespace() && character.is_whitespace());
            if !is_same {
                return None;
            }
            rest = after;
        }
        length += 1;
    }
    Some(length)
}

/// Whether a word can begin here: `gut-friendly` is one word, `friendly` is none in it.
fn is_start(text: &[char], at: usize, before: Option<char>) -> bool {
    let character = |back: usize| match at.checked_sub(back) {
        Some(index) => text.get(index).copied(),
        None => before.filter(|_| at + 1 == back),
    };
    match character(1) {
        Some('-') => !character(2).is_some_and(char::is_alphanumeric),
        Some(last) => !last.is_alphanumeric(),
        None => true,
    }
}

/// Whether a word can end here.
fn is_end(text: &[char], at: usize, after: Option<char>) -> bool {
    let character = |ahead: usize| match text.get(at + ahead) {
        Some(character) => Some(*character),
        None => after.filter(|_| at + ahead == text.len()),
    };
    match character(0) {
        Some('-') => !character(1).is_some_and(char::is_alphanumeric),
        Some(next) => !next.is_alphanumeric(),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the terms that are found in it in brackets.
    fn found(text: &str) -> String {
        let definition = |id: &str, terms: &[&str]| Definition {
            id: Slug::joined(&[id]),
            terms: terms.iter().map(ToString::to_string).collect(),
            body: Vec::new(),
        };
        let definitions = [
            definition("axis", &["axis"]),
            definition("gut-skin", &["gut-skin axis", "Way"]),
            definition("gut", &["gut"]),
        ];
        let vocabulary = Vocabulary::new(definitions.iter());
        let pieces = vocabulary.split(text, (None, None), &mut vocabulary.all());
        let show = |piece: Inline| match piece {
            Inline::Term { text, .. } => format!("[{text}]"),
            piece => crate::plain_text(&[piece]),
        };
        pieces.into_iter().map(show).collect()
    }

    #[test]
    fn a_term_is_found_as_a_whole_word_at_its_first_use() {
        let texts = [
            ("Gut, gut.", "[Gut], gut."),
            ("The GUT's axis", "The [GUT]'s [axis]"),
            ("gut-skin axis, axis", "[gut-skin axis], [axis]"),
            (
                "the way: gut-skin axis, axis",
                "the [way]: gut-skin axis, [axis]",
            ),
            (
                "gut-friendly, guts, a-gut, gut- and",
                "gut-friendly, guts, a-gut, [gut]- and",
            ),
            ("–gut–", "–[gut]–"),
            ("", ""),
        ];
        for (text, expected) in texts {
            assert_eq!(found(text), expected);
        }
    }
}
