//! The comments below the form.

use leptos::prelude::*;

use super::{comment::CommentView, state::Thread};

/// The thread in each of its states. What the prerender shows (loading) takes the same room as an empty thread, so
/// that nothing moves on a first visit.
#[component]
pub fn ThreadView(
    /// The thread.
    thread: RwSignal<Thread>,
) -> impl IntoView {
    let news = move || {
        thread.with(|thread| match thread {
            Thread::Loading => Some("Looking for comments on this device\u{2026}"),
            Thread::Loaded(comments) if comments.is_empty() => Some("No comments yet. Be the first."),
            Thread::Loaded(_) | Thread::Failed(_) => None,
        })
    };
    let failure = move || {
        thread.with(|thread| match thread {
            Thread::Failed(error) => Some(error.to_string()),
            Thread::Loading | Thread::Loaded(_) => None,
        })
    };
    let comments = move || {
        thread.with(|thread| match thread {
            Thread::Loaded(comments) => comments.clone(),
            Thread::Loading | Thread::Failed(_) => Vec::new(),
        })
    };
    view! {
        <div class="thread needs-program">
            {move || news().map(|news| view! { <p class="empty">{news}</p> })}
            {move || failure().map(|failure| view! { <p class="error" role="alert">{failure}</p> })}
            <ol class="comments" role="list">
                <For each=comments key=|comment| comment.id let:comment>
                    <CommentView comment/>
                </For>
            </ol>
        </div>
    }
}
