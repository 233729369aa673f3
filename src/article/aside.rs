//! A note or a definition beside its mark in the text.

use crate::live::Live;
use leptos::prelude::*;

use crate::browser::{after_start, aside};

/// The popover that shows what a mark leads to. [`crate::browser::aside`] fills and moves it.
#[component]
pub fn Aside() -> impl IntoView {
    let fragment = Live::new(None::<String>);
    let tell = Callback::new(move |shown| fragment.set(Some(shown)));
    after_start(move || aside::show_beside_marks(tell));
    view! {
        <div id="aside" class="aside" popover="manual" role="note">
            <div></div>
            <a href=move || fragment.get()>"Show in the list"</a>
        </div>
    }
}
