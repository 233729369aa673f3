//! The words of a tree, without the tree: for labels, for the contents, for comparing.

use crate::{Block, Document, Entry, Inline, Section};

/// The words of a piece of text on one line. A picture gives its description, a line break a space, the mark of a note
/// nothing.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push(content, &mut text);
    text
}

fn push(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Term { text: words, .. } => {
                text.push_str(words);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => push(inner, text),
            Inline::Link { content, .. } => push(content, text),
            Inline::Image(image) => text.push_str(&image.alt),
            Inline::Mark { .. } => {}
            Inline::Break => text.push(' '),
        }
    }
}

impl Document {
    /// The words that stand below the byline: a line for each heading and each paragraph, and `term: text` for an entry.
    /// A listing keeps the lines it has; a figure gives its caption.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        push_lines(&self.intro, &mut lines);
        for section in &self.sections {
            section.push_lines(&mut lines);
        }
        lines.join("\n")
    }

    /// How many words there are to read.
    pub fn words(&self) -> usize {
        let sections = self.sections.iter().map(Section::words);
        self.intro_words() + sections.sum::<usize>()
    }

    /// How many words there are to read before the first section.
    pub fn intro_words(&self) -> usize {
        let mut lines = Vec::new();
        push_lines(&self.intro, &mut lines);
        words(&lines)
    }
}

/// The minutes that `words` take to read, at least one. Adults read 238 words of English prose a minute
/// (Brysbaert 2019, doi:10.1016/j.jml.2019.104047).
pub fn minutes(words: usize) -> usize {
    words.div_ceil(238).max(1)
}

impl Section {
    /// How many words there are to read; none in what is for looking up: notes, the glossary, what the publisher added.
    pub fn words(&self) -> usize {
        let is_list = |block: &Block| matches!(block, Block::Glossary(_) | Block::Notes(_));
        if self.by_publisher || self.body.iter().any(is_list) {
            return 0;
        }
        let mut lines = Vec::new();
        self.push_lines(&mut lines);
        words(&lines)
    }

    fn push_lines(&self, lines: &mut Vec<String>) {
        lines.push(plain_text(&self.title));
        push_lines(&self.body, lines);
    }
}

fn words(lines: &[String]) -> usize {
    lines
        .iter()
        .map(|line| line.split_whitespace().count())
        .sum()
}

fn push_lines(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => {
                lines.push(plain_text(content));
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_lines(item, lines)),
            Block::Terms(entries) => entries.iter().for_each(|entry| push_entry(entry, lines)),
            Block::Tips(tips) => tips.iter().for_each(|tip| push_entry(&tip.entry, lines)),
            Block::Quote(inner) => push_lines(inner, lines),
            Block::Code { text, .. } => lines.push(text.clone()),
            Block::Figure { caption, .. } => {
                if !caption.is_empty() {
                    lines.push(plain_text(caption));
                }
            }
            Block::Glossary(definitions) => {
                for definition in definitions {
                    lines.push(definition.terms.join(", "));
                    push_lines(&definition.body, lines);
                }
            }
            Block::Notes(notes) => notes.iter().for_each(|note| push_lines(&note.body, lines)),
            Block::Rule => {}
        }
    }
}

fn push_entry(entry: &Entry, lines: &mut Vec<String>) {
    let first = lines.len();
    push_lines(&entry.body, lines);
    if let Some(line) = lines.get_mut(first) {
        line.insert_str(0, &format!("{}: ", entry.term));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Image;

    #[test]
    fn plain_text_keeps_the_words_of_every_kind_of_inline() {
        let words = |text: &str| vec![Inline::Text(text.to_owned())];
        let content = [
            Inline::Text("See ".to_owned()),
            Inline::Link {
                href: "https://example.org".to_owned(),
                content: vec![
                    Inline::Emphasis(words("the")),
                    Inline::Strong(words(" study")),
                ],
            },
            Inline::Break,
            Inline::Code("x".to_owned()),
            Inline::Image(Image {
                src: "gut.svg".to_owned(),
                alt: " and the gut".to_owned(),
                size: None,
            }),
        ];
        assert_eq!(plain_text(&content), "See the study x and the gut");
    }
}
