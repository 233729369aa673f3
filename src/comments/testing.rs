//! Comments for tests.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use comments::{
    Comment, CommentId, CommentStore, Content, MemoryStore, NewComment, StoreError, Timestamp,
    asking::Asking as _,
};

use super::{
    extent::{Extent, extended},
    listing::Listing,
};

/// A store's refusal.
pub(super) fn full() -> StoreError {
    StoreError::Place {
        reason: "The space is full.".to_owned(),
    }
}

/// What a store in memory answers.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("memory answers at once"),
    }
}

/// Keeps a comment that says its number, as an answer to another one or on the article.
pub(super) fn say(store: &MemoryStore, number: u64, to: Option<CommentId>) -> Comment {
    let time = Timestamp::from_millis(number).expect("a time");
    let new = NewComment::new(to, "Hana", &number.to_string()).expect("a comment");
    now(store.create(CommentId::new(time, [0; 10]), new)).expect("kept")
}

/// A comment that says its number.
pub(super) fn comment(number: u64) -> Comment {
    say(&MemoryStore::default(), number, None)
}

/// What is shown of a store.
pub(super) fn shown(store: &MemoryStore, extent: &Extent) -> Listing {
    let mut page = None;
    while let Some(query) = extent.lacks(page.as_ref()) {
        let found = now(store.query(query)).expect("readable");
        page = Some(extended(page, query, found));
    }
    Listing::Loaded(page.expect("something is asked for"))
}

/// Each comment's text, after as many `>` as it stands in.
pub(super) fn texts(listing: &Listing) -> Vec<String> {
    let text = |comment: &Comment| match &comment.content {
        Content::Said { body, .. } => body.as_str().to_owned(),
        Content::Deleted => "deleted".to_owned(),
    };
    let mut texts = Vec::new();
    for thread in &listing.page().expect("loaded").threads.items {
        texts.push(text(&thread.first));
        let replies = thread.replies.items.iter();
        texts.extend(replies.map(|it| ">".repeat(it.depth) + &text(&it.comment)));
    }
    texts
}
