//! Comments for tests.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use comments::{
    Comment, CommentId, CommentStore, Content, Found, MemoryStore, NewComment, Origin, Query,
    StoreError, Timestamp, asking::Asking as _,
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
    now(store.create(CommentId::new(time, random(number)), new)).expect("kept")
}

/// The part of an id that is not its time.
fn random(number: u64) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// A comment as it is shown until the server has answered: with another id than the server's.
pub(super) fn unanswered(stored: &Comment, origin: Origin) -> Comment {
    let time = Timestamp::from_millis(stored.created.as_millis() + 5_000).expect("a time");
    let bytes = stored.id.to_bytes();
    Comment {
        id: CommentId::new(time, std::array::from_fn(|at| bytes[6 + at])),
        origin,
        ..stored.clone()
    }
}

/// Deletes a comment.
pub(super) fn delete(store: &MemoryStore, id: CommentId) {
    now(store.delete(id)).expect("deleted");
}

/// What a store answers.
pub(super) fn answer(store: &MemoryStore, query: Query) -> Found {
    now(store.query(query)).expect("readable")
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
