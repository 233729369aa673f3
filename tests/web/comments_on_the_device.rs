//! The store on the device is a store like any other, and two tabs lose nothing.

use std::cell::Cell;

use comments::{
    CommentId, CommentStore, KeepsShelf, NewComment, Shelf, StoreError, Timestamp,
    asking::Asking as _, contract::every_store_keeps_the_contract,
};
use document::Slug;
use inside_out::{
    browser::storage::{StorageError, envelope::EnvelopeError},
    comments::store::DeviceStore,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{article, keys_that_begin_with, storage, tell_of};

/// A store as another tab sees it: this tab is told of each change.
struct InAnotherTab {
    key: String,
    store: DeviceStore,
}

impl InAnotherTab {
    fn new(slug: &Slug) -> Self {
        Self {
            key: format!("inside-out/comments/{slug}"),
            store: DeviceStore::new(slug),
        }
    }
}

impl KeepsShelf for InAnotherTab {
    fn look<T>(&self, look: impl FnOnce(&Shelf) -> T) -> Result<T, StoreError> {
        self.store.look(look)
    }

    fn change<T>(
        &self,
        change: impl FnOnce(&mut Shelf, Timestamp) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let answer = self.store.change(change);
        tell_of(&self.key);
        answer
    }

    fn on_change(&self, hear: impl Fn() + Clone + 'static) {
        self.store.on_change(hear);
    }
}

#[wasm_bindgen_test]
async fn the_store_on_the_device_keeps_the_contract() {
    let number = Cell::new(0);
    every_store_keeps_the_contract(
        async || {
            number.set(number.get() + 1);
            let slug = article(&format!("contract {}", number.get()));
            [(); 2].map(|()| InAnotherTab::new(&slug))
        },
        async || (),
    )
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
    let other = InAnotherTab::new(&slug);
    other.create(id(3), new("third")).await.expect("kept");
    let ids = |shelf: &Shelf| shelf.comments().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(store.look(ids), Ok(vec![id(1), id(2), id(3)]));

    storage().remove_item(key).expect("erased");
    tell_of(key);
    assert_eq!(store.look(Shelf::is_empty), Ok(true), "and stays erased");
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
    assert_eq!(store.look(Shelf::len), Err(StoreError::from(set_aside)));
    assert_eq!(
        keys_that_begin_with("inside-out/comments/rules/set-aside/").len(),
        1
    );

    store.create(id(1), new("afresh")).await.expect("kept");
    assert_eq!(store.look(Shelf::len), Ok(1));
}
