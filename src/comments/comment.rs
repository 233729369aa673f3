//! One comment.

use comments::{AuthorName, Comment, CommentId, Content, Origin, Reply, Timestamp};

use super::{
    NAME,
    action::{Action, OnComment},
    ago::ago,
    composer::composer,
    form::Place,
    markup::body,
    state::Model,
};
use crate::piece::{Piece, button, element, says, text};

/// The id of a comment in the page, and the fragment of its address.
pub fn comment_id(id: CommentId) -> String {
    format!("{PREFIX}{id}")
}

/// The comment that a fragment leads to.
pub fn comment_at(fragment: &str) -> Option<CommentId> {
    fragment.strip_prefix(PREFIX)?.parse().ok()
}

const PREFIX: &str = "comment-";

/// Deeper replies stand no further in; they say whom they answer.
pub const DEEPEST: usize = 3;

/// A comment: who, when, what; what can be done with it, and the form for that. `reply` says where it stands if it
/// answers one, `below` how many there are below it.
pub fn comment(model: &Model, comment: &Comment, reply: Option<&Reply>, below: usize) -> Piece {
    let id = comment_id(comment.id);
    let author = format!("{id}--author");
    let form = model.form_at(comment.id);
    let mut meta = vec![says("bdi.author", name(comment)).with("id", &author)];
    if let Content::Said { edited, .. } = &comment.content {
        meta.push(if comment.origin == Origin::Waiting {
            says("span", "Waiting to send")
        } else {
            when(model, comment.created)
        });
        if let Some(time) = edited {
            meta.push(element("span", vec![text("edited "), when(model, *time)]));
        }
    }
    if let Some(reply) = reply.filter(|reply| reply.depth > DEEPEST) {
        let to = says("bdi", called(reply.to_name.as_ref()));
        let link = element("a", vec![text("in reply to "), to]);
        meta.push(link.with("href", format!("#{}", comment_id(reply.to))));
    }
    let mut content = vec![element("p.meta", meta)];
    let mut buttons = Vec::new();
    match &comment.content {
        Content::Deleted => {}
        _ if model.leaving == Some(comment.id) => {
            content.push(says("p.note", "Deleted."));
            buttons.push(act("Undo", OnComment::Undo, comment.id));
        }
        _ if model.deleting.contains(&comment.id) => {
            content.push(says("p.note", "Deleted; waiting to send."));
            buttons.push(act("Undo", OnComment::Undo, comment.id));
        }
        Content::Said { body: typed, .. } => {
            match form.filter(|form| form.purpose.is_edit()) {
                Some(form) => content.push(composer(form, Place::Inner)),
                None => content.push(body(typed.as_str())),
            }
            buttons = actions(comment);
        }
    }
    if below > 0 {
        buttons.push(fold(model, comment.id, below));
    }
    content.push(element("div.actions", buttons));
    if let Some(form) = form.filter(|form| !form.purpose.is_edit()) {
        content.push(composer(form, Place::Inner));
    }
    element("article.comment", content)
        .with("id", &id)
        .with("aria-labelledby", author)
}

fn name(comment: &Comment) -> &str {
    match &comment.content {
        Content::Said { name, .. } => called(name.as_ref()),
        Content::Deleted => "Deleted comment",
    }
}

fn called(name: Option<&AuthorName>) -> &str {
    name.map_or("Anonymous", AuthorName::as_str)
}

fn actions(comment: &Comment) -> Vec<Piece> {
    let id = comment.id;
    let helpful = act("Helpful", OnComment::Helpful, id);
    let mut actions = vec![
        act("Reply", OnComment::Reply, id),
        helpful.with("aria-pressed", comment.helpful.mine.to_string()),
        act("Copy link", OnComment::Link, id),
    ];
    match comment.origin {
        Origin::Waiting | Origin::Unconfirmed => actions.clear(),
        Origin::Here => {
            actions.push(act("Edit", OnComment::Edit, id));
            actions.push(act("Delete", OnComment::Delete, id));
        }
        Origin::Elsewhere => actions.push(act("Report", OnComment::Report, id)),
    }
    actions
}

fn fold(model: &Model, id: CommentId, below: usize) -> Piece {
    let is_folded = model.folded.contains(&id);
    let verb = if is_folded { "Show" } else { "Hide" };
    let label = format!("{verb} {below} {}", replies(below));
    act(&label, OnComment::Fold, id).with("aria-expanded", (!is_folded).to_string())
}

/// What so many answers are called.
pub fn replies(count: usize) -> &'static str {
    if count == 1 { "reply" } else { "replies" }
}

/// A button that does something with a comment.
pub fn act(label: &str, what: OnComment, id: CommentId) -> Piece {
    let action = Action::Comment(what, id).to_string();
    button("button.quiet", label, NAME, action)
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
