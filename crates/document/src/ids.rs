//! The ids in an article: what a fragment of the address can lead to.

use crate::{Block, Document, Entry, Inline, Picture, Section, Shape, Slug};

/// Ids that the page itself uses. An article cannot have them.
pub const RESERVED: [&str; 12] = [
    "app",
    "article",
    "aside",
    "comments",
    "contents",
    "introduction",
    "page-state",
    "passage",
    "plan",
    "printing",
    "progress",
    "settings",
];

/// How the ids of comments begin. No id of an article begins so.
pub const RESERVED_PREFIX: &str = "comment-";

/// Whether the page itself uses this id.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id) || id.starts_with(RESERVED_PREFIX)
}

impl Document {
    /// Every id of the article, in the order of the text.
    pub fn ids(&self) -> Vec<&Slug> {
        let mut ids = Vec::new();
        push_ids(&self.intro, &mut ids);
        ids.extend(self.sections.iter().flat_map(Section::ids));
        ids
    }
}

impl Section {
    /// The section's own id and those of all that is in it: headings, entries, marks of notes, drawings and their parts.
    pub fn ids(&self) -> Vec<&Slug> {
        let mut ids = vec![&self.id];
        push_marks(&self.title, &mut ids);
        push_ids(&self.body, &mut ids);
        ids
    }
}

fn push_ids<'a>(blocks: &'a [Block], ids: &mut Vec<&'a Slug>) {
    for block in blocks {
        match block {
            Block::Heading { id, content, .. } => {
                ids.push(id);
                push_marks(content, ids);
            }
            Block::Paragraph(content) => push_marks(content, ids),
            Block::Figure { picture, caption } => {
                if let Picture::Drawing(drawing) = picture {
                    ids.push(&drawing.id);
                    push_parts(&drawing.content, ids);
                }
                push_marks(caption, ids);
            }
            Block::Glossary(definitions) => {
                for definition in definitions {
                    ids.push(&definition.id);
                    push_ids(&definition.body, ids);
                }
            }
            Block::Notes(notes) => {
                for note in notes {
                    ids.push(&note.id);
                    push_ids(&note.body, ids);
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_ids(item, ids)),
            Block::Terms(entries) => entries.iter().for_each(|entry| push_entry(entry, ids)),
            Block::Tips(tips) => tips.iter().for_each(|tip| push_entry(&tip.entry, ids)),
            Block::Quote(inner) => push_ids(inner, ids),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn push_entry<'a>(entry: &'a Entry, ids: &mut Vec<&'a Slug>) {
    ids.push(&entry.id);
    push_ids(&entry.body, ids);
}

fn push_marks<'a>(content: &'a [Inline], ids: &mut Vec<&'a Slug>) {
    for inline in content {
        match inline {
            Inline::Mark { id, .. } => ids.push(id),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push_marks(inner, ids),
            Inline::Link { content, .. } => push_marks(content, ids),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image(_)
            | Inline::Term { .. }
            | Inline::Break => {}
        }
    }
}

fn push_parts<'a>(shapes: &'a [Shape], ids: &mut Vec<&'a Slug>) {
    for shape in shapes {
        match shape {
            Shape::Part { id, content, .. } => {
                ids.push(id);
                push_parts(content, ids);
            }
            Shape::Element { content, .. } => push_parts(content, ids),
            Shape::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_keeps_its_own_ids() {
        assert!(is_reserved("comments"));
        assert!(is_reserved("comment-1"));
        assert!(!is_reserved("commentary"));
        assert!(!is_reserved("the-gut"));
    }
}
