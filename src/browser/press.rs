//! What the reader presses, sends and chooses in what was patched into the page: heard in one place for all of it.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::{closest, on_window, page};

/// What has happened.
pub use web_sys::Event;

/// Calls `hear` with the value of each button that has this name and is pressed.
pub fn on_button(name: &str, hear: impl Fn(&str) + 'static) {
    hear_buttons(format!("button[name='{name}']"), Box::new(hear));
}

// One listener for all of them: what it hears by would be compiled anew for each.
fn hear_buttons(selector: String, hear: Box<dyn Fn(&str)>) {
    on_window("click", move |click| {
        let value = closest(&click, &selector).and_then(|button| button.get_attribute("value"));
        if let Some(value) = value {
            hear(&value);
        }
    });
}

/// Calls `hear` whenever the form with this id is sent. It goes nowhere.
pub fn on_submit(form: &'static str, hear: impl Fn() + 'static) {
    on_window("submit", move |event| {
        if is_on(&event, form) {
            event.prevent_default();
            hear();
        }
    });
}

/// Lets Ctrl or ⌘ with Enter send the form with this id, from any of its fields: once for each press, and not where the key
/// ends what an input method composes.
pub fn on_send_key(form: &'static str) {
    on_window("keydown", move |event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        // Some browsers say it by the key's code only (UI Events, section 7.3.1).
        let is_composing = key.is_composing() || key.key_code() == COMPOSING;
        let is_meant = !key.repeat() && !is_composing;
        let is_key = key.key() == "Enter" && (key.ctrl_key() || key.meta_key());
        if is_meant && is_key && is_on(&event, form) {
            page::send(form);
        }
    });
}

/// The code of a key that an input method takes.
const COMPOSING: u32 = 229;

/// Calls `hear` whenever something is typed into the field with this id.
pub fn on_input(field: &'static str, hear: impl Fn() + 'static) {
    on_window("input", move |event| {
        if is_on(&event, field) {
            hear();
        }
    });
}

/// Calls `hear` when the reader leaves the page or hides it: what waits has to be done now.
pub fn on_leaving(hear: impl Fn() + 'static) {
    on_window("pagehide", move |_| hear());
}

/// Calls `hear` whenever a choice is made in a field.
pub fn on_change(hear: impl Fn(Event) + 'static) {
    on_window("change", hear);
}

/// Whether the event is about the element with this id.
pub fn is_on(event: &Event, id: &str) -> bool {
    closest(event, &format!("[id='{id}']")).is_some()
}
