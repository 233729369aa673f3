//! The form "When …, I will …".

use plans::PhraseError;

use super::{
    action::{Action, OnAll, Part},
    button::button,
    model::{Draft, Model},
    plan_view::id_of,
};
use crate::piece::{Piece, element, refusal, says};

/// The form's id.
pub const FORM: &str = "plan--form";

/// The id of the field for a part of the sentence.
pub fn field_id(part: Part) -> &'static str {
    match part {
        Part::Cue => "plan--cue",
        Part::Action => "plan--action",
    }
}

/// The form for a draft, filled with what is planned already or the author's first idea. What the reader types stays in
/// the form's own fields.
pub fn planner(model: &Model, draft: &Draft) -> Piece {
    let plan = model.plans.entry(&draft.tip).map(|entry| &entry.plan);
    let [wrong_cue, wrong_action] = draft.wrong;
    let cue = plan.map_or("", |plan| plan.cue.as_str());
    let action = plan.map_or("", |plan| plan.action.as_str());
    let content = vec![
        says("h3", draft.name.as_str()),
        field(Part::Cue, "When", cue, &draft.ideas.cues, wrong_cue),
        field(
            Part::Action,
            "I will",
            action,
            &draft.ideas.actions,
            wrong_action,
        ),
        says("button.primary[type=submit]", "Save plan"),
        button(
            "button.quiet",
            "Cancel",
            &Action::All(OnAll::Cancel),
            "plan--cancel",
            "",
        ),
    ];
    let form = element("form.planner[novalidate=]", content).with("id", FORM);
    // The form for another tip is another form.
    element("div", vec![form]).with("id", format!("{}--form", id_of(&draft.tip)))
}

/// A field, what is wrong with what stands in it, and the author's ideas for it; a tap writes one into it.
fn field(
    part: Part,
    label: &str,
    planned: &str,
    ideas: &[String],
    wrong: Option<PhraseError>,
) -> Piece {
    let id = field_id(part);
    let reason_id = format!("{id}--reason");
    let first = ideas.first().map_or("", String::as_str);
    let input = element("input[type=text][dir=auto][autocomplete=off]", Vec::new())
        .with("id", id)
        .with("value", if planned.is_empty() { first } else { planned })
        .with("aria-describedby", &reason_id)
        .with("aria-invalid", wrong.is_some().to_string());
    let reason = refusal(&reason_id, wrong.map(|error| error.to_string()));
    let chips = ideas.iter().enumerate().map(|(index, idea)| {
        let action = Action::Fill(part, idea.clone());
        element(
            "li",
            vec![button(
                "button.quiet",
                idea,
                &action,
                &format!("{id}--idea-{index}"),
                "",
            )],
        )
    });
    let chips = (!ideas.is_empty()).then(|| element("ul.chips[role=list]", chips.collect()));
    let mut content = vec![says("label", label).with("for", id), input, reason];
    content.extend(chips);
    element("div.field", content)
}
