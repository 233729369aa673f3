//! Server-sent events (HTML, 9.2): what a server tells while the page is looked at.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use js_sys::Reflect;
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsValue;
use web_sys::{Event, EventSource};

use super::{on, random};

/// After so many milliseconds a stream that was refused is asked for again; each time twice as long, up to a minute.
const SOON: i32 = 2_000;
const LATE: i32 = 60_000;

/// Hears an event's kind and data.
type Hear = Box<dyn Fn(&str, &str)>;

struct Stream {
    address: String,
    /// The id of the last event.
    last: RefCell<String>,
    source: RefCell<Option<EventSource>>,
    wait: Cell<i32>,
    kinds: &'static [&'static str],
    hear: Hear,
}

/// Calls `hear` with the kind and the data of each event of these `kinds` that comes after `last`. A page that nobody looks
/// at has no stream: browsers have few connections to one server, and all tabs share them. It hears later what it has missed.
pub fn listen(
    address: String,
    last: String,
    kinds: &'static [&'static str],
    hear: impl Fn(&str, &str) + 'static,
) {
    let stream = Rc::new(Stream {
        address,
        last: RefCell::new(last),
        source: RefCell::default(),
        wait: Cell::new(SOON),
        kinds,
        hear: Box::new(hear),
    });
    stream.follow();
    on(&document(), "visibilitychange", move |_| stream.follow());
}

fn text_of(event: &Event, name: &str) -> String {
    let value = Reflect::get(event, &JsValue::from_str(name)).ok();
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

impl Stream {
    /// Opens it where somebody looks, closes it where nobody does.
    fn follow(self: &Rc<Self>) {
        let mut source = self.source.borrow_mut();
        if document().hidden() {
            if let Some(source) = source.take() {
                source.close();
            }
        } else if source.is_none() {
            let address = format!("{}?since={}", self.address, self.last.borrow());
            // Fails only for an address that is none.
            if let Ok(opened) = EventSource::new(&address) {
                for kind in self.kinds.iter().chain(&["error"]) {
                    let stream = self.clone();
                    on(&opened, kind, move |event| stream.hear(&event));
                }
                *source = Some(opened);
            }
        }
    }

    fn hear(self: &Rc<Self>, event: &Event) {
        let kind = event.type_();
        if kind != "error" {
            self.wait.set(SOON);
            self.last.replace(text_of(event, "lastEventId"));
            return (self.hear)(&kind, &text_of(event, "data"));
        }
        let is_closed = |source: &EventSource| source.ready_state() == EventSource::CLOSED;
        // The browser itself comes again where the connection broke, not where it was refused.
        if self.source.borrow().as_ref().is_some_and(is_closed) {
            self.source.take();
            let wait = self.wait.get();
            self.wait.set(LATE.min(wait * 2));
            let stream = self.clone();
            let millis = u64::from(random::about(wait).unsigned_abs());
            set_timeout(move || stream.follow(), Duration::from_millis(millis));
        }
    }
}
