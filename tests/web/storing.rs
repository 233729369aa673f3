//! Things are kept on the device, set aside when they cannot be read, and heard of when they change.

use std::{cell::Cell, rc::Rc};

use inside_out::browser::storage::{
    self, Slot, StorageError,
    envelope::{self, EnvelopeError},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{article, keys_that_begin_with, storage, tell_of};

#[wasm_bindgen_test]
fn what_was_sealed_opens() {
    let sealed = envelope::seal(r#""a""#);
    assert_eq!(sealed, r#"{"version":1,"value":"a"}"#);
    let opened: Result<String, _> = envelope::open(&sealed);
    assert_eq!(opened, Ok("a".to_owned()));
}

#[wasm_bindgen_test]
fn a_newer_version_is_told_from_garbage() {
    let newer = r#"{"version":2,"value":{"new":"shape"}}"#;
    assert_eq!(
        envelope::open::<String>(newer),
        Err(EnvelopeError::Newer { version: 2 })
    );
    for garbage in ["", "garbage", "null", "[]", r#"{"version":1}"#] {
        assert_eq!(
            envelope::open::<String>(garbage),
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
        tell_of(key);
    }
    assert_eq!(heard.get(), 1);
}
