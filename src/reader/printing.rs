//! What is printed.

use leptos::prelude::*;

use crate::browser::{
    page,
    printer::{self, Extent},
};

/// A button that asks what to print, and prints it.
#[component]
pub fn Printing() -> impl IntoView {
    let print = move |extent| {
        page::close_popover("printing");
        printer::print(extent);
    };
    view! {
        <button type="button" class="quiet" popovertarget="printing">"Print"</button>
        <div id="printing" class="choices" popover role="group" aria-label="What to print">
            <button type="button" class="quiet" on:click=move |_| print(Extent::Everything)>"Everything"</button>
            <button type="button" class="quiet" on:click=move |_| print(Extent::Open)>"Only what is open"</button>
        </div>
    }
}
