//! Paragraphs, lists, quotations, listings.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{
    definitions, figures, inlines,
    reader::Reader,
    terms::{self, Item},
};
use crate::{
    Block, Problem,
    error::{IdOf, NoteProblem},
};

/// The blocks of an element, up to its end. Text that stands in a list item without a paragraph becomes one.
pub(super) fn until_end(reader: &mut Reader) -> Vec<Block> {
    let mut blocks = Vec::new();
    loop {
        blocks.extend(figures::paragraph(reader));
        match reader.next() {
            Some((event, range)) => blocks.extend(block(reader, event, range)),
            None => return blocks,
        }
    }
}

/// The block that begins with this event. `None` where it is nothing for the page, which is then noted.
pub(super) fn block(reader: &mut Reader, event: Event, range: Range<usize>) -> Option<Block> {
    let at = range.start;
    match event {
        Event::Rule => return Some(Block::Rule),
        Event::Start(Tag::Paragraph) => {
            return reader.inside(at, figures::paragraph);
        }
        Event::Start(Tag::BlockQuote(_)) => {
            return Some(Block::Quote(reader.inside(at, until_end)));
        }
        Event::Start(Tag::List(start)) => return Some(list(reader, start, at)),
        Event::Start(Tag::CodeBlock(kind)) => return Some(code(reader, &kind, at)),
        Event::Start(Tag::DefinitionList) => return Some(definitions::list(reader, at)),
        Event::Start(Tag::FootnoteDefinition(name)) => {
            let name = name.into_string();
            reader.note(at, NoteProblem::NoteInside { name }.into());
            reader.pass_end();
        }
        Event::Start(Tag::Heading { .. }) => {
            reader.note(at, Problem::HeadingInside);
            reader.pass_end();
        }
        Event::Start(Tag::HtmlBlock) => {
            let html = reader.source.get(range).unwrap_or_default();
            reader.note(at, inlines::html_problem(html));
            reader.pass_end();
        }
        // What remains comes with extensions of Markdown that are switched off.
        Event::Start(_) => reader.pass_end(),
        _ => {}
    }
    None
}

fn list(reader: &mut Reader, start: Option<u64>, at: usize) -> Block {
    let items = reader.inside(at, |reader| {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = reader.next() {
            let at = reader.place();
            let body = reader.inside(range.start, until_end);
            items.push(Item { at, body });
        }
        items
    });
    if let (None, Some(entries)) = (start, terms::entries(&items)) {
        for (item, entry) in items.iter().zip(&entries) {
            reader.findings.note_id(item.at, &entry.id, IdOf::Term);
        }
        return Block::Terms(entries);
    }
    let items = items.into_iter().map(|item| item.body).collect();
    Block::List { start, items }
}

/// The first word after a fence is the language; what may follow it is for other programs.
fn code(reader: &mut Reader, kind: &CodeBlockKind, at: usize) -> Block {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
        CodeBlockKind::Indented => None,
    };
    let mistakes = &mut reader.findings.mistakes;
    mistakes.note_control_character(at, language.as_deref().unwrap_or_default());
    let mut text = reader.inside(at, |reader| {
        let mut text = String::new();
        while let Some((event, range)) = reader.next_inline() {
            if let Event::Text(line) = event {
                reader
                    .findings
                    .mistakes
                    .note_control_character(range.start, &line);
                text.push_str(&line);
            }
        }
        text
    });
    if text.ends_with('\n') {
        text.pop();
    }
    Block::Code { language, text }
}
