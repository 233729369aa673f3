//! One kind of button for the whole page. Each shape of element that `view!` makes has a type of its own, with the code
//! that hydrates it; the page has many buttons.

use leptos::prelude::*;

/// A button that says something and does something.
#[component]
pub fn Button(
    /// How it looks: `quiet` or `primary`.
    class: &'static str,
    /// What it says.
    label: &'static str,
    /// What it does.
    press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class=class on:click:capture=move |_| press.run(())>{label}</button>
    }
}
