//! The comments below the form.

use leptos::prelude::*;

use super::{comment::CommentView, state::Thread};
use crate::message::{Refusal, Status, words};

/// The thread in each of its states. What the prerender shows (loading) takes the same room as an empty thread, so
/// that nothing moves on a first visit.
#[component]
pub fn ThreadView(
    /// The thread.
    thread: RwSignal<Thread>,
) -> impl IntoView {
    let news = words(move || thread.with(Thread::news).map(str::to_owned));
    let failure = words(move || thread.with(Thread::failure));
    view! {
        <div class="thread needs-program">
            <Status news/>
            <Refusal reason=failure/>
            <ol class="comments" role="list">
                {move || {
                    let comments = thread.with(Thread::comments);
                    comments.into_iter().map(|comment| view! { <CommentView comment/> }).collect::<Vec<_>>()
                }}
            </ol>
        </div>
    }
}
