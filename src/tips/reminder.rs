//! When the calendar file reminds of a plan.

use document::Weekday;
use plans::{Entry, TipId};

use super::{
    action::Action,
    button::{button, pressed},
    week::short,
};
use crate::piece::{Piece, element, says};

/// The name of the field for a plan's time. The tip follows it.
const TIME: &str = "at ";

/// The tip whose time the field with this name is.
pub fn tip_of(field: &str) -> Option<TipId> {
    field.strip_prefix(TIME)?.parse().ok()
}

/// The time and, of what is done more than once, the days, for those who look. `id` is the plan's, `heading` its heading's.
pub fn reminder(tip: &TipId, entry: &Entry, id: &str, heading: &str) -> Piece {
    let (time, label) = (format!("{id}--time"), format!("{id}--time-label"));
    let mut content = vec![
        says("summary", "In my calendar"),
        says("label", "At").with("id", &label).with("for", &time),
        element("input[type=time]", Vec::new())
            .with("id", time)
            .with("aria-labelledby", format!("{label} {heading}"))
            .with("name", format!("{TIME}{tip}"))
            .with("value", entry.plan.at.to_string()),
    ];
    if !entry.plan.once {
        let days = (0..7).map(|number| {
            let day = Weekday::Monday.nth_next(number);
            let action = Action::Remind(tip.clone(), number);
            let button = button(
                "button.day",
                &short(&day.to_string()),
                &action,
                &format!("{id}--on-{number}"),
                "",
            );
            pressed(button, entry.plan.on.has(day))
        });
        let days = element("div.reminder[role=group]", days.collect());
        content.push(days.with("aria-label", "On these days"));
    }
    let in_calendar = element("details.in-calendar", content);
    in_calendar.with("id", format!("{id}--calendar"))
}
