//! The article as a whole: what stands before the first `##`, and the sections.

use pulldown_cmark::{Event, Tag};

use super::{
    blocks,
    glossary::GLOSSARY,
    headings::{self, Heading},
    notes,
    reader::Reader,
};
use crate::{Block, Problem, Section, Tip, error::DefinitionProblem};

/// What has been read of the article so far.
struct Draft {
    intro: Vec<Block>,
    sections: Vec<Section>,
    /// The level of the last heading; the title's is 1.
    level: u8,
    /// Where the section that is open was marked as tips.
    tips: Option<usize>,
    /// Where the section that is open begins, if it is the glossary.
    glossary: Option<usize>,
}

/// The introduction and the sections.
pub(super) fn read(reader: &mut Reader) -> (Vec<Block>, Vec<Section>) {
    let mut draft = Draft {
        intro: Vec::new(),
        sections: Vec::new(),
        level: 1,
        tips: None,
        glossary: None,
    };
    while let Some((event, range)) = reader.next() {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            if let Some(heading) = headings::read(reader, level as u8, range) {
                draft.put_heading(heading, reader);
            }
        } else if let Some(name) = notes::begins(&event) {
            notes::note(reader, name, range);
        } else {
            let block = blocks::block(reader, event, range);
            draft.body().extend(block);
        }
    }
    draft.close_section(reader);
    notes::put(reader, &mut draft.sections);
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
            closed,
            by_publisher,
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
            reader.in_glossary = id.as_str() == GLOSSARY;
            self.glossary = reader.in_glossary.then_some(at);
            self.sections.push(Section {
                id,
                title: content,
                body: Vec::new(),
                closed,
                by_publisher,
            });
        } else {
            self.body().push(Block::Heading { level, id, content });
        }
    }

    /// What is marked as tips has some, what is the glossary explains something.
    fn close_section(&mut self, reader: &mut Reader) {
        let missing = &mut reader.findings.missing;
        if let Some(marked_at) = self.tips.take()
            && !self.make_tips()
        {
            missing.note(marked_at, Problem::TipsWithoutList);
        }
        let is_list = |block: &Block| matches!(block, Block::Glossary(_));
        if let Some(at) = self.glossary.take()
            && !self.body().iter().any(is_list)
        {
            missing.note(at, DefinitionProblem::GlossaryWithoutList.into());
        }
    }

    /// The first "term: text" list of the section becomes its tips. Whether there is one.
    fn make_tips(&mut self) -> bool {
        for block in self.body() {
            if let Block::Terms(entries) = block {
                let entries = std::mem::take(entries);
                *block = Block::Tips(entries.into_iter().map(Tip::from).collect());
                return true;
            }
        }
        false
    }
}
