//! The form.

use comments::NewComment;
use leptos::{ev, html, prelude::*};

use super::state::Composer;
use crate::message::{Refusal, Status, Words, words};

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
        let (Some(name), Some(body)) = (name.get(), body.get()) else {
            return;
        };
        if !composer.with(Composer::can_post) {
            return;
        }
        match NewComment::new(&name.value(), &body.value()) {
            Ok(new) => post.run(new),
            Err(error) => {
                // Fails only where the browser has no focus to give.
                let _ = if error.name.is_some() {
                    name.focus()
                } else {
                    body.focus()
                };
                composer.set(Composer::Invalid(error));
            }
        }
    };
    Effect::new(move |_| {
        if let (Composer::Sent, Some(body)) = (composer.get(), body.get()) {
            body.set_value("");
        }
    });
    let invalid = move || match composer.get() {
        Composer::Invalid(error) => Some(error),
        _ => None,
    };
    let name_error = words(move || invalid()?.name.map(|error| error.to_string()));
    let body_error = words(move || invalid()?.body.map(|error| error.to_string()));
    let news = words(move || composer.with(Composer::news).map(str::to_owned));
    let refusal = words(move || composer.with(Composer::refusal));
    view! {
        <form class="composer needs-program" novalidate on:submit:capture=submit>
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
                    aria-invalid=is_invalid(name_error)
                />
                <Refusal id="comments--name-error" reason=name_error/>
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
                    aria-invalid=is_invalid(body_error)
                ></textarea>
                <Refusal id="comments--body-error" reason=body_error/>
            </div>
            <div class="send">
                <button type="submit" class="primary" disabled=move || !composer.with(Composer::can_post)>
                    "Post comment"
                </button>
                <Status news/>
                <Refusal reason=refusal/>
            </div>
        </form>
    }
}

/// The value of `aria-invalid`, absent where the field is right.
fn is_invalid(error: Words) -> impl Fn() -> Option<&'static str> {
    move || error.run(()).map(|_| "true")
}
