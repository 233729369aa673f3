//! What the reader presses, sends and chooses in what was patched into the page: heard in one place for all of it.

use super::{closest, on_window};

/// What has happened.
pub use web_sys::Event;

/// Calls `hear` with the value of each button that has this name and is pressed.
pub fn on_button(name: &str, hear: impl Fn(String) + 'static) {
    let selector = format!("button[name='{name}']");
    on_window("click", move |click| {
        let value = closest(&click, &selector).and_then(|button| button.get_attribute("value"));
        if let Some(value) = value {
            hear(value);
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

/// Calls `hear` whenever a choice is made in a field.
pub fn on_change(hear: impl Fn(Event) + 'static) {
    on_window("change", hear);
}

/// Whether the event is about the element with this id.
pub fn is_on(event: &Event, id: &str) -> bool {
    closest(event, &format!("[id='{id}']")).is_some()
}
