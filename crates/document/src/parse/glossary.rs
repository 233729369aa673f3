//! Words that the glossary explains, at their first use in each section.

use super::{notes::REFERENCES, walk, words::Vocabulary};
use crate::{Block, Inline, Section, plain_text};

/// The id of the section that explains words.
pub(super) const GLOSSARY: &str = "glossary";

/// Makes the first use of each definition, in the introduction and in each section, an [`Inline::Term`]. Left alone are
/// the glossary and the notes; and headings, links, code and captions.
pub(super) fn mark_first_uses(intro: &mut [Block], sections: &mut [Section]) {
    let Some(vocabulary) = vocabulary(sections) else {
        return;
    };
    mark_blocks(intro, &vocabulary);
    for section in sections {
        if !matches!(section.id.as_str(), GLOSSARY | REFERENCES) {
            mark_blocks(&mut section.body, &vocabulary);
        }
    }
}

fn vocabulary(sections: &[Section]) -> Option<Vocabulary> {
    let glossary = sections.iter().find(|s| s.id.as_str() == GLOSSARY)?;
    let definitions = glossary.body.iter().filter_map(|block| match block {
        Block::Glossary(definitions) => Some(definitions),
        _ => None,
    });
    Some(Vocabulary::new(definitions.flatten()))
}

fn mark_blocks(blocks: &mut [Block], vocabulary: &Vocabulary) {
    let mut unused = vocabulary.all();
    walk::each(blocks, &mut |block| {
        if let Block::Paragraph(content) = block {
            mark(content, (None, None), vocabulary, &mut unused);
        }
    });
}

/// `around` are the characters before and after the content: a word does not end where emphasis does.
fn mark(
    content: &mut Vec<Inline>,
    around: (Option<char>, Option<char>),
    vocabulary: &Vocabulary,
    unused: &mut [bool],
) {
    let edges: Vec<_> = content
        .iter()
        .map(|inline| plain_text(std::slice::from_ref(inline)))
        .map(|words| (words.chars().next(), words.chars().next_back()))
        .collect();
    for (index, inline) in std::mem::take(content).into_iter().enumerate() {
        let before = match index.checked_sub(1).and_then(|before| edges.get(before)) {
            Some((_, last)) => *last,
            None => around.0,
        };
        let after = edges.get(index + 1).map_or(around.1, |(first, _)| *first);
        match inline {
            Inline::Text(text) => {
                content.extend(vocabulary.split(&text, (before, after), unused));
            }
            Inline::Emphasis(mut inner) => {
                mark(&mut inner, (before, after), vocabulary, unused);
                content.push(Inline::Emphasis(inner));
            }
            Inline::Strong(mut inner) => {
                mark(&mut inner, (before, after), vocabulary, unused);
                content.push(Inline::Strong(inner));
            }
            other => content.push(other),
        }
    }
}
