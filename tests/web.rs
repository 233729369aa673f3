//! What only a browser can show: that things are kept, set aside, and read back. Run by `make test-web`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{cell::Cell, rc::Rc};

use comments::{
    At, Comment, CommentBody, CommentId, CommentStore, NewComment, Page, Reply, Sort, StoreError,
    Timestamp, Window, contract::every_store_keeps_the_contract,
};
use document::Slug;
use inside_out::{
    browser::{
        patch::patch,
        storage::{
            self, Slot, StorageError,
            envelope::{self, EnvelopeError},
        },
    },
    comments::store::DeviceStore,
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

/// A store as another tab sees it: the browser tells this tab of each change. (It would not tell the tab that made it.)
struct InAnotherTab {
    key: String,
    store: DeviceStore,
}

impl InAnotherTab {
    fn tell<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        let kept = storage().get_item(&self.key).expect("readable");
        let of = StorageEventInit::new();
        of.set_key(Some(&self.key));
        of.set_new_value(kept.as_deref());
        let event = StorageEvent::new_with_event_init_dict("storage", &of).expect("an event");
        let window = web_sys::window().expect("a window");
        window.dispatch_event(&event).expect("dispatched");
        answer
    }
}

impl CommentStore for InAnotherTab {
    async fn page(&self, sort: Sort, at: At) -> Result<Page, StoreError> {
        self.store.page(sort, at).await
    }

    async fn replies(&self, thread: CommentId, at: At) -> Result<Window<Reply>, StoreError> {
        self.store.replies(thread, at).await
    }

    async fn context(&self, sort: Sort, id: CommentId) -> Result<Page, StoreError> {
        self.store.context(sort, id).await
    }

    async fn create(&self, id: CommentId, new: NewComment) -> Result<Comment, StoreError> {
        self.tell(self.store.create(id, new).await)
    }

    async fn edit(
        &self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
    ) -> Result<Comment, StoreError> {
        self.tell(self.store.edit(id, body, seen).await)
    }

    async fn delete(&self, id: CommentId) -> Result<(), StoreError> {
        self.tell(self.store.delete(id).await)
    }

    async fn helpful(&self, id: CommentId, mine: bool) -> Result<Comment, StoreError> {
        self.tell(self.store.helpful(id, mine).await)
    }

    async fn report(&self, id: CommentId) -> Result<(), StoreError> {
        self.store.report(id).await
    }

    fn subscribe(&self, hear: impl Fn() + Clone + 'static) {
        self.store.subscribe(hear);
    }
}

#[wasm_bindgen_test]
async fn the_store_on_the_device_keeps_the_contract() {
    let number = Cell::new(0);
    every_store_keeps_the_contract(async || {
        number.set(number.get() + 1);
        let slug = article(&format!("contract {}", number.get()));
        let key = format!("inside-out/comments/{slug}");
        [(); 2].map(|()| InAnotherTab {
            key: key.clone(),
            store: DeviceStore::new(&slug),
        })
    })
    .await;
}

fn new(body: &str) -> NewComment {
    NewComment::new(None, "Hana", body).expect("a comment")
}

fn id(number: u64) -> CommentId {
    let moment = Timestamp::from_millis(number).expect("a time");
    CommentId::new(moment, [0; 10])
}

#[wasm_bindgen_test]
async fn what_another_tab_has_overwritten_is_kept_again() {
    let slug = article("overwritten");
    let key = "inside-out/comments/overwritten";
    let store = DeviceStore::new(&slug);
    store.subscribe(|| {});
    store.create(id(1), new("first")).await.expect("kept");
    let before = storage().get_item(key).expect("readable").expect("kept");
    store.create(id(2), new("second")).await.expect("kept");

    // The other tab knew only the first comment when it kept its own.
    storage().set_item(key, &before).expect("room");
    let other = InAnotherTab {
        key: key.to_owned(),
        store: DeviceStore::new(&slug),
    };
    other.create(id(3), new("third")).await.expect("kept");
    let kept = store.shelf().expect("readable");
    let ids: Vec<_> = kept.comments().map(|comment| comment.id).collect();
    assert_eq!(ids, [id(1), id(2), id(3)]);

    let erased = other.tell(other.store.erase()).expect("erased");
    assert_eq!(erased, kept);
    assert!(
        store.shelf().expect("readable").is_empty(),
        "and stays erased"
    );
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
    assert_eq!(store.shelf(), Err(StoreError::from(set_aside)));
    assert_eq!(
        keys_that_begin_with("inside-out/comments/rules/set-aside/").len(),
        1
    );

    store.create(id(1), new("afresh")).await.expect("kept");
    assert_eq!(store.shelf().expect("readable").len(), 1);
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
