//! The buttons of the voice, while it reads.

use leptos::prelude::*;

use super::speech::{RATES, Speech, State};
use crate::button::{Button, always};

/// Pause, speed, stop: at the window's lower edge, from the first sentence to the last.
#[component]
pub fn Player(
    /// The voice.
    speech: Speech,
) -> impl IntoView {
    let is_paused = move || speech.state() == State::Paused;
    let label = move |()| if is_paused() { "Resume" } else { "Pause" };
    let turn = move |()| {
        if is_paused() {
            speech.go_on();
        } else {
            speech.pause();
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some((rate, _)) = RATES.iter().find(|(_, label)| *label == chosen) {
            speech.set_rate(*rate);
        }
    };
    let rates = RATES
        .iter()
        .map(|(_, label)| view! { <option selected=*label == "1×">{*label}</option> })
        .collect_view();
    view! {
        <section
            id="player"
            class="player"
            aria-label="Read aloud"
            hidden=move || matches!(speech.state(), State::Absent | State::Silent)
        >
            <Button class="primary" label=Callback::new(label) press=Callback::new(turn)/>
            <label>"Speed " <select on:change:capture=choose>{rates}</select></label>
            <Button class="quiet" label=always("Stop") press=Callback::new(move |()| speech.stop())/>
        </section>
    }
}
