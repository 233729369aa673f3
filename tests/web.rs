//! What only a browser can show: that things are kept, set aside, and read back. Run by `make test-web`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use comments::{Comment, NewComment};
use document::Slug;
use inside_out::{
    browser::storage::{
        Slot, StorageError,
        envelope::{self, EnvelopeError},
    },
    comments::store::{CommentStore, DeviceStore, StoreError},
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Storage;

wasm_bindgen_test_configure!(run_in_browser);

fn storage() -> Storage {
    let window = web_sys::window().expect("a window");
    window
        .local_storage()
        .expect("storage is allowed")
        .expect("storage is there")
}

/// An article of this test's own, so that tests do not meet.
fn article(name: &str) -> Slug {
    Slug::of_title(name).expect("a slug")
}

fn texts(comments: &[Comment]) -> Vec<&str> {
    comments
        .iter()
        .map(|comment| comment.body.as_str())
        .collect()
}

fn keys_that_begin_with(prefix: &str) -> Vec<String> {
    let storage = storage();
    let count = storage.length().expect("a length");
    (0..count)
        .filter_map(|index| storage.key(index).expect("a key"))
        .filter(|key| key.starts_with(prefix))
        .collect()
}

#[wasm_bindgen_test]
fn what_was_sealed_opens() {
    let sealed = envelope::seal("a".into()).expect("JSON can hold it");
    assert_eq!(sealed, r#"{"version":1,"value":"a"}"#);
    let opened = envelope::open(&sealed).map(|value| value.as_string());
    assert_eq!(opened, Ok(Some("a".to_owned())));
}

#[wasm_bindgen_test]
fn a_newer_version_is_told_from_garbage() {
    let newer = r#"{"version":2,"value":{"new":"shape"}}"#;
    assert_eq!(
        envelope::open(newer),
        Err(EnvelopeError::Newer { version: 2 })
    );
    for garbage in ["", "garbage", "null", "[]", r#"{"version":1}"#] {
        assert_eq!(
            envelope::open(garbage),
            Err(EnvelopeError::Broken),
            "{garbage}"
        );
    }
}

#[wasm_bindgen_test]
fn a_value_of_another_kind_is_broken() {
    let slot = Slot::<Vec<String>>::of_article("things", &article("kinds"));
    let kept = r#"{"version":1,"value":7}"#;
    storage()
        .set_item("inside-out/things/kinds", kept)
        .expect("room");
    assert_eq!(
        slot.read(),
        Err(StorageError::SetAside {
            reason: EnvelopeError::Broken
        })
    );
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_set_aside_whole_and_once() {
    let slot = Slot::<Vec<String>>::of_article("things", &article("aside"));
    let key = "inside-out/things/aside";
    storage().set_item(key, "garbage").expect("room");

    assert_eq!(
        slot.read(),
        Err(StorageError::SetAside {
            reason: EnvelopeError::Broken
        })
    );
    assert_eq!(slot.read(), Ok(None));
    let aside = keys_that_begin_with("inside-out/things/aside/set-aside/");
    assert_eq!(aside.len(), 1);
    assert_eq!(
        storage().get_item(&aside[0]).expect("readable").as_deref(),
        Some("garbage")
    );
}

#[wasm_bindgen_test]
async fn a_store_lists_what_was_created_also_to_another_tab() {
    let slug = article("two tabs");
    let (one, other) = (DeviceStore::new(&slug), DeviceStore::new(&slug));
    assert_eq!(one.list().await, Ok(Vec::new()));

    let new = |body| NewComment::new("Hana", body).expect("a comment");
    let first = one.create(new("first")).await.expect("kept");
    let second = other
        .create(new("<b>second</b> 🙂 مرحبا"))
        .await
        .expect("kept");
    assert_ne!(first.id, second.id);

    let listed = one.list().await.expect("readable");
    assert_eq!(texts(&listed), ["first", "<b>second</b> 🙂 مرحبا"]);
    assert_eq!(listed, [first, second]);
}

#[wasm_bindgen_test]
async fn a_comment_that_breaks_the_rules_is_not_shown_but_kept_aside() {
    let slug = article("rules");
    let raw = r#"{"version":1,"value":[{"id":"not an id","body":"","created":"yesterday"}]}"#;
    storage()
        .set_item("inside-out/comments/rules", raw)
        .expect("room");
    let store = DeviceStore::new(&slug);
    let set_aside = StorageError::SetAside {
        reason: EnvelopeError::Broken,
    };
    assert_eq!(store.list().await, Err(StoreError::Device(set_aside)));
    assert_eq!(
        keys_that_begin_with("inside-out/comments/rules/set-aside/").len(),
        1
    );

    let new = NewComment::new("", "afresh").expect("a comment");
    store.create(new).await.expect("kept");
    assert_eq!(texts(&store.list().await.expect("readable")), ["afresh"]);
}
