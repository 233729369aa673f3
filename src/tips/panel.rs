//! "My plan".

use document::Date;
use leptos::prelude::*;
use plans::Week;

use super::{
    action::OnAll,
    model::Model,
    plan_view::{id_of, plan_view},
    planner::planner,
    take_along::{take_along, tool},
    week::today,
};
use crate::piece::{Piece, element, says, text, to_views};

/// The panel's id.
pub const PANEL: &str = "plan";

/// The button that opens the plan, from anywhere on the page, with the number of tips in it. (The browser itself opens
/// and closes the panel; the Escape key gives the focus back.)
pub fn plan_button() -> AnyView {
    view! {
        <button type="button" class="open-plan primary needs-program" popovertarget=PANEL accesskey="p">
            "My plan"<span id="plan--count"></span>
        </button>
        // The one that is announced; the others are there to be seen.
        <p class="unseen plan-news" role="status"></p>
    }
    .into_any()
}

/// How many tips are followed, after the button's words.
pub fn count(model: &Model) -> Vec<Piece> {
    match model.plans.active().count() {
        0 => Vec::new(),
        count => vec![text(format!(" · {count}"))],
    }
}

/// The panel, empty until the program has started.
pub fn panel() -> AnyView {
    view! {
        <section id=PANEL class="my-plan" popover role="dialog" aria-labelledby="plan--heading">
            <h2 id="plan--heading">"My plan"</h2>
            {to_views(vec![tool("button.quiet", "Close", OnAll::Close)])}
            <div id="plan--content"></div>
        </section>
    }
    .into_any()
}

/// What there is to say, what was offered, today's ticks, then each plan, then what can be done with all of it. While a
/// plan is written, the form stands there instead; the rest only hides, with what was typed into it.
pub fn pieces(model: &Model) -> Vec<Piece> {
    let mut pieces = vec![element("div.message.plan-news", news(model))];
    if model.erasure.is_some() {
        pieces.push(tool("button.primary", "Undo", OnAll::PutBack));
    }
    pieces.extend(offer(model));
    pieces.extend(model.draft.as_ref().map(|draft| planner(model, draft)));
    if let Some(day) = model.today {
        let mut rest = plans(model, day);
        rest.push(take_along(model));
        let rest = element("div", rest).with("id", "plan--rest");
        pieces.push(rest.with_if("hidden", model.draft.is_some()));
    }
    pieces
}

/// What there is to say: first why nothing can be kept, then what was set aside.
pub fn news(model: &Model) -> Vec<Piece> {
    let trouble = model.trouble.as_ref();
    let trouble = trouble.map(|error| format!("Your plan holds for this visit only. {error} "));
    let set_aside = model.set_aside.as_ref().map(|words| format!("{words} "));
    trouble
        .into_iter()
        .chain(set_aside)
        .chain(model.news.clone())
        .map(text)
        .collect()
}

/// Today's ticks, then each plan.
fn plans(model: &Model, day: Date) -> Vec<Piece> {
    let week = Week::around(day, model.first);
    let mut ticks = Vec::new();
    let mut plans = Vec::new();
    for (tip, entry) in model.plans.active() {
        let id = id_of(tip);
        let sentence = format!("{id}--sentence");
        // What was done once, on another day, is over.
        if entry.done().is_none_or(|done| done == day) {
            let tick = today(tip, entry, day, &format!("{id}--today"), &sentence);
            let words = says("span", entry.plan.to_string()).with("id", sentence);
            ticks.push(element("li", vec![tick, words]).with("id", format!("{id}--item")));
        }
        plans.push(plan_view(tip, entry, week, day));
    }
    if plans.is_empty() {
        return vec![says(
            "p",
            "Nothing is planned yet. “Add to my plan” below a tip begins.",
        )];
    }
    vec![
        says("h3.today-label", "Today"),
        element("ul.today[role=list]", ticks),
        element("ul.plans[role=list]", plans),
    ]
}

