//! A walk over blocks that may change them.

use crate::Block;

/// Calls `see` with each block and then with those in it, in the order of the text.
pub(super) fn each(blocks: &mut [Block], see: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|item| each(item, see)),
            Block::Terms(entries) => {
                for entry in entries {
                    each(&mut entry.body, see);
                }
            }
            Block::Tips(tips) => tips
                .iter_mut()
                .for_each(|tip| each(&mut tip.entry.body, see)),
            Block::Quote(inner) => each(inner, see),
            Block::Glossary(definitions) => {
                for definition in definitions {
                    each(&mut definition.body, see);
                }
            }
            Block::Notes(notes) => notes.iter_mut().for_each(|note| each(&mut note.body, see)),
            Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::Code { .. }
            | Block::Rule
            | Block::Figure { .. } => {}
        }
    }
}
