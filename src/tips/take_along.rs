//! What can be done with the whole plan: take it along, keep a copy, erase it.

use super::{
    action::{Action, OnAll},
    button::button,
    model::Model,
};
use crate::piece::{Piece, element, says};

/// The id of the field that takes a file in.
pub const IMPORT: &str = "plan--import";

/// Calendar file, print, link and export of a plan that there is; import and erase.
pub fn take_along(model: &Model) -> Piece {
    let mut content = vec![says("h3", "Take it along")];
    if model
        .plans
        .active()
        .any(|(_, entry)| entry.done().is_none())
    {
        content.push(tool("button.quiet", "Calendar file", OnAll::Calendar));
    }
    if model.plans.active().next().is_some() {
        content.push(tool("button.quiet", "Print my plan", OnAll::Print));
        content.push(tool("button.quiet", "Link to another device", OnAll::Link));
        content.push(tool("button.quiet", "Export", OnAll::Export));
    }
    content.push(says("label", "Import").with("for", IMPORT));
    content.push(
        element(
            "input[type=file][accept=.json,application/json]",
            Vec::new(),
        )
        .with("id", IMPORT),
    );
    // What was just erased can be put back first.
    if model.erasure.is_none() {
        let label = "Erase everything on this device";
        content.push(tool("button.quiet", label, OnAll::Erase));
    }
    element("div.take-along", content).with("id", "plan--along")
}

/// A button for something with the whole plan.
pub fn tool(selector: &'static str, label: &str, what: OnAll) -> Piece {
    let action = Action::All(what);
    button(selector, label, &action, &format!("plan--{action}"), "")
}
