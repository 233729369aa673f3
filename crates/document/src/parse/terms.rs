//! Lists whose every item reads "term: text".

use crate::{Block, Entry, Inline, Slug};

const LONGEST_TERM: usize = 60;

/// An item of a list.
pub(super) struct Item {
    /// Where its text begins in the file.
    pub(super) at: usize,
    pub(super) body: Vec<Block>,
}

/// The entries of a list; `None` where one item does not read "term: text".
pub(super) fn entries(items: &[Item]) -> Option<Vec<Entry>> {
    items.iter().map(|item| entry(&item.body)).collect()
}

fn entry(body: &[Block]) -> Option<Entry> {
    let [Block::Paragraph(words), blocks @ ..] = body else {
        return None;
    };
    let [Inline::Text(first), words @ ..] = words.as_slice() else {
        return None;
    };
    let (id, term, text) = split(first)?;
    let mut paragraph = Vec::new();
    if !text.is_empty() {
        paragraph.push(Inline::Text(text.to_owned()));
    }
    paragraph.extend_from_slice(words);
    if paragraph.is_empty() {
        return None;
    }
    let mut body = vec![Block::Paragraph(paragraph)];
    body.extend_from_slice(blocks);
    Some(Entry {
        id,
        term: term.to_owned(),
        body,
        part: None,
    })
}

/// The two sides of the first colon before white space, where the left one is short, no sentence, and can be an id.
fn split(words: &str) -> Option<(Slug, &str, &str)> {
    let (term, text) = words.match_indices(':').find_map(|(colon, _)| {
        let text = &words[colon + 1..];
        text.starts_with(char::is_whitespace)
            .then(|| (words[..colon].trim(), text.trim_start()))
    })?;
    let is_short = term.chars().count() <= LONGEST_TERM;
    let is_sentence = term.contains(['.', '?', '!']);
    let id = Slug::of_title(term).ok()?;
    (is_short && !is_sentence).then_some((id, term, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(words: &str) -> Option<(&str, &str)> {
        split(words).map(|(_, term, text)| (term, text))
    }

    #[test]
    fn a_term_stands_before_the_first_colon_and_a_space() {
        assert_eq!(sides("Sleep: eight hours"), Some(("Sleep", "eight hours")));
        assert_eq!(sides("At 12:30: eat"), Some(("At 12:30", "eat")));
        assert_eq!(
            sides("Sleep: why: because"),
            Some(("Sleep", "why: because"))
        );
    }

    #[test]
    fn a_term_is_short_and_no_sentence() {
        let long = "a".repeat(LONGEST_TERM);
        assert!(sides(&format!("{long}: b")).is_some());
        assert_eq!(sides(&format!("{long}a: b")), None);
        for words in [
            "Sleep:well",
            "Sleep well",
            ": text",
            "Sleep.: text",
            "Why? So: text",
            "…: text",
        ] {
            assert_eq!(sides(words), None, "{words}");
        }
    }
}
