//! Notes: `[^name]` in the text, `[^name]: text` at the beginning of a line.

use std::{collections::HashMap, ops::Range};

use pulldown_cmark::Event;

use super::{blocks, reader::Reader};
use crate::{
    Block, Inline, Note, Position, Problem, Section, Slug,
    error::{IdOf, NoteProblem},
};

/// The id of the section where notes go.
pub(super) const REFERENCES: &str = "references";

/// What has been found of notes so far.
#[derive(Default)]
pub(super) struct Notes {
    /// The note of each name. Names that differ in case only are one, as pulldown-cmark sees it.
    numbers: HashMap<String, usize>,
    /// The marks of each number, from 1.
    marks: Vec<(usize, String, Vec<Slug>)>,
    texts: HashMap<String, Text>,
}

struct Text {
    /// Where it begins in the file.
    at: usize,
    /// Its name as written.
    name: String,
    body: Vec<Block>,
}

/// The mark at `range`. `None` where it cannot stand there, which is then noted.
pub(super) fn mark(reader: &mut Reader, name: &str, range: Range<usize>) -> Option<Inline> {
    let at = range.start;
    if !reader.has_marks() || is_in_brackets(reader.source, range.end) {
        reader.note(at, NoteProblem::MarkElsewhere.into());
        return None;
    }
    let notes = &mut reader.notes;
    let next = notes.marks.len() + 1;
    let number = *notes.numbers.entry(key(name)).or_insert(next);
    if number == next {
        notes.marks.push((at, name.to_owned(), Vec::new()));
    }
    let (_, _, marks) = notes.marks.get_mut(number - 1)?;
    let note = id(number);
    let id = match marks.len() {
        0 => Slug::joined(&[note.as_str(), "mark"]),
        before => Slug::joined(&[note.as_str(), "mark", &(before + 1).to_string()]),
    };
    marks.push(id.clone());
    reader.findings.note_id(at, &id, IdOf::Note);
    Some(Inline::Mark { id, note, number })
}

/// Reads the note that has just begun at `range`.
pub(super) fn note(reader: &mut Reader, name: &str, range: Range<usize>) {
    let at = range.start;
    let body = reader.without_marks(|reader| reader.inside(at, blocks::until_end));
    let name = name.to_owned();
    if body.is_empty() {
        let problem = NoteProblem::EmptyNote { name: name.clone() };
        reader.findings.missing.note(at, problem.into());
    }
    if let Some(first) = reader.notes.texts.get(&key(&name)) {
        let first_line = Position::of(reader.source, first.at).line;
        reader.note(at, NoteProblem::RepeatedNote { name, first_line }.into());
        return;
    }
    reader
        .notes
        .texts
        .insert(key(&name), Text { at, name, body });
}

/// Puts the notes at the end of their section, and the section at the end of the article where it is missing.
pub(super) fn put(reader: &mut Reader, sections: &mut Vec<Section>) {
    let Notes { marks, texts, .. } = &mut reader.notes;
    let mut notes = Vec::new();
    let mut first_at = None;
    let mut missing: Vec<(usize, Problem)> = Vec::new();
    for (index, (at, name, marks)) in marks.drain(..).enumerate() {
        if let Some(text) = texts.remove(&key(&name)) {
            let id = id(index + 1);
            reader.findings.note_id(text.at, &id, IdOf::Note);
            first_at = first_at.map_or(Some(text.at), |first: usize| Some(first.min(text.at)));
            let body = text.body;
            notes.push(Note { id, marks, body });
        } else {
            missing.push((at, NoteProblem::MarkWithoutNote { name }.into()));
        }
    }
    for Text { at, name, .. } in std::mem::take(texts).into_values() {
        missing.push((at, NoteProblem::NoteWithoutMark { name }.into()));
    }
    for (at, problem) in missing {
        reader.findings.missing.note(at, problem);
    }
    let Some(first_at) = first_at else {
        return;
    };
    let is_theirs = |section: &&mut Section| section.id.as_str() == REFERENCES;
    if let Some(section) = sections.iter_mut().find(is_theirs) {
        section.body.push(Block::Notes(notes));
    } else {
        let section = own_section(notes);
        let id = &section.id;
        reader.findings.note_id(first_at, id, IdOf::References);
        sections.push(section);
    }
}

fn own_section(notes: Vec<Note>) -> Section {
    Section {
        id: Slug::joined(&[REFERENCES]),
        title: vec![Inline::Text("References".to_owned())],
        body: vec![Block::Notes(notes)],
        closed: false,
        by_publisher: false,
    }
}

fn id(number: usize) -> Slug {
    Slug::joined(&["note", &number.to_string()])
}

fn key(name: &str) -> String {
    name.to_lowercase()
}

/// Whether what was to be a link goes on after `end`: pulldown-cmark makes none where a mark is among its words.
fn is_in_brackets(source: &str, end: usize) -> bool {
    let rest = source.get(end..).unwrap_or_default();
    let sign = rest.find(['[', ']', '\\', '`', '\n']).unwrap_or(rest.len());
    rest[sign..].starts_with("](") || rest[sign..].starts_with("][")
}

/// Whether a note begins with this event, and its name.
pub(super) fn begins<'a>(event: &'a Event) -> Option<&'a str> {
    match event {
        Event::Start(pulldown_cmark::Tag::FootnoteDefinition(name)) => Some(name),
        _ => None,
    }
}
