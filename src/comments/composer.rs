//! A form: for a comment, an answer, or another text.

use super::{
    NAME,
    action::{Action, OnAll},
    form::{Form, Place, Purpose},
    markup,
};
use crate::piece::{Piece, button, element, refusal, says};

/// Name, text and the button that sends them. The fields hold what is typed, also before the program started; nothing here
/// writes into them.
pub fn composer(form: &Form, place: Place) -> Piece {
    let id = place.form();
    let part = |name: &str| format!("{id}-{name}");
    let (label, send) = match form.purpose {
        Purpose::Comment => ("Comment", "Post comment"),
        Purpose::Reply(_) => ("Your reply", "Post reply"),
        Purpose::Edit { .. } => ("Your comment", "Save"),
    };
    let [wrong_name, wrong_body] = form.stage.wrong();
    let mut content = Vec::new();
    if !form.purpose.is_edit() {
        let input = element(
            "input[name=name][type=text][autocomplete=nickname]",
            Vec::new(),
        );
        let hint = says("span.hint", "if you like").with("id", part("hint"));
        let mut name = field(place.name(), "Name", input, part("hint"), wrong_name);
        name.insert(1, hint);
        content.push(element("div.field", name));
    }
    let area = element("textarea[name=body][rows=5]", Vec::new());
    let mut body = field(place.body(), label, area, part("left"), wrong_body);
    let left = form.left().unwrap_or_default();
    body.push(says("p.note[aria-live=polite]", left).with("id", part("left")));
    content.push(element("div.field", body));
    if let Some(text) = &form.preview {
        let preview = element("section.preview", vec![markup::body(text)]);
        content.push(preview.with("aria-label", "Preview"));
    }
    let news = form.news().unwrap_or_default();
    let mut row =
        vec![says("button.primary[type=submit]", send).with_if("disabled", !form.stage.can_send())];
    let action = Action::All(OnAll::Preview(place)).to_string();
    let preview = button("button.quiet", "Preview", NAME, action);
    row.push(preview.with("aria-pressed", form.preview.is_some().to_string()));
    if place == Place::Inner {
        let cancel = Action::All(OnAll::Cancel).to_string();
        row.push(button("button.quiet", "Cancel", NAME, cancel));
    }
    row.push(
        says("p.message[role=status]", news)
            .with("id", part("news"))
            .with_if("hidden", news.is_empty()),
    );
    row.push(refusal(&part("refusal"), form.stage.refusal()));
    content.push(element("div.send", row));
    // Behind the buttons: from the text, the next stop is what sends it.
    content.push(help());
    element("form.composer[novalidate=]", content).with("id", id)
}

/// How what has a meaning is typed; shown by what reads it.
fn help() -> Piece {
    let how = markup::body(
        "`*so*` *so*, `**so**` **so**, `[so](https://\u{2026})` a link\n`- so` a list, `> so` a quote, between lines of ` ``` ` code",
    );
    element("details", vec![says("summary", "Formatting"), how])
}

/// A field with its label and what is wrong with it; `also` is the id of what else describes it.
fn field(id: &str, label: &str, field: Piece, also: String, wrong: Option<String>) -> Vec<Piece> {
    let reason = format!("{id}-error");
    let field = field
        .with("id", id)
        .with("dir", "auto")
        .with("aria-describedby", format!("{also} {reason}"));
    let field = if wrong.is_some() {
        field.with("aria-invalid", "true")
    } else {
        field
    };
    let label = says("label", label).with("for", id);
    vec![label, field, refusal(&reason, wrong)]
}
