//! The article as a whole: what stands before the first `##`, and the sections.

use pulldown_cmark::{Event, Tag};

use super::{
    blocks,
    headings::{self, Heading},
    reader::Reader,
};
use crate::{Block, Problem, Section};

/// What has been read of the article so far.
struct Draft {
    intro: Vec<Block>,
    sections: Vec<Section>,
    /// The level of the last heading; the title's is 1.
    level: u8,
    /// Where the section that is open was marked as tips.
    tips: Option<usize>,
}

/// The introduction and the sections.
pub(super) fn read(reader: &mut Reader) -> (Vec<Block>, Vec<Section>) {
    let mut draft = Draft {
        intro: Vec::new(),
        sections: Vec::new(),
        level: 1,
        tips: None,
    };
    while let Some((event, range)) = reader.next() {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            if let Some(heading) = headings::read(reader, level as u8, range) {
                draft.put_heading(heading, reader);
            }
        } else {
            let block = blocks::block(reader, event, range);
            draft.body().extend(block);
        }
    }
    draft.close_section(reader);
    (draft.intro, draft.sections)
}

impl Draft {
    /// Where blocks go.
    fn body(&mut self) -> &mut Vec<Block> {
        match self.sections.last_mut() {
            Some(section) => &mut section.body,
            None => &mut self.intro,
        }
    }

    fn put_heading(&mut self, heading: Heading, reader: &mut Reader) {
        let Heading {
            at,
            level,
            id,
            content,
            tips,
        } = heading;
        if level > self.level + 1 {
            let problem = Problem::SkippedLevel {
                from: self.level,
                to: level,
            };
            reader.note(at, problem);
        }
        self.level = level;
        if level == 2 {
            self.close_section(reader);
            self.tips = tips;
            self.sections.push(Section {
                id,
                title: content,
                body: Vec::new(),
                closed: false,
                by_publisher: false,
            });
        } else {
            self.body().push(Block::Heading { level, id, content });
        }
    }

    /// The first "term: text" list of a section that is marked as tips becomes its tips.
    fn close_section(&mut self, reader: &mut Reader) {
        let Some(marked_at) = self.tips.take() else {
            return;
        };
        for block in self.body() {
            if let Block::Terms(entries) = block {
                let tips = std::mem::take(entries);
                *block = Block::Tips(tips);
                return;
            }
        }
        reader
            .findings
            .missing
            .note(marked_at, Problem::TipsWithoutList);
    }
}
