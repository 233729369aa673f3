//! The elements and attributes that the page's shell (`index.html`) and the program share.

use document::{Outline, Slug};
pub(super) use leptos::prelude::document;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsError};
use web_sys::{Element, Event, FocusOptions, HtmlElement, HtmlFormElement, HtmlInputElement, Node};

use super::on;
use crate::{PageState, json};

/// The state that the prerender wrote into the page.
///
/// # Errors
/// Where the element is missing or holds anything else.
pub fn state() -> Result<PageState, JsError> {
    let text = element(PageState::ELEMENT_ID)?
        .text_content()
        .unwrap_or_default();
    json::read(&text).ok_or_else(|| JsError::new("the page's state cannot be read"))
}

/// The address path of the comments API, on a page whose comments the site's server keeps.
pub fn api() -> String {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-comments"))
        .unwrap_or_default()
}

/// The page's language, such as `en`.
pub(super) fn language() -> String {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

/// The element with this id.
///
/// # Errors
/// Where there is none.
pub fn element(id: &str) -> Result<HtmlElement, JsError> {
    find(id).ok_or_else(|| JsError::new(&format!("the page has no element #{id}")))
}

/// The element with this id, if there is one.
pub(super) fn find(id: &str) -> Option<HtmlElement> {
    // Firefox warns when it is asked for the element without an id.
    let id = Some(id).filter(|id| !id.is_empty())?;
    // What is drawn (SVG) scrolls and takes the focus like what is written.
    document().get_element_by_id(id).map(JsCast::unchecked_into)
}

/// Every element that `selector` finds, in the page's order.
pub(super) fn find_all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).ok();
    let nodes = found
        .iter()
        .flat_map(|found| (0..found.length()).filter_map(|index| found.get(index)));
    nodes.map(JsCast::unchecked_into).collect()
}

/// Of each section, in order, whether it is closed: what the early script, `src/early.js`, made of it.
pub fn closed_sections(outline: &Outline) -> Vec<bool> {
    let is_closed =
        |id: &Slug| find(&panel_id(id)).is_some_and(|panel| panel.has_attribute("hidden"));
    outline
        .sections
        .iter()
        .map(|section| is_closed(&section.id))
        .collect()
}

/// Whether each element that `parents` finds begins with nodes that these selectors find, one each. An empty selector finds a
/// comment.
pub fn begins_with(parents: &str, children: &[String]) -> bool {
    let found = find_all(parents);
    let begins = |parent: &Element| {
        let nodes = parent.child_nodes();
        (0..).zip(children).all(|(index, selector)| {
            let node = nodes.item(index);
            match node.as_ref().and_then(|node| node.dyn_ref::<Element>()) {
                Some(element) => element.matches(selector).unwrap_or_default(),
                None => {
                    selector.is_empty()
                        && node.is_some_and(|it| it.node_type() == Node::COMMENT_NODE)
                }
            }
        })
    };
    !found.is_empty() && found.iter().all(begins)
}

/// The id of the section that has this id itself or holds the element that has it.
pub fn section_around(id: &str) -> Option<String> {
    let section = find(id)?.closest("section").ok().flatten()?;
    Some(section.id())
}

/// The id of a section's heading. A slug holds no double hyphen, so it never meets another id.
pub fn heading_id(section: &Slug) -> String {
    format!("{section}--heading")
}

/// The id of what a section folds.
pub fn panel_id(section: &Slug) -> String {
    format!("{section}--panel")
}

/// The words in the element with this id.
pub fn text(id: &str) -> String {
    find(id)
        .and_then(|element| element.text_content())
        .unwrap_or_default()
}

/// Whether nothing has the focus.
pub fn has_no_focus() -> bool {
    let focused = document().active_element();
    focused.is_none_or(|element| element.tag_name() == "BODY")
}

/// The ids of what has the focus and of what is around it, the nearest first.
pub(super) fn ids_around_focus() -> Vec<String> {
    let mut ids = Vec::new();
    let mut next = document().active_element();
    while let Some(element) = next {
        ids.push(element.id());
        next = element.parent_element();
    }
    ids
}

