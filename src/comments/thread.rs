//! The comments below the form.

use super::{NAME, comment::comment, state::Model};
use crate::piece::{Piece, button, element, refusal, says};

/// What the button of a long thread does.
pub const MORE: &str = "more";

/// The thread in each of its states. What the prerender shows (loading) takes the same room as an empty thread, so
/// that nothing moves on a first visit.
pub fn thread(model: &Model) -> Vec<Piece> {
    let news = model.thread.news().unwrap_or_default();
    let comments = model.thread.comments();
    let shown = comments.iter().take(model.shown);
    let shown = shown.map(|it| comment(model, it)).collect();
    let mut pieces = vec![
        says("p.message[role=status][id=comments--state]", news).with_if("hidden", news.is_empty()),
        refusal("comments--failure", model.thread.failure()),
        element("ol.comments[role=list][id=comments--list]", shown),
    ];
    if comments.len() > model.shown {
        let more = button("button.quiet", "Show more comments", NAME, MORE.to_owned());
        pieces.push(more.with("id", "comments--more"));
    }
    pieces
}
