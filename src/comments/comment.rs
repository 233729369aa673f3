//! One comment.

use comments::{Comment, CommentId, Content, Timestamp};

use super::{NAME, ago::ago, state::Model};
use crate::piece::{Piece, button, element, says};

/// The id of a comment in the page, and the fragment of its address.
pub fn comment_id(id: CommentId) -> String {
    format!("comment-{id}")
}

/// A comment: who, when, what; all as text.
pub fn comment(model: &Model, comment: &Comment) -> Piece {
    let id = comment_id(comment.id);
    let author = format!("{id}--author");
    let Content::Said { name, body, .. } = &comment.content else {
        return element("li", Vec::new());
    };
    let name = name.as_ref().map_or("Anonymous", |name| name.as_str());
    let meta = vec![
        says("bdi.author", name).with("id", &author),
        when(model, comment.created),
    ];
    let mut content = vec![element("p.meta", meta)];
    if model.leaving == Some(comment.id) {
        content.push(says("p.note", "Deleted."));
        content.push(act("Undo", UNDO, comment.id));
    } else {
        content.push(says("p.body[dir=auto]", body.as_str()));
        content.push(act("Delete", DELETE, comment.id));
    }
    let article = element("article.comment", content)
        .with("id", &id)
        .with("aria-labelledby", author);
    element("li", vec![article]).with("id", format!("{id}--item"))
}

/// What a button does with a comment, before the comment's id in the button's value.
pub const DELETE: &str = "delete";
/// Takes that back.
pub const UNDO: &str = "undo";

fn act(label: &str, what: &str, id: CommentId) -> Piece {
    button("button.quiet", label, NAME, format!("{what} {id}"))
        .with("aria-describedby", format!("{}--author", comment_id(id)))
}

/// How long ago, or the date; the moment itself for machines and on hover.
fn when(model: &Model, time: Timestamp) -> Piece {
    let exact = (model.in_words)(time);
    let words = ago(time, model.now).unwrap_or_else(|| exact.clone());
    says("time", words)
        .with("datetime", time.to_string())
        .with("title", exact)
}
