//! Definition lists: a term on a line, `: what it means` on the next.

use pulldown_cmark::{Event, Tag};

use super::{blocks, inlines::html_problem, literal::Literal, reader::Reader};
use crate::{
    Block, Definition, Entry, Problem, Slug,
    error::{DefinitionProblem, IdOf, NoteProblem},
};

/// A term, or another word for the one above it.
#[derive(Default)]
struct Title {
    /// Where it begins in the file.
    at: usize,
    text: String,
}

/// One or more terms and what they mean.
#[derive(Default)]
struct Group {
    titles: Vec<Title>,
    body: Vec<Block>,
    is_defined: bool,
}

/// The list that has just begun at `at`. In the glossary it becomes a part of it, elsewhere a list of terms.
pub(super) fn list(reader: &mut Reader, at: usize) -> Block {
    let is_glossary = reader.in_glossary && reader.depth() == 0;
    let groups = reader.inside(at, groups);
    let mut definitions = Vec::new();
    let mut entries = Vec::new();
    for group in groups {
        let (Some(id), Some(first)) = (id(reader, &group), group.titles.first()) else {
            continue;
        };
        let at = first.at;
        if is_glossary {
            let id = Slug::joined(&["glossary", id.as_str()]);
            reader.findings.note_id(at, &id, IdOf::Definition);
            definitions.push(definition(reader, id, group));
        } else {
            reader.findings.note_id(at, &id, IdOf::Term);
            entries.extend(entry(reader, id, group));
        }
    }
    if is_glossary {
        Block::Glossary(definitions)
    } else {
        Block::Terms(entries)
    }
}

fn groups(reader: &mut Reader) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    while let Some((event, range)) = reader.next() {
        let is_title = matches!(event, Event::Start(Tag::DefinitionListTitle));
        if groups
            .last()
            .is_none_or(|group| is_title && group.is_defined)
        {
            groups.push(Group::default());
        }
        let Some(group) = groups.last_mut() else {
            break;
        };
        if is_title {
            let found = reader.without_marks(|reader| reader.inside(range.start, titles));
            group.titles.extend(found);
        } else {
            group.is_defined = true;
            group
                .body
                .extend(reader.inside(range.start, blocks::until_end));
        }
    }
    groups
}

/// The lines before a definition, each a term.
fn titles(reader: &mut Reader) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut is_new = true;
    let mut literal = Literal::default();
    while let Some((event, range)) = reader.next_inline() {
        let at = range.start;
        match event {
            Event::Text(words) => {
                reader.findings.mistakes.note_control_character(at, &words);
                if is_new {
                    titles.push(Title {
                        at,
                        ..Title::default()
                    });
                }
                is_new = false;
                if let Some(title) = titles.last_mut() {
                    title.text.push_str(&words);
                }
                literal.extend(reader, range);
            }
            Event::SoftBreak | Event::HardBreak => is_new = true,
            Event::FootnoteReference(_) => reader.note(at, NoteProblem::MarkElsewhere.into()),
            Event::InlineHtml(html) => reader.note(at, html_problem(&html)),
            Event::Start(_) => {
                reader.note(at, DefinitionProblem::MarkedTerm.into());
                reader.pass_end();
            }
            _ => reader.note(at, DefinitionProblem::MarkedTerm.into()),
        }
    }
    literal.end(reader);
    for title in &mut titles {
        title.text = title.text.trim().to_owned();
    }
    titles
}

/// The slug of the first term, where every term has one and they are followed by words. `None` where not, which is then
/// noted.
fn id(reader: &mut Reader, group: &Group) -> Option<Slug> {
    let slugs = group.titles.iter().map(|title| Slug::of_title(&title.text));
    let unfit = group
        .titles
        .iter()
        .zip(slugs.clone())
        .find(|(_, slug)| slug.is_err());
    if let Some((title, _)) = unfit {
        reader.note(title.at, DefinitionProblem::NoIdInTerm.into());
        return None;
    }
    let first = group.titles.first()?;
    if !matches!(group.body.first(), Some(Block::Paragraph(_))) {
        let missing = &mut reader.findings.missing;
        missing.note(first.at, DefinitionProblem::WithoutWords.into());
        return None;
    }
    slugs.into_iter().next()?.ok()
}

fn entry(reader: &mut Reader, id: Slug, group: Group) -> Option<Entry> {
    let mut titles = group.titles.into_iter();
    let term = titles.next()?.text;
    if let Some(second) = titles.next() {
        reader.note(second.at, DefinitionProblem::SecondTerm.into());
    }
    Some(Entry {
        id,
        term,
        body: group.body,
        part: None,
    })
}

fn definition(reader: &mut Reader, id: Slug, group: Group) -> Definition {
    for Title { at, text } in &group.titles {
        if let Some(first_line) = reader.findings.note_term(*at, text, reader.source) {
            let term = text.clone();
            let problem: Problem = DefinitionProblem::RepeatedTerm { term, first_line }.into();
            reader.note(*at, problem);
        }
    }
    Definition {
        id,
        terms: group.titles.into_iter().map(|title| title.text).collect(),
        body: group.body,
    }
}
