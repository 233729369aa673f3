//! Words, emphasis, code, links, pictures and marks of notes.

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{
    figures,
    links::{self, Target},
    literal::Literal,
    notes,
    reader::Reader,
};
use crate::{Image, Inline, Problem, plain_text};

/// A run of text: all inline content up to the next block or the end of the element.
pub(super) fn run(reader: &mut Reader) -> Vec<Inline> {
    let mut content = Vec::new();
    let mut literal = Literal::default();
    while let Some((event, range)) = reader.next_inline() {
        let at = range.start;
        if !matches!(event, Event::Text(_)) {
            literal.end(reader);
        }
        match event {
            Event::Text(words) => {
                reader.findings.mistakes.note_control_character(at, &words);
                push_words(&mut content, &words);
                literal.extend(reader, range);
            }
            Event::FootnoteReference(name) => content.extend(notes::mark(reader, &name, range)),
            Event::SoftBreak => push_words(&mut content, " "),
            Event::HardBreak => content.push(Inline::Break),
            Event::Code(words) => {
                reader.findings.mistakes.note_control_character(at, &words);
                content.push(Inline::Code(words.into_string()));
            }
            Event::InlineHtml(html) => reader.note(at, html_problem(&html)),
            Event::Start(tag) => content.extend(element(reader, tag, at)),
            _ => {}
        }
    }
    literal.end(reader);
    content
}

/// pulldown-cmark cuts words where a sign could have meant something: they are joined again.
fn push_words(content: &mut Vec<Inline>, words: &str) {
    match content.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ => content.push(Inline::Text(words.to_owned())),
    }
}

fn element(reader: &mut Reader, tag: Tag, at: usize) -> Option<Inline> {
    let content = match tag {
        Tag::Link { .. } | Tag::Image { .. } => {
            reader.without_marks(|reader| reader.inside(at, run))
        }
        _ => reader.inside(at, run),
    };
    match tag {
        Tag::Emphasis => Some(Inline::Emphasis(content)),
        Tag::Strong => Some(Inline::Strong(content)),
        Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        } => {
            note_title(reader, &title, at);
            Some(link(reader, link_type, dest_url, content, at))
        }
        Tag::Image {
            dest_url, title, ..
        } => {
            note_title(reader, &title, at);
            Some(picture(reader, dest_url, &content, at))
        }
        _ => None,
    }
}

fn link(
    reader: &mut Reader,
    kind: LinkType,
    url: CowStr,
    content: Vec<Inline>,
    at: usize,
) -> Inline {
    let href = match kind {
        LinkType::Email => format!("mailto:{url}"),
        _ => url.into_string(),
    };
    match links::target(&href) {
        Ok(Target::Here(id)) => reader.findings.note_fragment(at, id),
        Ok(Target::Site(path)) if !reader.library.has_page(&path) => {
            reader.note(at, Problem::BrokenLink { path });
        }
        Ok(Target::Site(_) | Target::Elsewhere) => {}
        Err(problem) => reader.note(at, problem),
    }
    if plain_text(&content).trim().is_empty() {
        reader.note(at, Problem::LinkWithoutWords);
    }
    Inline::Link { href, content }
}

/// What describes a picture is plain text: marks in it go, their words stay.
fn picture(reader: &mut Reader, url: CowStr, content: &[Inline], at: usize) -> Inline {
    let src = url.into_string();
    let mut size = None;
    if let Err(problem) = links::picture(&src) {
        reader.note(at, problem);
    } else if let Some(bytes) = reader.library.picture(&src) {
        size = figures::size(&bytes);
    } else {
        reader.note(at, Problem::MissingPicture { src: src.clone() });
    }
    Inline::Image(Image {
        src,
        alt: plain_text(content),
        size,
    })
}

fn note_title(reader: &mut Reader, title: &str, at: usize) {
    if !title.is_empty() {
        reader.note(
            at,
            Problem::UnshownTitle {
                title: title.to_owned(),
            },
        );
    }
}

/// Which mistake a piece of HTML is.
pub(super) fn html_problem(html: &str) -> Problem {
    if html.starts_with("<!--") {
        Problem::HtmlComment
    } else {
        Problem::RawHtml
    }
}
