//! The words of a tree, without the tree: for labels, for the contents, for comparing.

use crate::{Block, Document, Inline};

/// The words of a piece of text on one line. A picture gives its description, a line break a space.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push(content, &mut text);
    text
}

fn push(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push(inner, text),
            Inline::Link { content, .. } => push(content, text),
            Inline::Image { alt, .. } => text.push_str(alt),
            Inline::Break => text.push(' '),
        }
    }
}

impl Document {
    /// The words that stand below the byline: a line for each heading and each paragraph, and `term: text` for an entry.
    /// A listing keeps the lines it has.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        push_lines(&self.intro, &mut lines);
        for section in &self.sections {
            lines.push(plain_text(&section.title));
            push_lines(&section.body, &mut lines);
        }
        lines.join("\n")
    }
}

fn push_lines(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => {
                lines.push(plain_text(content));
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_lines(item, lines)),
            Block::Terms(entries) | Block::Tips(entries) => {
                for entry in entries {
                    let first = lines.len();
                    push_lines(&entry.body, lines);
                    if let Some(line) = lines.get_mut(first) {
                        line.insert_str(0, &format!("{}: ", entry.term));
                    }
                }
            }
            Block::Quote(inner) => push_lines(inner, lines),
            Block::Code { text, .. } => lines.push(text.clone()),
            Block::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            Inline::Image {
                src: "gut.svg".to_owned(),
                alt: " and the gut".to_owned(),
            },
        ];
        assert_eq!(plain_text(&content), "See the study x and the gut");
    }
}
