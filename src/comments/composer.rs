//! The form.

use comments::NewComment;
use leptos::{ev, html, prelude::*};

use super::state::Composer;

/// Name, comment and "Post comment".
///
/// The fields are the browser's own, not copies of a signal: what was typed before the program started, or while a
/// comment is refused, stays.
#[component]
pub fn ComposerForm(
    /// The form's state; set to `Invalid` here, to all else by the discussion.
    composer: RwSignal<Composer>,
    /// Called with a valid comment.
    post: Callback<NewComment>,
) -> impl IntoView {
    let name = NodeRef::<html::Input>::new();
    let body = NodeRef::<html::Textarea>::new();

    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(body)) = (name.get(), body.get()) else { return };
        if !composer.with(Composer::can_post) {
            return;
        }
        match NewComment::new(&name.value(), &body.value()) {
            Ok(new) => post.run(new),
            Err(error) => {
                // Fails only where the browser has no focus to give.
                let _ = if error.name.is_some() { name.focus() } else { body.focus() };
                composer.set(Composer::Invalid(error));
            }
        }
    };
    Effect::new(move |_| {
        if let (Composer::Sent, Some(body)) = (composer.get(), body.get()) {
            body.set_value("");
        }
    });
    let name_error = move || match composer.get() {
        Composer::Invalid(error) => error.name.map(|error| error.to_string()),
        _ => None,
    };
    let body_error = move || match composer.get() {
        Composer::Invalid(error) => error.body.map(|error| error.to_string()),
        _ => None,
    };
    view! {
        <form class="composer needs-program" novalidate on:submit=submit>
            <div class="field">
                <label for="comments--name">"Name"</label>
                <span class="hint" id="comments--name-hint">"if you like"</span>
                <input
                    id="comments--name"
                    name="name"
                    type="text"
                    autocomplete="nickname"
                    dir="auto"
                    node_ref=name
                    aria-describedby="comments--name-hint comments--name-error"
                    aria-invalid=move || name_error().map(|_| "true")
                />
                <FieldError id="comments--name-error" error=Signal::derive(name_error)/>
            </div>
            <div class="field">
                <label for="comments--body">"Comment"</label>
                <textarea
                    id="comments--body"
                    name="body"
                    rows="5"
                    dir="auto"
                    node_ref=body
                    aria-describedby="comments--body-error"
                    aria-invalid=move || body_error().map(|_| "true")
                ></textarea>
                <FieldError id="comments--body-error" error=Signal::derive(body_error)/>
            </div>
            <div class="send">
                <button type="submit" class="primary" disabled=move || !composer.with(Composer::can_post)>
                    "Post comment"
                </button>
                <Outcome composer/>
            </div>
        </form>
    }
}

/// What became of the comment: news as a status, a refusal as an alert.
#[component]
fn Outcome(
    /// The form's state.
    composer: RwSignal<Composer>,
) -> impl IntoView {
    let news = move || match composer.get() {
        Composer::Sending => Some("Posting\u{2026}"),
        Composer::Sent => Some("Your comment is posted."),
        _ => None,
    };
    let refusal = move || match composer.get() {
        Composer::Refused(error) => Some(format!("Not posted; your text is still here. {error}")),
        _ => None,
    };
    view! {
        <p class="status" role="status">{news}</p>
        {move || refusal().map(|refusal| view! { <p class="error" role="alert">{refusal}</p> })}
    }
}

/// The reason beside a field.
#[component]
fn FieldError(
    /// The element's id, named by the field's `aria-describedby`.
    id: &'static str,
    /// The reason, where the field is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div id=id>
            {move || error.get().map(|error| view! { <p class="error" role="alert">{error}</p> })}
        </div>
    }
}
