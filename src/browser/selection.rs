//! The words that the reader has selected.

use std::{cell::Cell, ops::Range, rc::Rc, time::Duration};

use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::{on, page};
use crate::{app::MAIN, reader::passage::text::PageText};

/// The width that is kept free for what is put below a selection, in CSS pixels.
const WIDEST: i32 = 320;

/// How long a selection stays the same before it is looked at: while it is drawn it changes with each move.
const AT_REST: Duration = Duration::from_millis(100);

/// What the reader has selected of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The page's text up to a little after it, and what of it is selected.
    pub text: PageText,
    /// The id of the part of the article that it begins in: a section, the introduction.
    pub part: String,
}

/// Calls `hear` whenever the selection has changed and is at rest: with what is selected of the article, or `None`. The
/// element with the id `below` is put right below it.
pub fn on_selection(below: &'static str, hear: impl Fn(Option<Passage>) + 'static) {
    if let Some(element) = page::find(below) {
        // A press on it must not take the selection away.
        on(&element, "pointerdown", |event| event.prevent_default());
    }
    let hear = Rc::new(hear);
    let changes = Rc::new(Cell::new(0_u32));
    on(&document(), "selectionchange", move |_| {
        let change = changes.get().wrapping_add(1);
        changes.set(change);
        if selected().is_none() {
            return hear(None);
        }
        let (hear, changes) = (hear.clone(), changes.clone());
        let look = move || {
            if changes.get() == change {
                hear(passage(below));
            }
        };
        set_timeout(look, AT_REST);
    });
}

/// The range that is selected, where it is in the article and not in its discussion.
fn selected() -> Option<web_sys::Range> {
    let selection = document().get_selection().ok().flatten()?;
    let range = selection
        .get_range_at(0)
        .ok()
        .filter(|range| !range.collapsed())?;
    let is_in_article = page::find(MAIN)?.contains(Some(&range.common_ancestor_container().ok()?))
        && !page::find("comments")
            .is_some_and(|comments| range.intersects_node(&comments).unwrap_or_default());
    is_in_article.then_some(range)
}

fn passage(below: &str) -> Option<Passage> {
    let range = selected()?;
    let (text, first) = page_text(&range);
    text.selected()?;
    let place = range.get_bounding_client_rect();
    // It stays within the window, whose edge may be near.
    let room = document().document_element()?.client_width() - WIDEST;
    let left = place.left().min(f64::from(room)).max(0.0);
    page::put(&page::find(below)?, left, place.bottom());
    let part = first?.closest(".section, #introduction").ok().flatten();
    let part = part.map_or_else(|| MAIN.to_owned(), |part| part.id());
    Some(Passage { text, part })
}

/// What is no text of the article, though it is in it: what the reader acts with, what only this device knows, what others
/// say.
const INTERFACE: &str = "nav, button, .trust, .tools, .section-tools, .tip-tools, [id$='--plan'], .aside, .over, .passage, #comments";

/// What browsers do not search.
const UNSEARCHED: &str = "script, style, template, textarea";

/// So many blocks after the selection are read: what stands there tells it from other places.
const AFTERWARDS: usize = 3;

/// The page's text up to a little after `range`, and the element that the selection begins in. Browsers search what shows;
/// this has all text, because what shows on this device may not on another one, and the reverse.
fn page_text(range: &web_sys::Range) -> (PageText, Option<Element>) {
    const ELEMENTS_AND_TEXT: u32 = 1 | 4;
    let mut text = PageText::default();
    let mut first = None;
    let walker = document().body().and_then(|body| {
        document()
            .create_tree_walker_with_what_to_show(&body, ELEMENTS_AND_TEXT)
            .ok()
    });
    // The block that is being read.
    let mut block = None::<Element>;
    let mut is_content = false;
    let mut last = None;
    while let Some(node) = walker
        .as_ref()
        .and_then(|walker| walker.next_node().ok().flatten())
    {
        if let Some(element) = node.dyn_ref::<Element>() {
            if element.local_name() == "br" || is_block(element) {
                block = None;
            }
            continue;
        }
        let Some(parent) = node.parent_element() else {
            continue;
        };
        let is_in = |selector| parent.closest(selector).ok().flatten().is_some();
        if is_in(UNSEARCHED) {
            continue;
        }
        let around = block_around(&parent);
        let is_article = is_in("main") && !is_in(INTERFACE);
        if block.is_none() || block != around || is_content != is_article {
            text.begin_block(is_article);
        }
        (block, is_content) = (around, is_article);
        let units = selected_units(range, &node);
        let had_begun = text.selected().is_some();
        let words = node.text_content().unwrap_or_default();
        text.push(&words, &units, is_in("pre"));
        if !had_begun && text.selected().is_some() {
            first = Some(parent);
        }
        if range.compare_point(&node, 0).is_ok_and(|place| place > 0) {
            let end = *last.get_or_insert(text.blocks.len());
            if text.blocks.len() > end + AFTERWARDS {
                break;
            }
        }
    }
    (text, first)
}

/// The nearest element around the text of `parent` that no line of text goes out of.
fn block_around(parent: &Element) -> Option<Element> {
    let mut next = Some(parent.clone());
    while let Some(element) = next.clone().filter(|element| !is_block(element)) {
        next = element.parent_element();
    }
    next
}

fn is_block(element: &Element) -> bool {
    let style = window().get_computed_style(element).ok().flatten();
    let display = style.and_then(|style| style.get_property_value("display").ok());
    display.is_some_and(|it| {
        !["inline", "contents", "ruby"]
            .iter()
            .any(|inline| it.starts_with(inline))
    })
}

/// The UTF-16 units of a text node that are selected.
fn selected_units(range: &web_sys::Range, node: &Node) -> Range<usize> {
    if !range.intersects_node(node).unwrap_or_default() {
        return 0..0;
    }
    let at = |container: Result<Node, _>, offset: Result<u32, _>, otherwise: usize| match container
    {
        Ok(container) if container.is_same_node(Some(node)) => {
            offset.map_or(otherwise, |offset: u32| offset as usize)
        }
        _ => otherwise,
    };
    let start = at(range.start_container(), range.start_offset(), 0);
    start..at(range.end_container(), range.end_offset(), usize::MAX)
}
