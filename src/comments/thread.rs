//! The comments below the form.

use comments::{CommentId, Page, Sort, Thread};

use super::{
    NAME,
    action::{Action, OnAll, OnComment},
    comment::{DEEPEST, act, comment, comment_id, replies},
    composer::composer,
    copies::copies,
    form::Place,
    state::Model,
};
use crate::piece::{Piece, button, element, refusal, says};

/// The thread in each of its states. What the prerender shows (loading) takes the same room as an empty thread, so
/// that nothing moves on a first visit.
pub fn thread(model: &Model) -> Vec<Piece> {
    let news = model.news.as_deref().or_else(|| model.listing.news());
    let news = news.unwrap_or_default();
    let failure = model.listing.failure();
    let has_failed = failure.is_some();
    let mut pieces = vec![
        says("p.message[role=status][id=comments--state]", news).with_if("hidden", news.is_empty()),
        refusal(
            "comments--failure",
            failure.or_else(|| model.refused.clone()),
        ),
    ];
    let unkept = model.unkept.as_ref();
    pieces.push(refusal(
        "comments--unkept",
        unkept.map(|why| {
            format!(
                "You can edit or delete your comments until you leave this page, not later. {why}"
            )
        }),
    ));
    if has_failed {
        pieces.push(act_on_all("Try again", OnAll::Begin));
    }
    // What is being written stays, also where the comment that it is about is gone.
    let stray = model.stray_form();
    pieces.extend(stray.map(|form| composer(form, Place::Inner)));
    let page = model.listing.page();
    let fresh = match model.fresh() {
        0 => Vec::new(),
        1 => vec![act_on_all("1 new comment", OnAll::News)],
        count => vec![act_on_all(&format!("{count} new comments"), OnAll::News)],
    };
    // It stands over the comments, so that nothing moves.
    pieces.push(element("div.news[role=status][id=comments--news]", fresh));
    pieces.extend(page.map(|page| head(model, page)));
    let threads = page.map_or(&[] as &[Thread], |page| &page.threads.items);
    let branches = threads.iter().map(|it| branch(model, it)).collect();
    pieces.push(element(
        "ol.comments[role=list][id=comments--list]",
        branches,
    ));
    if page.is_some_and(|page| page.threads.after.is_some()) {
        pieces.push(act_on_all("Show more comments", OnAll::More));
    }
    // The first is known when the program is built: then what follows is not in it.
    if !cfg!(feature = "shared") && !model.is_shared {
        pieces.push(copies(model));
    }
    pieces
}

/// In which order they stand, or that they are one comment's surroundings.
fn head(model: &Model, page: &Page) -> Piece {
    let mut content = Vec::new();
    if page.threads.before.is_some() {
        content.push(act_on_all(
            "Show all comments from the beginning",
            OnAll::Begin,
        ));
    } else if page.total > 1 {
        for (sort, label) in [
            (Sort::Newest, "Newest"),
            (Sort::Oldest, "Oldest"),
            (Sort::Helpful, "Most helpful"),
        ] {
            let choice = button("button.quiet", label, NAME, Action::Sort(sort).to_string());
            content.push(choice.with("aria-pressed", (model.extent.sort == sort).to_string()));
        }
    }
    element("div.order[role=group][aria-label=Order]", content).with("id", "comments--order")
}

/// A comment on the article, and what answers it.
fn branch(model: &Model, thread: &Thread) -> Piece {
    let first = thread.first.id;
    let mut content = vec![comment(model, &thread.first, None, thread.count)];
    if !model.folded.contains(&first) && thread.count > 0 {
        let shown = &thread.replies;
        if shown.before.is_some() {
            content.push(act("Show earlier replies", OnComment::More, first));
        }
        content.push(element("ol.comments[role=list]", answers(model, thread)));
        if shown.after.is_some() {
            let more = thread.count.saturating_sub(shown.items.len());
            let label = format!("Show {more} more {}", replies(more));
            content.push(act(&label, OnComment::More, first));
        }
    }
    item(content, first)
}

/// The replies, without what is below a folded one. A flat list: however deep answers go, elements do not nest.
fn answers(model: &Model, thread: &Thread) -> Vec<Piece> {
    let mut shown = Vec::new();
    let mut folded_at = usize::MAX;
    for reply in &thread.replies.items {
        if reply.depth > folded_at {
            continue;
        }
        let id = reply.comment.id;
        folded_at = if model.folded.contains(&id) {
            reply.depth
        } else {
            usize::MAX
        };
        let content = comment(model, &reply.comment, Some(reply), reply.replies);
        let depth = reply.depth.min(DEEPEST).to_string();
        shown.push(item(vec![content], id).with("data-depth", depth));
    }
    shown
}

fn item(content: Vec<Piece>, id: CommentId) -> Piece {
    element("li", content).with("id", format!("{}--item", comment_id(id)))
}

/// A button for something with the whole discussion.
pub fn act_on_all(label: &str, what: OnAll) -> Piece {
    let action = Action::All(what).to_string();
    button("button.quiet", label, NAME, action.clone()).with("id", format!("comments--{action}"))
}
