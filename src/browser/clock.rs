//! Now, today, and a moment in the reader's own words.

use std::{cell::Cell, time::Duration};

use comments::Timestamp;
use document::Weekday;
use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::{set_interval, window};
use wasm_bindgen::{JsCast, JsValue};

use super::on_window;

/// A day that begins is noticed so soon.
const LOOK: Duration = Duration::from_secs(20);

/// This moment by the device's clock. A clock before 1970 says 1970.
pub fn now() -> Timestamp {
    timestamp(Date::now())
}

fn timestamp(millis: f64) -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and a clock stays below 2^53 ms"
    )]
    let millis = millis as u64;
    Timestamp::from_millis(millis).unwrap_or_default()
}

thread_local! {
    /// How many milliseconds the server's clock is ahead of the device's, as far as it is known.
    static AHEAD: Cell<f64> = const { Cell::new(0.0) };
}

/// A server has just said what time it is: `date` is as HTTP has it (RFC 9110, 5.6.7). What is no date changes nothing.
pub fn set_by_server(date: &str) {
    let ahead = Date::parse(date) - Date::now();
    if ahead.is_finite() {
        AHEAD.set(ahead);
    }
}

/// This moment by the clock that comments are dated by: the server's where it has told the time, else the device's.
pub fn shared_now() -> Timestamp {
    timestamp(Date::now() + AHEAD.get())
}

/// The calendar day on this device, in the time zone that it is in now. `None` in years that no calendar here has.
pub fn today() -> Option<document::Date> {
    let now = Date::new_0();
    let narrow = |number| u8::try_from(number).ok();
    let (month, day) = (narrow(now.get_month() + 1)?, narrow(now.get_date())?);
    document::Date::new(u16::try_from(now.get_full_year()).ok()?, month, day).ok()
}

/// Calls `look` every now and then, and when the reader comes back to the page: another day may have begun.
pub fn on_time(look: impl Fn() + Clone + 'static) {
    set_interval(look.clone(), LOOK);
    on_window("focus", move |_| look());
}

/// The day on which weeks begin where the reader lives, as far as the browser knows; else Monday (ISO 8601).
pub fn first_weekday() -> Weekday {
    let days = [
        (1.0, Weekday::Monday),
        (2.0, Weekday::Tuesday),
        (3.0, Weekday::Wednesday),
        (4.0, Weekday::Thursday),
        (5.0, Weekday::Friday),
        (6.0, Weekday::Saturday),
        (7.0, Weekday::Sunday),
    ];
    let first = try_first_weekday().and_then(|number| number.as_f64());
    let day = days.iter().find(|(number, _)| Some(*number) == first);
    day.map_or(Weekday::Monday, |(_, day)| *day)
}

/// `new Intl.Locale(navigator.language).getWeekInfo().firstDay`: 1 for Monday to 7 for Sunday. Older browsers have the
/// property `weekInfo`, some have neither.
fn try_first_weekday() -> Option<JsValue> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let kind: Function = get(&get(&window(), "Intl")?, "Locale")?.dyn_into().ok()?;
    let language = window().navigator().language()?;
    let locale = Reflect::construct(&kind, &Array::of1(&language.into())).ok()?;
    let info = match get(&locale, "getWeekInfo")?.dyn_into::<Function>() {
        Ok(function) => Reflect::apply(&function, &locale, &Array::new()).ok()?,
        Err(_) => get(&locale, "weekInfo")?,
    };
    get(&info, "firstDay")
}

/// The moment in the reader's language and time zone, such as "22 Nov 2026, 13:30".
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of this era are below 2^53"
)]
pub fn in_words(time: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(time.as_millis() as f64));
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Fails only on frozen objects and proxies.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string("default", &options).into()
}
