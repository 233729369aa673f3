//! The form.

use super::state::Model;
use crate::piece::{Piece, element, refusal, says};

/// The form's id.
pub const FORM: &str = "comments--form";
/// The id of the field for the name.
pub const NAME: &str = "comments--name";
/// The id of the field for the text.
pub const BODY: &str = "comments--body";

/// Name, comment and "Post comment". The fields hold what is typed, also before the program started; nothing here writes
/// into them.
pub fn composer(model: &Model) -> Piece {
    let state = &model.composer;
    let [wrong_name, wrong_body] = state.wrong();
    let hint = says("span.hint[id=comments--name-hint]", "if you like");
    let name = element(
        "input[name=name][type=text][autocomplete=nickname]",
        Vec::new(),
    )
    .with(
        "aria-describedby",
        "comments--name-hint comments--name-error",
    );
    let mut name = field(NAME, "Name", name, "comments--name-error", wrong_name);
    name.insert(1, hint);
    let body = element("textarea[name=body][rows=5]", Vec::new())
        .with("aria-describedby", "comments--left comments--body-error");
    let mut body = field(BODY, "Comment", body, "comments--body-error", wrong_body);
    let left = model.left().unwrap_or_default();
    body.push(says("p.note[id=comments--left][aria-live=polite]", left));
    let news = state.news().unwrap_or_default();
    let send = vec![
        says("button.primary[type=submit]", "Post comment").with_if("disabled", !state.can_post()),
        says("p.message[role=status][id=comments--news]", news).with_if("hidden", news.is_empty()),
        refusal("comments--refusal", state.refusal()),
    ];
    let content = vec![
        element("div.field", name),
        element("div.field", body),
        element("div.send", send),
    ];
    element("form.composer[novalidate=]", content).with("id", FORM)
}

fn field(id: &str, label: &str, field: Piece, reason: &str, wrong: Option<String>) -> Vec<Piece> {
    let field = field.with("id", id).with("dir", "auto");
    let field = if wrong.is_some() {
        field.with("aria-invalid", "true")
    } else {
        field
    };
    let label = says("label", label).with("for", id);
    vec![label, field, refusal(reason, wrong)]
}
