//! Presses that were meant for what was there before.
//!
//! The first tap of a double tap may open something under the finger, move the page, or take a button away. The second one was
//! not meant for what is there now, so it does nothing. The same goes for keys that are held: only the first press of a button
//! counts.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use super::page;

/// How long after a press another one may belong to it, in milliseconds: what systems take for a double click.
const DOUBLE: f64 = 500.0;
/// How far from it, in CSS pixels: about a finger's width.
const REACH: f64 = 48.0;

/// What can be pressed.
const CONTROLS: &str = "button, a[href], input, select, textarea, summary, label";

/// Where and when something was pressed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Press {
    x: f64,
    y: f64,
    /// In milliseconds.
    time: f64,
}

impl Press {
    /// Whether it is so near to an earlier one, in time and place, that both may be one double tap.
    fn belongs_to(self, earlier: Self) -> bool {
        let (x, y) = (self.x - earlier.x, self.y - earlier.y);
        self.time - earlier.time < DOUBLE && x.hypot(y) < REACH
    }
}

/// The press that others may belong to, what it was meant for, and whether the last one has to do nothing.
struct Guard<T> {
    meant: Option<(Press, T)>,
    is_stray: bool,
}

impl<T> Default for Guard<T> {
    fn default() -> Self {
        Self {
            meant: None,
            is_stray: false,
        }
    }
}

impl<T> Guard<T> {
    /// `target` is pressed. `is_there` says whether what an earlier press was meant for is still where that press was.
    fn press(&mut self, press: Press, target: T, is_there: impl FnOnce(Press, &T) -> bool) {
        self.is_stray = match &mut self.meant {
            Some((earlier, meant)) if press.belongs_to(*earlier) && !is_there(*earlier, meant) => {
                // The next one of a row of taps belongs to them, too.
                earlier.time = press.time;
                true
            }
            _ => {
                self.meant = Some((press, target));
                false
            }
        };
    }
}

/// Keeps such presses from all controls, from now on.
pub fn begin() {
    let guard: Rc<RefCell<Guard<Element>>> = Rc::default();
    let pressed = guard.clone();
    before_all("pointerdown", move |event| {
        let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else {
            return;
        };
        let pointer: &MouseEvent = event.unchecked_ref();
        let press = Press {
            x: pointer.client_x().into(),
            y: pointer.client_y().into(),
            time: event.time_stamp(),
        };
        let control = target.closest(CONTROLS).ok().flatten();
        pressed
            .borrow_mut()
            .press(press, control.unwrap_or(target), is_there);
    });
    before_all("click", move |event| {
        let click: &MouseEvent = event.unchecked_ref();
        // Keys and programs press without a pointer.
        if click.detail() > 0 && guard.borrow().is_stray {
            stop(event);
        }
    });
    before_all("keydown", |event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        let is_pressing = matches!(key.key().as_str(), "Enter" | " ");
        let pressable = "button, a[href], summary, input:not([type=text])";
        if key.repeat() && is_pressing && is_on(event, pressable) {
            event.prevent_default();
        }
    });
}

/// Whether what was pressed is still there, or something in it.
fn is_there(press: Press, target: &Element) -> bool {
    #[expect(clippy::cast_possible_truncation, reason = "places within a window")]
    let now = page::document().element_from_point(press.x as f32, press.y as f32);
    now.is_some_and(|now| target.contains(Some(&now)))
}

fn is_on(event: &Event, selector: &str) -> bool {
    super::closest(event, selector).is_some()
}

fn stop(event: &Event) {
    event.prevent_default();
    event.stop_immediate_propagation();
}

/// Calls `hear` at every event `name` before anything else hears of it.
fn before_all(name: &str, hear: impl Fn(&Event) + 'static) {
    let hear: Box<dyn Fn(Event)> = Box::new(move |event| hear(&event));
    let hear = Closure::wrap(hear).into_js_value();
    // Fails only for a listener that is no function.
    let _ = leptos::prelude::window().add_event_listener_with_callback_and_bool(
        name,
        hear.unchecked_ref(),
        true,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, time: f64) -> Press {
        Press { x, y: 9.0, time }
    }

    /// Presses one after the other: where, when, what, and whether what the one before was meant for is still there.
    fn strays(presses: &[(f64, f64, &'static str, bool)]) -> Vec<&'static str> {
        let mut guard = Guard::default();
        let mut strays = Vec::new();
        for (x, time, target, is_there) in presses {
            guard.press(at(*x, *time), *target, |_, _| *is_there);
            if guard.is_stray {
                strays.push(*target);
            }
        }
        strays
    }

    #[test]
    fn what_has_appeared_under_the_finger_is_not_meant() {
        assert_eq!(
            strays(&[(5.0, 0.0, "open", true), (9.0, 250.0, "erase", false)]),
            ["erase"]
        );
    }

    #[test]
    fn a_row_of_taps_is_meant_for_the_first_target() {
        let row = [
            (5.0, 0.0, "open", true),
            (5.0, 300.0, "erase", false),
            (5.0, 600.0, "yes", false),
            (5.0, 1_101.0, "yes", false),
        ];
        assert_eq!(strays(&row), ["erase", "yes"]);
    }

    #[test]
    fn presses_of_what_is_there_apart_or_later_are_meant() {
        let meant: [&[_]; 3] = [
            &[(5.0, 0.0, "Mon", true), (45.0, 100.0, "Tue", true)],
            &[
                (5.0, 0.0, "open", true),
                (5.0 + REACH, 100.0, "other", false),
            ],
            &[(5.0, 0.0, "open", true), (5.0, DOUBLE, "erase", false)],
        ];
        for presses in meant {
            assert!(strays(presses).is_empty(), "{presses:?}");
        }
    }
}
