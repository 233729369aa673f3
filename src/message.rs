//! What the page tells the reader: news and refusals.
//!
//! Both are live regions that stand in the page from the start, empty, because assistive technology announces only
//! what changes in a region that it knows.

use leptos::prelude::*;

/// Text that is there or not, and changes: a signal of one type, whatever it is derived from.
pub type Words = Callback<(), Option<String>>;

/// [`Words`] derived by `words` from the signals that it reads.
pub fn words(words: impl Fn() -> Option<String> + Send + Sync + 'static) -> Words {
    Callback::new(move |()| words())
}

/// News, announced when there is time for it (role `status`).
#[component]
pub fn Status(
    /// What there is to say, if anything.
    news: Words,
) -> impl IntoView {
    message("status", None, news)
}

/// A refusal, announced at once (role `alert`).
#[component]
pub fn Refusal(
    /// What was refused and why, if anything was.
    reason: Words,
    /// The element's id, for a field's `aria-describedby`.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    message("alert", id, reason)
}

fn message(role: &'static str, id: Option<&'static str>, words: Words) -> impl IntoView {
    let is_silent = move || words.run(()).is_none();
    let text = move || words.run(()).unwrap_or_default();
    view! { <p class="message" id=id role=role hidden=is_silent>{text}</p> }
}
