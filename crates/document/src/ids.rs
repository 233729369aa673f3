//! The ids in an article: what a fragment of the address can lead to.

use crate::{Block, Document, Section, Slug};

/// Ids that the page itself uses. An article cannot have them.
pub const RESERVED: [&str; 5] = ["app", "article", "comments", "contents", "page-state"];

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
    /// The section's own id and those of the headings and entries in it.
    pub fn ids(&self) -> Vec<&Slug> {
        let mut ids = vec![&self.id];
        push_ids(&self.body, &mut ids);
        ids
    }
}

fn push_ids<'a>(blocks: &'a [Block], ids: &mut Vec<&'a Slug>) {
    for block in blocks {
        match block {
            Block::Heading { id, .. } => ids.push(id),
            Block::List { items, .. } => items.iter().for_each(|item| push_ids(item, ids)),
            Block::Terms(entries) | Block::Tips(entries) => {
                for entry in entries {
                    ids.push(&entry.id);
                    push_ids(&entry.body, ids);
                }
            }
            Block::Quote(inner) => push_ids(inner, ids),
            Block::Paragraph(_) | Block::Code { .. } | Block::Rule => {}
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
