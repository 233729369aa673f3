//! What was done of one plan: today, this week, the weeks before.

use document::Date;
use plans::{Entry, TipId, Week};

use super::{
    action::{Action, OnTip},
    button::{button, pressed},
};
use crate::piece::{Piece, element, says};

/// A button that ticks `day`, or what is done once; pressed while it is ticked. `heading` is the id of what it belongs to.
pub fn today(tip: &TipId, entry: &Entry, day: Date, id: &str, heading: &str) -> Piece {
    let label = match entry.done() {
        Some(day) => format!("Done on {}", day.without_year()),
        None if entry.plan.once => "Done".to_owned(),
        None => "Done today".to_owned(),
    };
    let action = Action::Tip(OnTip::Today, tip.clone());
    let is_ticked = entry.done().is_some() || entry.is_ticked(day);
    pressed(
        button("button.tick", &label, &action, id, heading),
        is_ticked,
    )
}

/// A button for each day of the week, named by its heading; a day that is still to come cannot be pressed.
pub fn days(tip: &TipId, entry: &Entry, week: Week, today: Date, id: &str, heading: &str) -> Piece {
    let days = week.days().map(|day| {
        let label = format!("{} {}", short(&day.weekday().to_string()), day.number());
        let action = Action::Tick(tip.clone(), day);
        let button = button("button.day", &label, &action, &format!("{id}--{day}"), "");
        let button = pressed(button, entry.is_ticked(day)).with_if("disabled", day > today);
        if day == today {
            button.with("aria-current", "date")
        } else {
            button
        }
    });
    element("div.week[role=group]", days.into()).with("aria-labelledby", heading)
}

/// `Mon` of `Monday`.
pub fn short(weekday: &str) -> String {
    weekday.chars().take(3).collect()
}

/// How often it was done this week.
pub fn count(entry: &Entry, week: Week) -> Piece {
    says("p.count", format!("{} of 7 days", entry.count(week)))
}

/// The weeks before, as bars that say in words what they show. How long a bar is, the styles know: the policy allows no
/// style in the page.
pub fn earlier(entry: &Entry, week: Week) -> Option<Piece> {
    let weeks: Vec<_> = entry
        .earlier_weeks(week)
        .into_iter()
        .map(|(week, count)| {
            let words = format!("Week of {}: {count} of 7 days", week.first().without_year());
            says("li", words).with("data-days", count.to_string())
        })
        .collect();
    (!weeks.is_empty()).then(|| element("ul.weeks[role=list]", weeks))
}
