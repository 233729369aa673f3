//! One plan in the panel: its week, the look back, what can be done with it.

use document::Date;
use plans::{Entry, TipId, Week};

use super::{
    action::{Action, OnTip},
    button::button,
    reminder::reminder,
    week::{count, days, earlier, today},
};
use crate::piece::{Piece, element, says};

/// What the ids of a plan's parts in the panel begin with.
pub fn id_of(tip: &TipId) -> String {
    format!("plan--{}--{}", tip.article, tip.tip)
}

/// The id of the field for a note.
pub fn note_id(tip: &TipId) -> String {
    format!("{}--note", id_of(tip))
}

/// One plan with everything that can be done with it, on `day` in `week`.
pub fn plan_view(tip: &TipId, entry: &Entry, week: Week, day: Date) -> Piece {
    let id = id_of(tip);
    let heading = format!("{id}--heading");
    let plan = &entry.plan;
    let mut content = vec![
        says("h3", plan.tip.as_str()).with("id", &heading),
        says("p.sentence", plan.to_string()),
    ];
    if plan.once {
        content.push(today(tip, entry, day, &format!("{id}--once"), &heading));
    } else {
        content.push(days(tip, entry, week, day, &id, &heading));
        content.push(count(entry, week));
        content.extend(earlier(entry, week));
    }
    let is_due = entry.is_look_due(day);
    if is_due {
        content.push(look_back(&note_id(tip)));
    }
    let tools = [
        ("Keep", OnTip::Keep, is_due),
        ("Change", OnTip::Write, true),
        ("Drop", OnTip::Drop, true),
    ];
    let tools = tools.into_iter().filter(|(_, _, is_there)| *is_there);
    let tools = tools.map(|(label, what, _)| {
        let action = Action::Tip(what, tip.clone());
        button(
            "button.quiet",
            label,
            &action,
            &format!("{id}--{label}"),
            &heading,
        )
    });
    content.push(element("div.plan-tools", tools.collect()).with("id", format!("{id}--tools")));
    content.extend(notes(entry));
    content.push(reminder(tip, entry, &id, &heading));
    element("li", content).with("id", id)
}

/// The question after a week, with room for a note.
fn look_back(note: &str) -> Piece {
    let content = vec![
        says("p.question", "A week has passed. Keep, change or drop?"),
        says("label", "A note, for you alone, if you like").with("for", note),
        element("textarea[rows=2][dir=auto]", Vec::new()).with("id", note),
    ];
    element("div", content).with("id", format!("{note}--question"))
}

/// What the reader noted when looking back.
fn notes(entry: &Entry) -> Option<Piece> {
    let notes = entry.looks.iter().filter(|(_, note)| !note.is_empty());
    let notes: Vec<_> = notes
        .map(|(day, note)| says("li[dir=auto]", format!("{}: {note}", day.without_year())))
        .collect();
    (!notes.is_empty()).then(|| element("ul.plan-notes[role=list]", notes))
}
