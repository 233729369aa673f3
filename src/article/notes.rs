//! The lists that marks and terms in the text lead to: notes and glossary.

use document::{Definition, Note};
use leptos::prelude::*;

use super::{
    blocks::blocks,
    element::{Attributes, element},
};

/// The notes, in the order of their numbers; each leads back to its marks.
pub fn note_list(notes: &[Note]) -> AnyView {
    let notes = notes.iter().enumerate().map(|(index, note)| {
        let text = text(&note.id, blocks(&note.body));
        let count = note.marks.len();
        let back = note.marks.iter().enumerate().map(|(nth, mark)| {
            let letter = char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
            let label = match count {
                1 => format!("Back to note {} in the text", index + 1),
                _ => format!("Back to note {}, place {letter}, in the text", index + 1),
            };
            view! {
                <a class="back" href=format!("#{mark}") aria-label=label>
                    "\u{21a9}\u{fe0e}" {(count > 1).then_some(letter)}
                </a>
            }
            .into_any()
        });
        let mut content = vec![text];
        content.extend(back);
        element("li", Attributes::id(&note.id), content)
    });
    element("ol", Attributes::class("notes"), notes.collect())
}

/// The glossary: what each term means.
pub fn glossary(definitions: &[Definition]) -> AnyView {
    let definitions = definitions.iter().map(|definition| {
        let term = element(
            "dt",
            Attributes::default(),
            vec![definition.terms.join(", ").into_any()],
        );
        let body = element(
            "dd",
            Attributes::id(format!("{}--text", definition.id)),
            blocks(&definition.body),
        );
        element("div", Attributes::id(&definition.id), vec![term, body])
    });
    element("dl", Attributes::class("glossary"), definitions.collect())
}

/// What [`crate::article::aside`] shows beside a mark.
fn text(id: &document::Slug, content: Vec<AnyView>) -> AnyView {
    let attributes = Attributes {
        class: Some("text"),
        ..Attributes::id(format!("{id}--text"))
    };
    element("div", attributes, content)
}
