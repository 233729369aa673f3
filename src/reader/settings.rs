//! The panel "Reading settings".

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;

use super::preferences::{Preferences, SETTINGS, Setting};
use crate::{
    browser::{
        after_start, page,
        patch::patch,
        press,
        storage::{Slot, StorageError},
    },
    piece::{Piece, button, says, to_views},
};

/// The id of the options.
const OPTIONS: &str = "settings--options";
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
pub fn settings() -> impl IntoView {
    let reset = button("button.quiet", "Reset", RESET, String::new());
    // An option chosen before the program has started would be lost.
    view! {
        <button type="button" class="quiet needs-program" popovertarget="settings">"Reading settings"</button>
        <div id="settings" class="settings" popover role="dialog" aria-label="Reading settings">
            <fieldset id=OPTIONS disabled>{SETTINGS.iter().map(choice).collect_view()}</fieldset>
            {to_views(vec![reset])}
        </div>
        <div id="settings--trouble">{to_views(vec![told(None)])}</div>
    }
}

/// From the start on, what is kept holds, and what is chosen.
pub fn begin() {
    after_start(|| {
        // What cannot be kept still holds for this visit.
        let chosen = Rc::new(RefCell::new(read()));
        page::enable(OPTIONS);
        let it = chosen.clone();
        slot().on_change(move |_| {
            it.replace(read());
        });
        let it = chosen.clone();
        press::on_change(move |event| {
            let (name, value) = page::name_and_value(&event);
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) {
                change(&it, |it| it.choose(setting, setting.value_named(&value)));
            }
        });
        press::on_button(RESET, move |_| {
            change(&chosen, |it| *it = Preferences::default());
        });
    });
}

/// Reads what is kept, and puts it on the page: the early script may have understood more of it than there is.
fn read() -> Preferences {
    let kept = slot().read();
    patch("#settings--trouble", &[told(kept.as_ref().err())]);
    let kept = kept.ok().flatten().unwrap_or_default();
    apply(&kept);
    kept
}

fn change(chosen: &RefCell<Preferences>, alter: impl Fn(&mut Preferences)) {
    alter(&mut chosen.borrow_mut());
    apply(&chosen.borrow());
    // Nothing to trouble the reader with.
    let _ = slot().update(alter);
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

/// The group of options of a setting.
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
