//! The comments below the form.

use super::{comment::comment, state::Model};
use crate::piece::{Piece, element, refusal, says};

/// The thread in each of its states. What the prerender shows (loading) takes the same room as an empty thread, so
/// that nothing moves on a first visit.
pub fn thread(model: &Model) -> Vec<Piece> {
    let news = model.thread.news().unwrap_or_default();
    let comments = model.thread.comments();
    let comments = comments.iter().map(|it| comment(model, it)).collect();
    vec![
        says("p.message[role=status][id=comments--state]", news).with_if("hidden", news.is_empty()),
        refusal("comments--failure", model.thread.failure()),
        element("ol.comments[role=list][id=comments--list]", comments),
    ]
}
