//! What the page tells the reader: news. (Refusals are pieces: [`crate::piece::refusal`].)
//!
//! It is a live region that stands in the page from the start, empty, because assistive technology announces only what
//! changes in a region that it knows.

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
    let is_silent = move || news.run(()).is_none();
    let text = move || news.run(()).unwrap_or_default();
    view! { <p class="message" role="status" hidden=is_silent>{text}</p> }
}
