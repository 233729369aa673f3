//! Pieces come into the page, and what the reader did there stays.

use inside_out::{
    browser::patch::patch,
    piece::{Piece, element, says, text},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement};

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
