//! What the reader plans with one tip, on its card.

use plans::TipId;

use super::{
    action::{Action, OnAll, OnTip},
    button::button,
    model::Model,
    week::today,
};
use crate::piece::{Piece, element, says};

/// The id of the heading of a tip's card.
pub fn heading_id(tip: &TipId) -> String {
    format!("{}--heading", tip.tip)
}

/// The id of the part of a tip's card that shows what is planned.
pub fn plan_id(tip: &TipId) -> String {
    format!("{}--plan", tip.tip)
}

/// "Add to my plan", or the sentence that is planned and today's tick.
pub fn pieces(model: &Model, tip: &TipId) -> Vec<Piece> {
    let heading = heading_id(tip);
    let entry = model.followed(tip);
    let (label, action) = match entry {
        Some(_) => ("Open my plan", Action::All(OnAll::Open)),
        None => ("Add to my plan", Action::Tip(OnTip::Write, tip.clone())),
    };
    let open = format!("{}--open", tip.tip);
    let mut tools = vec![button("button.quiet", label, &action, &open, &heading)];
    let mut pieces = Vec::new();
    if let Some((entry, day)) = entry {
        pieces.push(says("p.sentence", entry.plan.to_string()));
        tools.push(today(
            tip,
            entry,
            day,
            &format!("{}--today", tip.tip),
            &heading,
        ));
    }
    pieces.push(element("div.tip-tools", tools));
    pieces
}
