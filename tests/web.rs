//! What only a browser can show: that things are kept, set aside, and read back. Run by `make test-web`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{cell::Cell, rc::Rc};

use comments::{Comment, NewComment};
use document::Slug;
use inside_out::{
    browser::{
        patch::patch,
        storage::{
            self, Slot, StorageError,
            envelope::{self, EnvelopeError},
        },
    },
    comments::store::{CommentStore, DeviceStore, StoreError},
    piece::{Piece, element, says, text},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlInputElement, Storage, StorageEvent, StorageEventInit};

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
fn what_is_erased_is_heard_and_can_be_put_back() {
    let slot = Slot::<Vec<String>>::of_article("things", &article("erased"));
    slot.update(|things| things.push("kept".to_owned()))
        .expect("kept");
    let other = "another site's/thing";
    storage().set_item(other, "stays").expect("room");
    let heard = Rc::new(Cell::new(0));
    let count = heard.clone();
    slot.on_change(move |_| count.set(count.get() + 1));

    let erased = storage::erase().expect("erased");
    assert_eq!((heard.get(), slot.read()), (1, Ok(None)));
    assert_eq!(keys_that_begin_with("inside-out/"), Vec::<String>::new());
    assert_eq!(
        storage().get_item(other).expect("readable").as_deref(),
        Some("stays")
    );

    storage::put_back(&erased).expect("room");
    assert_eq!(
        (heard.get(), slot.read()),
        (2, Ok(Some(vec!["kept".to_owned()])))
    );
}

#[wasm_bindgen_test]
fn only_a_change_of_its_own_key_is_heard() {
    let slot = Slot::<Vec<String>>::of_article("things", &article("heard"));
    let heard = Rc::new(Cell::new(0));
    let count = heard.clone();
    slot.on_change(move |_| count.set(count.get() + 1));
    for key in [
        "inside-out/things/heard",
        "inside-out/things/heard/set-aside/1",
        "else",
    ] {
        let of = StorageEventInit::new();
        of.set_key(Some(key));
        let event = StorageEvent::new_with_event_init_dict("storage", &of).expect("an event");
        let window = web_sys::window().expect("a window");
        window.dispatch_event(&event).expect("dispatched");
    }
    assert_eq!(heard.get(), 1);
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

/// A place of this test's own in the page.
fn place(id: &'static str) -> Element {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a document");
    let place = document.create_element("div").expect("an element");
    place.set_id(id);
    document
        .body()
        .expect("a body")
        .append_child(&place)
        .expect("added");
    place
}

fn field(id: &str) -> Piece {
    element("input[type=text]", Vec::new())
        .with("id", id)
        .with("value", "at first")
}

#[wasm_bindgen_test]
fn pieces_are_put_into_the_page_and_changed_where_they_differ() {
    let place = place("patched");
    patch(
        "#patched",
        &[text("One "), says("b.new", "two"), text(" three")],
    );
    assert_eq!(place.inner_html(), r#"One <b class="new">two</b> three"#);
    let bold = place.first_element_child().expect("an element");
    patch("#patched", &[text("One "), says("b[title=now]", "2")]);
    assert_eq!(place.inner_html(), r#"One <b title="now">2</b>"#);
    assert!(
        place
            .first_element_child()
            .expect("an element")
            .is_same_node(Some(&bold))
    );
    patch("#patched", &[says("i", "else")]);
    assert_eq!(place.inner_html(), "<i>else</i>");
    patch("#patched", &[]);
    assert_eq!(place.inner_html(), "");
}

#[wasm_bindgen_test]
fn what_is_markup_stays_text() {
    let place = place("text");
    patch(
        "#text",
        &[
            text("<img src=x onerror=alert(1)>"),
            says("p", "&amp;").with("title", "\"><b>"),
        ],
    );
    assert_eq!(place.child_element_count(), 1);
    assert_eq!(
        place.text_content().as_deref(),
        Some("<img src=x onerror=alert(1)>&amp;")
    );
}

#[wasm_bindgen_test]
fn what_the_reader_typed_and_where_the_focus_is_stays_when_neighbours_come_and_go() {
    let place = place("kept");
    patch(
        "#kept",
        &[says("p", "first"), field("typed"), says("p", "last")],
    );
    let typed: HtmlInputElement = place
        .query_selector("#typed")
        .expect("a selector")
        .expect("a field")
        .unchecked_into();
    typed.set_value("by the reader");
    typed.focus().expect("focus");
    let now = [
        field("new"),
        says("p", "between"),
        field("typed"),
        says("p", "last"),
    ];
    patch("#kept", &now);
    patch("#kept", &now);
    let still: HtmlInputElement = place
        .query_selector("#typed")
        .expect("a selector")
        .expect("a field")
        .unchecked_into();
    assert!(still.is_same_node(Some(&typed)));
    assert_eq!(still.value(), "by the reader");
    let fresh: HtmlInputElement = place
        .query_selector("#new")
        .expect("a selector")
        .expect("a field")
        .unchecked_into();
    assert_eq!(fresh.value(), "at first");
    patch("#kept", &[field("typed")]);
    assert_eq!(place.child_element_count(), 1);
    assert_eq!(typed.value(), "by the reader");
}

#[wasm_bindgen_test]
fn a_disclosure_that_the_reader_opened_stays_open() {
    let place = place("open");
    patch(
        "#open",
        &[element("details", vec![says("summary", "More")])],
    );
    let details = place.first_element_child().expect("an element");
    details.set_attribute("open", "").expect("set");
    patch(
        "#open",
        &[element("details.now", vec![says("summary", "More")])],
    );
    assert!(details.has_attribute("open"));
}
