//! The panel "Reading settings".

use leptos::prelude::*;

use super::preferences::{Preferences, SETTINGS, Setting};
use crate::{
    browser::{
        after_start, page,
        storage::{Slot, StorageError},
    },
    message::{Status, words},
};

fn slot() -> Slot<Preferences> {
    Slot::of_site("preferences")
}

/// Puts the choices on the page.
fn apply(preferences: &Preferences) {
    for setting in &SETTINGS {
        page::set_root_attribute(
            &format!("data-{}", setting.name),
            preferences.value(setting),
        );
    }
}

/// The button that opens the panel, and the panel: a group of options for each setting.
///
/// The browser itself opens and closes it (`popovertarget`); the Escape key gives the focus back to the button.
#[component]
pub fn ReadingSettings() -> impl IntoView {
    // `None` until the program has started: an option chosen before that would be lost.
    let chosen = RwSignal::new(None::<Preferences>);
    let trouble = RwSignal::new(None::<StorageError>);
    after_start(move || {
        let kept = slot().read().unwrap_or_else(|error| {
            trouble.set(Some(error));
            None
        });
        let kept = kept.unwrap_or_default();
        // The early script may have understood more of what is kept than there is.
        apply(&kept);
        chosen.set(Some(kept));
    });
    let change = Callback::new(
        move |change: Option<(&'static Setting, Option<&'static str>)>| {
            let alter = |preferences: &mut Preferences| match change {
                Some((setting, value)) => preferences.choose(setting, value),
                None => *preferences = Preferences::default(),
            };
            let mut now = chosen.get().unwrap_or_default();
            alter(&mut now);
            apply(&now);
            chosen.set(Some(now));
            // A choice that cannot be kept still holds for this visit: nothing to trouble the reader with.
            let _ = slot().update(alter);
        },
    );
    let news = words(move || match trouble.get()? {
        error @ StorageError::SetAside { .. } => Some(error.to_string()),
        _ => None,
    });
    let choices = SETTINGS
        .iter()
        .map(|setting| choice(setting, chosen, change))
        .collect::<Vec<_>>();
    view! {
        <button type="button" class="quiet needs-program" popovertarget="settings">"Reading settings"</button>
        <div id="settings" class="settings" popover role="dialog" aria-label="Reading settings">
            {choices}
            <button type="button" class="quiet" on:click=move |_| change.run(None)>"Reset"</button>
        </div>
        <Status news/>
    }
}

/// The options of one setting.
fn choice(
    setting: &'static Setting,
    chosen: RwSignal<Option<Preferences>>,
    change: Callback<Option<(&'static Setting, Option<&'static str>)>>,
) -> impl IntoView {
    let options = setting
        .options
        .iter()
        .map(|(value, label)| {
            let is_chosen = move || {
                chosen.with(|chosen| {
                    chosen
                        .as_ref()
                        .is_some_and(|chosen| chosen.value(setting) == *value)
                })
            };
            view! {
                <label class="option">
                    <input
                        type="radio"
                        name=setting.name
                        prop:checked=is_chosen
                        on:change=move |_| change.run(Some((setting, *value)))
                    />
                    <span>{*label}</span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset disabled=move || chosen.with(Option::is_none)>
            <legend>{setting.label}</legend>
            {options}
        </fieldset>
    }
}
