//! The panel "Reading settings".

use leptos::prelude::*;

use super::preferences::{Preferences, SETTINGS, Setting};
use crate::{
    Page,
    article::prose::Prose,
    browser::{
        after_start, page, patch, press,
        storage::{Slot, StorageError},
    },
    live::Live,
    piece::{Piece, button, says, to_views},
};

/// The name of the button that forgets all choices.
const RESET: &str = "reset";

fn slot() -> Slot<Preferences> {
    Slot::of_site("preferences")
}

/// Puts the choices on the page, and the marks of what is chosen into the panel.
fn apply(preferences: &Preferences) {
    for setting in &SETTINGS {
        page::check(setting.name, preferences.value(setting).unwrap_or_default());
        page::set_root_attribute(
            &format!("data-{}", setting.name),
            preferences.value(setting),
        );
    }
}

/// The button that opens the panel, and the panel: a group of options for each setting.
///
/// The browser itself opens and closes it (`popovertarget`); the Escape key gives the focus back to the button. The
/// options are words of the page like any other: the program hears what is chosen and marks it.
#[component]
pub fn ReadingSettings(
    /// Where the words of the page are.
    prose: Prose<Page>,
) -> impl IntoView {
    // An option chosen before the program has started would be lost.
    let ready = Live::new(false);
    let chosen = Live::new(Preferences::default());
    let trouble = Live::new(None::<StorageError>);
    let read = move || {
        let kept = slot().read().unwrap_or_else(|error| {
            trouble.set(Some(error));
            None
        });
        let kept = kept.unwrap_or_default();
        // The early script may have understood more of what is kept than there is.
        apply(&kept);
        chosen.set(kept);
    };
    let change = Callback::new(
        move |change: Option<(&'static Setting, Option<&'static str>)>| {
            let alter = |preferences: &mut Preferences| match change {
                Some((setting, value)) => preferences.choose(setting, value),
                None => *preferences = Preferences::default(),
            };
            chosen.update_untracked(alter);
            chosen.with_untracked(apply);
            // A choice that cannot be kept still holds for this visit: nothing to trouble the reader with.
            let _ = slot().update(alter);
        },
    );
    after_start(move || {
        read();
        ready.set(true);
        slot().on_change(move |_| read());
        press::on_button(RESET, move |_| change.run(None));
    });
    patch::show("#settings--trouble", move || {
        vec![told(trouble.get().as_ref())]
    });
    let chosen_here = move |event| {
        let (name, value) = page::name_and_value(&event);
        let setting = SETTINGS.iter().find(|setting| setting.name == name);
        change.run(setting.map(|setting| (setting, setting.value_named(&value))));
    };
    view! {
        <button type="button" class="quiet needs-program" popovertarget="settings">"Reading settings"</button>
        <div id="settings" class="settings" popover role="dialog" aria-label="Reading settings">
            <fieldset disabled=move || (!ready.get()).then_some("") on:change:capture=chosen_here>{prose.render(|_| choices())}</fieldset>
            <div>{prose.render(|_| to_views(vec![button("button.quiet", "Reset", RESET, String::new())]))}</div>
        </div>
        <div id="settings--trouble">{prose.render(|_| to_views(vec![told(None)]))}</div>
    }
}

/// What was set aside. Settings that cannot be kept at all still hold for this visit.
fn told(trouble: Option<&StorageError>) -> Piece {
    let words = match trouble {
        Some(error @ StorageError::SetAside { .. }) => error.to_string(),
        _ => String::new(),
    };
    let is_silent = words.is_empty();
    says("p.message[role=status]", words).with_if("hidden", is_silent)
}

/// A group of options for each setting.
fn choices() -> Vec<AnyView> {
    SETTINGS.iter().map(choice).collect()
}

fn choice(setting: &'static Setting) -> AnyView {
    let options = setting.options.iter().map(|(value, label)| {
        view! {
            <label class="option">
                <input type="radio" name=setting.name value=value.unwrap_or_default() checked=value.is_none()/>
                <span>{*label}</span>
            </label>
        }
    });
    view! { <fieldset><legend>{setting.label}</legend>{options.collect_view()}</fieldset> }
        .into_any()
}