/// Plans from a link or a file: what they would change, and the question.
fn offer(model: &Model) -> Option<Piece> {
    let content = vec![
        says("p.question", "Take this into your plan?"),
        says("p", model.offer_in_words()?),
        tool("button.primary", "Take it in", OnAll::Accept),
        tool("button.quiet", "Leave it", OnAll::Leave),
    ];
    Some(element("div.offer", content).with("id", "plan--offer"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use document::PlanIdeas;
    use plans::{Plans, TipId};

    use super::*;
    use crate::browser::storage::Erased;
    use crate::piece::testing::{all, attribute, words};
    use crate::tips::model::Erasure;

    fn tip() -> TipId {
        "gut/stress".parse().expect("a tip")
    }

    /// On Wednesday, 25 November 2026, one tip followed since that day.
    fn model(once: bool) -> Model {
        let ideas = PlanIdeas {
            once,
            ..PlanIdeas::default()
        };
        let mut model = Model {
            today: "2026-11-25".parse().ok(),
            tips: vec![(tip(), ideas)],
            ..Model::default()
        };
        model.write(tip(), "Manage Stress".to_owned());
        model.decide("I get up", "stretch").expect("a plan");
        model
    }

    fn labels(model: &Model) -> Vec<String> {
        let pieces = pieces(model);
        let buttons = all("button", &pieces).into_iter();
        buttons
            .map(|button| words(std::slice::from_ref(button)))
            .collect()
    }

    #[test]
    fn nothing_is_shown_before_the_day_is_known_and_an_invitation_after() {
        let mut model = Model::default();
        assert_eq!(words(&pieces(&model)), "");
        model.today = "2026-11-25".parse().ok();
        assert!(words(&pieces(&model)).contains("Nothing is planned yet."));
        assert!(!labels(&model).contains(&"Calendar file".to_owned()));
        assert_eq!(words(&count(&model)), "");
    }

    #[test]
    fn a_plan_has_a_tick_for_today_and_a_button_for_each_day() {
        let model = model(false);
        let shown = words(&pieces(&model));
        assert!(
            shown.starts_with("Today Done today When I get up, I will stretch. Manage Stress"),
            "{shown}"
        );
        assert!(
            shown.contains("Mon 23 Tue 24 Wed 25 Thu 26 Fri 27 Sat 28 Sun 29 0 of 7 days"),
            "{shown}"
        );
        assert_eq!(words(&count(&model)), "· 1");
        let pieces = pieces(&model);
        let disabled = all("button", &pieces)
            .into_iter()
            .filter(|it| attribute(it, "disabled").is_some());
        assert_eq!(disabled.count(), 4, "the days that are still to come");
    }

    #[test]
    fn what_is_done_once_has_no_week_and_goes_from_today_s_list_the_day_after() {
        let mut model = model(true);
        assert!(!words(&pieces(&model)).contains("of 7 days"));
        let today = model.today.expect("a day");
        model.plans.alter(&tip(), |entry| entry.tick(today, today));
        assert!(words(&pieces(&model)).starts_with("Today Done on 25 Nov When"));
        model.today = Some(today.plus(1));
        assert!(words(&pieces(&model)).starts_with("Today Manage Stress"));
    }

    #[test]
    fn after_a_week_it_asks_and_shows_the_weeks_before() {
        let mut model = model(false);
        let today = model.today.expect("a day");
        model.plans.alter(&tip(), |entry| entry.tick(today, today));
        assert!(!labels(&model).contains(&"Keep".to_owned()));
        model.today = Some(today.plus(7));
        let shown = words(&pieces(&model));
        assert!(shown.contains("Week of 23 Nov: 1 of 7 days"), "{shown}");
        assert!(shown.contains("Keep, change or drop?"), "{shown}");
        assert!(labels(&model).contains(&"Keep".to_owned()));
    }

    #[test]
    fn what_was_set_aside_is_told_beside_what_comes_after() {
        let model = Model {
            set_aside: Some("It is set aside.".to_owned()),
            news: Some("Kept on this device.".to_owned()),
            ..Model::default()
        };
        assert_eq!(
            words(&news(&model)),
            "It is set aside. Kept on this device."
        );
    }

    #[test]
    fn an_offer_and_an_erasing_ask_at_the_top() {
        let mut model = Model {
            today: "2026-11-25".parse().ok(),
            ..Model::default()
        };
        model.offered(self::model(false).plans);
        assert!(
            words(&pieces(&model))
                .starts_with("Take this into your plan? 1 new tip: Manage Stress.")
        );
        let erasure = Erasure {
            kept: Erased::default(),
            plans: Plans::default(),
        };
        let erased = Model {
            erasure: Some(erasure),
            ..model
        };
        assert!(words(&pieces(&erased)).starts_with("Undo"));
    }
}
