//! What pages and the server say to each other is understood as it was meant, and nothing that breaks a rule is.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use comments::{
    At, Comment, CommentId, MemoryStore, NewComment, Origin, Page, Sort, Timestamp,
    asking::Asking as _, wire::WireNewComment,
};

/// Whatever the store in memory is asked, it answers at once.
fn now<T>(answer: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(answer).poll(&mut context) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("it waits"),
    }
}

/// A discussion with everything in it.
fn discussion() -> MemoryStore {
    let store = MemoryStore::default();
    let mut parent = None;
    for number in 1..=6 {
        let moment = Timestamp::from_millis(1_700_000_000_000 + number).expect("a time");
        let id = CommentId::new(moment, [7; 10]);
        let new = NewComment::new(parent, "Hana", "**text** \u{1F642}\n\"").expect("a comment");
        now(store.create(id, new)).expect("kept");
        if number == 2 {
            now(store.delete(id)).expect("deleted");
        } else {
            parent = Some(id);
        }
    }
    store
}

#[test]
fn a_page_is_the_same_on_the_other_side() {
    let store = discussion();
    let page = now(store.page(Sort::Newest, At::Start)).expect("a page");
    let text = serde_json::to_string(&page).expect("JSON");
    let read: Page = serde_json::from_str(&text).expect("a page");
    let again = serde_json::to_string(&read).expect("JSON");
    assert_eq!(again, text);
    let threads = read.threads.items.iter();
    let origins = threads.map(|thread| thread.first.origin);
    assert!(
        { origins }.all(|origin| origin == Origin::Elsewhere),
        "what is one\u{2019}s own is not told"
    );
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut names: Vec<_> = value.as_object().expect("an object").keys().collect();
    names.sort();
    assert_eq!(names, ["items", "next", "previous", "total", "version"]);
}

#[test]
fn whose_vote_it_is_is_not_told() {
    let store = discussion();
    let page = now(store.page(Sort::Newest, At::Start)).expect("a page");
    let id = page.threads.items[0].first.id;
    let mine = now(store.helpful(id, true)).expect("a vote");
    let text = serde_json::to_string(&mine).expect("JSON");
    assert!(!text.contains("mine"), "{text}");
    let read: Comment = serde_json::from_str(&text).expect("a comment");
    assert_eq!((read.helpful.count, read.helpful.mine), (1, false));
}

#[test]
fn what_breaks_a_rule_is_no_comment() {
    let right = r#"{"id":"0190163d-8694-739b-aea5-966c26f8ad91","parent":null,"name":null,"body":"text",
        "created":"2026-11-28T00:00:00.000Z","edited":null,"helpful":0}"#;
    serde_json::from_str::<Comment>(right).expect("a comment");
    for (part, wrong) in [
        ("\"text\"", "\"\""),
        ("\"text\"", "7"),
        ("739b", "439b"),
        ("2026-11-28T", "2026-13-28T"),
        ("\"helpful\":0", "\"helpful\":-1"),
        ("\"name\":null", "\"name\":\"two\\nlines\""),
    ] {
        let text = right.replace(part, wrong);
        assert_ne!(text, right);
        assert!(serde_json::from_str::<Comment>(&text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<WireNewComment>(r#"{"body":"text","id":"mine"}"#).is_err());
}