/// Gives the focus to the element with this id: to its heading, where it is a section. Scrolls nothing.
pub fn focus(id: &str) {
    let Some(element) = find(&format!("{id}--heading")).or_else(|| find(id)) else {
        return;
    };
    if element.tab_index() < 0 {
        // Fails only for names that are no attribute's.
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Gives the focus to the heading of the element with this id, and scrolls what it holds to its beginning.
pub fn focus_at_top(id: &str) {
    if let Some(element) = find(id) {
        element.set_scroll_top(0);
    }
    focus(id);
}

/// What stands in the field with this id.
pub fn value(id: &str) -> String {
    // Inputs and text areas alike have a `value`.
    find(id)
        .map(|field| field.unchecked_into::<HtmlInputElement>().value())
        .unwrap_or_default()
}

/// Writes into the field with this id.
pub fn set_value(id: &str, value: &str) {
    if let Some(field) = find(id) {
        field.unchecked_into::<HtmlInputElement>().set_value(value);
    }
}

/// Writes into the field with this id what was typed on an earlier visit, unless something is there.
pub fn fill(id: &str, text: &str) {
    if value(id).is_empty() {
        set_value(id, text);
    }
}

/// Gives the focus to the field with this id, and scrolls to it.
pub fn focus_field(id: &str) {
    // Fails only where the browser has no focus to give.
    let _ = find(id).map(|field| field.focus());
}

/// Makes the text field with this id as high as what is typed in it, up to a limit of the styles.
pub fn grow(id: &str) {
    let Some(field) = find(id) else {
        return;
    };
    let set = |height: &str| field.style().set_property("height", height);
    // Fails only for properties that there are not. First it shrinks: only then does its content say how high it is.
    let _ = set("auto");
    if field.scroll_height() > field.client_height() {
        let border = field.offset_height() - field.client_height();
        let _ = set(&format!("{}px", field.scroll_height() + border));
    }
}

/// Sends the form with this id, as its button would.
pub fn send(id: &str) {
    if let Some(form) = find(id) {
        // Fails only where the form has been taken out of the page.
        let _ = form.unchecked_into::<HtmlFormElement>().request_submit();
    }
}

/// Opens the popover with this id, if it is closed.
pub fn open_popover(id: &str) {
    // It fails where it is open already.
    let _ = find(id).map(|element| element.show_popover());
}

/// Gives the focus to the heading of the popover with this id whenever it opens: it is a dialogue.
pub fn focus_when_opened(id: &'static str) {
    if let Some(element) = find(id) {
        on(&element, "toggle", move |_| {
            if find(id).is_some_and(|it| it.matches(":popover-open").unwrap_or_default()) {
                focus(id);
            }
        });
    }
}

/// Closes the popover with this id, if it is open.
pub fn close_popover(id: &str) {
    // It fails where it is no open popover: nothing is to be closed then.
    let _ = find(id).map(|element| element.hide_popover());
}

/// Says in the page that the program runs; the styles show what needs it.
pub fn mark_running() {
    set_root_attribute("data-program", Some("running"));
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    // Both calls fail only for names that are no attribute's.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Lets the reader use the fields with this id.
pub fn enable(id: &str) {
    if let Some(element) = find(id) {
        // Fails never for a name that is an attribute's.
        let _ = element.remove_attribute("disabled");
    }
}

/// Moves the progress line: `part` of it, 0 to 1, is drawn.
pub fn set_progress(part: f64) {
    if let Some(line) = find("progress") {
        #[expect(clippy::cast_possible_truncation, reason = "a thousand at most")]
        let thousandths = (part * 1000.0).round() as i32;
        // Fails only for a property that there is not.
        let _ = line
            .style()
            .set_property("scale", &format!("calc({thousandths} / 1000) 1"));
    }
}

/// Moves the bar at the window's lower edge out of the way, or back.
pub fn move_bar_away(is_away: bool) {
    for bar in find_all(".dock") {
        // Fails only for a name that is no attribute's.
        let _ = bar.toggle_attribute_with_force("data-away", is_away);
    }
}

/// Name and value of the control that an event is about.
pub fn name_and_value(event: &Event) -> (String, String) {
    // Inputs and choices alike have a `name` and a `value`.
    let control = event.target().map(JsCast::unchecked_into);
    control
        .map(|control: HtmlInputElement| (control.name(), control.value()))
        .unwrap_or_default()
}

/// Marks the option `value` of the group of options `name`.
pub fn check(name: &str, value: &str) {
    let option = document().query_selector(&format!("input[name='{name}'][value='{value}']"));
    if let Some(option) = option.ok().flatten() {
        option
            .unchecked_into::<HtmlInputElement>()
            .set_checked(true);
    }
}

/// Puts an element that is positioned absolutely at a place in the window, in CSS pixels. It scrolls with the page.
pub fn put(element: &HtmlElement, left: f64, top: f64) {
    let scrolled = |offset: Result<f64, _>| offset.unwrap_or_default();
    let length = |length: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "`as` saturates, far outside any page"
        )]
        // Whole pixels: writing fractions would weigh 3 kB.
        let length = length.round() as i32;
        format!("{length}px")
    };
    // Fails only for properties that there are not.
    let _ = element
        .style()
        .set_property("left", &length(left + scrolled(window().scroll_x())));
    let _ = element
        .style()
        .set_property("top", &length(top + scrolled(window().scroll_y())));
}
