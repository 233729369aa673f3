//! What is printed.

use crate::{
    browser::{
        page, press,
        printer::{self, Extent},
    },
    piece::{Piece, button, element, says},
};

/// The name of the buttons that print.
const NAME: &str = "print";
/// What the button does that prints only what is open.
const OPEN: &str = "open";
/// The id of the choice.
const CHOICE: &str = "printing";

/// Prints what the reader chooses from now on.
pub fn begin() {
    printer::forget_afterwards();
    press::on_button(NAME, |value| {
        page::close_popover(CHOICE);
        printer::print(if value == OPEN {
            Extent::Open
        } else {
            Extent::Everything
        });
    });
}

/// A button that asks what to print, and the answers.
pub fn choice() -> [Piece; 2] {
    let print = |label, what: &str| button("button.quiet", label, NAME, what.to_owned());
    let answers = vec![print("Everything", ""), print("Only what is open", OPEN)];
    [
        says("button.quiet[type=button]", "Print").with("popovertarget", CHOICE),
        element("div.choices[popover=][role=group]", answers)
            .with("id", CHOICE)
            .with("aria-label", "What to print"),
    ]
}
