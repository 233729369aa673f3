//! Puts [`Piece`]s into the page: what is there already stays, with its focus and with what the reader has typed into it;
//! what differs is changed.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, Node};

use super::{effect, page};
use crate::piece::{self, Piece};

/// Attributes that come from what the reader does: a disclosure that is open, a place that took the focus, a field that has
/// grown.
const READER_S: [&str; 3] = ["open", "tabindex", "style"];

/// Makes `pieces` the content of every element that `selector` finds. What had the focus and goes, such as the button that
/// was pressed, gives it to what was around it: else the reader would be at the beginning of the page again.
pub fn patch(selector: &str, pieces: &[Piece]) {
    let around = page::ids_around_focus();
    for element in page::find_all(selector) {
        // Fails only for names that are none of an element or an attribute: the pieces are the program's own.
        let _ = content(&element, pieces);
    }
    if page::has_no_focus() {
        for id in around {
            page::focus(&id);
            if !page::has_no_focus() {
                break;
            }
        }
    }
}

/// Makes `pieces` the content of `element`, which may not be in the page yet.
///
/// # Errors
/// Only for names that are none of an element or an attribute.
pub(super) fn fill(element: &Element, pieces: &[Piece]) -> Result<(), JsValue> {
    content(element, pieces)
}

/// Shows `view` in every element that `selector` finds: once the page is taken over, and again whenever a value that it
/// reads has changed.
pub fn show(selector: &'static str, view: impl Fn() -> Vec<Piece> + 'static) {
    effect(Box::new(move || patch(selector, &view())));
}

fn content(parent: &Node, pieces: &[Piece]) -> Result<(), JsValue> {
    remove_strangers(parent, pieces)?;
    let mut next = parent.first_child();
    for piece in pieces {
        let node = match piece.node() {
            piece::Node::Text(words) => words_at(parent, next.as_ref(), words)?,
            piece::Node::Element(piece) => element_at(parent, next, piece)?,
        };
        next = node.next_sibling();
    }
    while let Some(old) = next {
        next = old.next_sibling();
        parent.remove_child(&old)?;
    }
    Ok(())
}

fn id_of(piece: &piece::Element) -> &str {
    let id = piece.attributes.iter().find(|(name, _)| *name == "id");
    id.map_or("", |(_, id)| id)
}

/// Removes what has an id that no piece has: nothing that stays has to move for it.
fn remove_strangers(parent: &Node, pieces: &[Piece]) -> Result<(), JsValue> {
    let is_known = |id: &str| {
        pieces.iter().any(|piece| match piece.node() {
            piece::Node::Element(piece) => id_of(piece) == id,
            piece::Node::Text(_) => false,
        })
    };
    let mut next = parent.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        let id = id_in_page(&node);
        if !id.is_empty() && !is_known(&id) {
            parent.remove_child(&node)?;
        }
    }
    Ok(())
}

fn id_in_page(node: &Node) -> String {
    node.dyn_ref::<Element>()
        .map(Element::id)
        .unwrap_or_default()
}

/// The words, before `next` or in its place.
fn words_at(parent: &Node, next: Option<&Node>, words: &str) -> Result<Node, JsValue> {
    if let Some(node) = next.filter(|node| node.node_type() == Node::TEXT_NODE) {
        if node.node_value().as_deref() != Some(words) {
            node.set_node_value(Some(words));
        }
        return Ok(node.clone());
    }
    let node = page::document().create_text_node(words);
    parent.insert_before(&node, next)
}

/// The element, before `next` or in its place. What it passes over on the way to it and has no id is removed rather than
/// passed: moving an element takes its focus away.
fn element_at(
    parent: &Node,
    mut next: Option<Node>,
    piece: &piece::Element,
) -> Result<Node, JsValue> {
    let id = id_of(piece);
    let is_it = |node: &Node| {
        let element = node.dyn_ref::<Element>();
        element.is_some_and(|it| it.id() == id && it.local_name() == piece.tag)
    };
    let mut found = next.clone();
    while let Some(node) = found.clone().filter(|node| !id.is_empty() && !is_it(node)) {
        found = node.next_sibling();
    }
    let found = found.filter(is_it);
    if let Some(found) = &found {
        while let Some(node) = next.clone().filter(|node| !node.is_same_node(Some(found))) {
            if !id_in_page(&node).is_empty() {
                break;
            }
            next = node.next_sibling();
            parent.remove_child(&node)?;
        }
    }
    let element = match found {
        Some(found) => found.unchecked_into(),
        None => page::document().create_element(piece.tag)?,
    };
    attributes(&element, piece)?;
    content(&element, &piece.content)?;
    if next
        .as_ref()
        .is_some_and(|next| next.is_same_node(Some(&element)))
    {
        return Ok(element.into());
    }
    parent.insert_before(&element, next.as_ref())
}

fn attributes(element: &Element, piece: &piece::Element) -> Result<(), JsValue> {
    for name in element.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        let is_piece_s = piece.attributes.iter().any(|(kept, _)| *kept == name);
        if !is_piece_s && !READER_S.contains(&name.as_str()) {
            element.remove_attribute(&name)?;
        }
    }
    for (name, value) in &piece.attributes {
        let before = element.get_attribute(name);
        if before.as_ref() == Some(value) {
            continue;
        }
        element.set_attribute(name, value)?;
        // A field that shows what the attribute said before was not changed by the reader: it shows the new value.
        if *name == "value" {
            let field: &HtmlInputElement = element.unchecked_ref();
            if before.is_some_and(|before| field.value() == before) {
                field.set_value(value);
            }
        }
    }
    Ok(())
}
