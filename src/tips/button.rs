//! A button of the plan.

use super::Action;
use crate::piece::{self, Piece};

/// A button that looks as `selector` says (`button.quiet`), says `label` and does what `action` names. `heading` is the id
/// of the heading that tells it from other buttons with its label; empty where there are none.
pub fn button(
    selector: &'static str,
    label: &str,
    action: &Action,
    id: &str,
    heading: &str,
) -> Piece {
    let button = piece::button(selector, label, NAME, action.to_string()).with("id", id);
    if heading.is_empty() {
        return button;
    }
    button.with("aria-labelledby", format!("{id} {heading}"))
}

/// The name of every button of the plan; its value is an [`Action`].
pub const NAME: &str = "plan";

/// A button that stays pressed.
pub fn pressed(button: Piece, is: bool) -> Piece {
    button.with("aria-pressed", is.to_string())
}
