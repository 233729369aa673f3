//! What is printed.

use leptos::prelude::*;

use crate::{
    browser::{
        after_start, page,
        printer::{self, Extent},
    },
    button::Button,
};

/// A button that asks what to print, and prints it.
#[component]
pub fn Printing() -> impl IntoView {
    after_start(printer::forget_afterwards);
    let print = |extent| {
        Callback::new(move |()| {
            page::close_popover("printing");
            printer::print(extent);
        })
    };
    view! {
        <button type="button" class="quiet" popovertarget="printing">"Print"</button>
        <div id="printing" class="choices" popover role="group" aria-label="What to print">
            <Button class="quiet" label="Everything" press=print(Extent::Everything)/>
            <Button class="quiet" label="Only what is open" press=print(Extent::Open)/>
        </div>
    }
}
