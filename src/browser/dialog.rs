//! A question before something is done that takes something away: a modal dialog.
//!
//! The browser itself keeps the focus in it.

use std::cell::Cell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

use super::{closest, on, page, patch};
use crate::piece::{Piece, button, element, says};

/// The dialog's id. There is one at a time: it is modal.
const ID: &str = "confirm--dialog";
const HEADING: &str = "confirm--heading";
const EXPLANATION: &str = "confirm--explanation";
/// The value of the button that does it.
const YES: &str = "yes";

/// A question, and its two answers.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The dialog's name: what is asked.
    pub title: &'static str,
    /// What will be gone, and what of it can be undone.
    pub explanation: &'static str,
    /// The button that does it.
    pub yes: &'static str,
    /// The button that does nothing; it has the focus.
    pub no: &'static str,
}

/// Asks; only where the answer is yes, `then` is called. `opener` is the id of the element that gets the focus back.
pub fn confirm(question: &Question, opener: &'static str, then: impl FnOnce() + 'static) {
    // Fails only where there is no page any more, or where a dialog is open: nothing is done then.
    let _ = show(question, opener, Box::new(then));
}

fn show(question: &Question, opener: &'static str, then: Box<dyn FnOnce()>) -> Result<(), JsValue> {
    let dialog: HtmlDialogElement = page::document().create_element("dialog")?.unchecked_into();
    for (name, value) in [
        ("id", ID),
        ("class", "confirm"),
        ("aria-labelledby", HEADING),
        ("aria-describedby", EXPLANATION),
    ] {
        dialog.set_attribute(name, value)?;
    }
    patch::fill(&dialog, &pieces(question))?;
    around(opener)?.append_child(&dialog)?;
    let open = dialog.clone();
    on(&dialog, "click", move |click| {
        if let Some(button) = closest(&click, "button") {
            open.close_with_return_value(&button.get_attribute("value").unwrap_or_default());
        }
    });
    let open = dialog.clone();
    on(&dialog, "keydown", move |event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        if key.key() == "Escape" {
            // WebKit would close the popover around it, too.
            event.prevent_default();
            open.close_with_return_value("");
        }
    });
    let (closed, then) = (dialog.clone(), Cell::new(Some(then)));
    on(&dialog, "close", move |_| {
        closed.remove();
        // Not every browser gives it to a button that is pressed, so that it would not come back there.
        page::focus_field(opener);
        if let Some(then) = then.take().filter(|_| closed.return_value() == YES) {
            then();
        }
    });
    dialog.show_modal()
}

/// Where the dialog stands: in the popover that asks, for a dialog outside of it would close it.
fn around(opener: &str) -> Result<Element, JsValue> {
    let popover = page::find(opener).and_then(|it| it.closest(":popover-open").ok().flatten());
    let body = || page::document().body().map(JsCast::unchecked_into);
    popover.or_else(body).ok_or(JsValue::NULL)
}

/// What is in the dialog. The answer that does nothing is the first to get the focus.
fn pieces(question: &Question) -> Vec<Piece> {
    let answers = vec![
        button(
            "button.quiet[autofocus=]",
            question.no,
            "confirm",
            String::new(),
        ),
        button("button.primary", question.yes, "confirm", YES.to_owned()),
    ];
    vec![
        says("h2", question.title).with("id", HEADING),
        says("p", question.explanation).with("id", EXPLANATION),
        element("div.answers", answers),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::testing::{all, attribute, words};

    #[test]
    fn the_answer_that_does_nothing_comes_first_and_has_the_focus() {
        let pieces = pieces(&Question {
            title: "Erase it?",
            explanation: "It is gone then.",
            yes: "Erase",
            no: "Cancel",
        });
        assert_eq!(words(&pieces), "Erase it? It is gone then. Cancel Erase");
        let buttons = all("button", &pieces);
        let [no, yes] = buttons.as_slice() else {
            panic!("there are two answers");
        };
        assert_eq!(
            (attribute(no, "autofocus"), attribute(no, "value")),
            (Some(""), Some(""))
        );
        assert_eq!(
            (attribute(yes, "autofocus"), attribute(yes, "value")),
            (None, Some(YES))
        );
    }
}
