//! The rules by which a part of a drawing and the entry that it is bound to light each other. No script is needed.

use document::{Block, Document, Picture, Shape, Slug};

/// What is lit gets these; `style/notes.css` says what they do.
const LIT: &str = "{--lit-color:var(--accent);--lit-width:6;--lit-glow:var(--glow-faint)}";

/// The rules for `article`, where it has drawings with parts.
pub fn lighting(article: &Document) -> Option<String> {
    let mut pairs = Vec::new();
    push_pairs(&article.intro, &mut pairs);
    for section in &article.sections {
        push_pairs(&section.body, &mut pairs);
    }
    let selectors: Vec<String> = pairs.iter().map(selector).collect();
    (!selectors.is_empty()).then(|| selectors.join(",") + LIT)
}

/// The part and the entry, while the reader points at either, is in it or was led to it. A slug may begin with a digit
/// and hold any letter, which `[id=…]` takes as it is.
fn selector(&(part, entry): &(&Slug, &Slug)) -> String {
    let (part, entry) = (format!("[id=\"{part}\"]"), format!("[id=\"{entry}\"]"));
    format!(
        ":root:has({entry}:is(:hover,:focus-within,:target),{part}:is(:hover,:focus,:target)) :is({entry},{part})"
    )
}

fn push_pairs<'a>(blocks: &'a [Block], pairs: &mut Vec<(&'a Slug, &'a Slug)>) {
    for block in blocks {
        match block {
            Block::Figure {
                picture: Picture::Drawing(drawing),
                ..
            } => push_parts(&drawing.content, pairs),
            Block::List { items, .. } => items.iter().for_each(|item| push_pairs(item, pairs)),
            Block::Terms(entries) => entries
                .iter()
                .for_each(|entry| push_pairs(&entry.body, pairs)),
            Block::Tips(tips) => tips
                .iter()
                .for_each(|tip| push_pairs(&tip.entry.body, pairs)),
            Block::Quote(inner) => push_pairs(inner, pairs),
            Block::Glossary(definitions) => definitions
                .iter()
                .for_each(|definition| push_pairs(&definition.body, pairs)),
            Block::Notes(notes) => notes.iter().for_each(|note| push_pairs(&note.body, pairs)),
            Block::Figure { .. }
            | Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::Code { .. }
            | Block::Rule => {}
        }
    }
}

fn push_parts<'a>(shapes: &'a [Shape], pairs: &mut Vec<(&'a Slug, &'a Slug)>) {
    for shape in shapes {
        match shape {
            Shape::Part {
                id, entry, content, ..
            } => {
                pairs.push((id, entry));
                push_parts(content, pairs);
            }
            Shape::Element { content, .. } => push_parts(content, pairs),
            Shape::Text(_) => {}
        }
    }
}
