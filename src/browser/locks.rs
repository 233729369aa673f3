//! What one tab of the site does at a time (<https://w3c.github.io/web-locks/>).

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// What ends the work.
pub type End = Box<dyn FnOnce()>;

/// Begins `work` once no other tab does what has this name; the others then wait until it calls its end, or its tab goes.
/// Where the browser has no locks (a page that did not come over HTTPS), it begins at once.
pub fn alone(name: &str, work: impl FnOnce(End) + 'static) {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let locks = get(&window().navigator(), "locks");
    let Ok(request) = get(&locks, "request").dyn_into::<Function>() else {
        return work(Box::new(|| {}));
    };
    let mut work: Option<Box<dyn FnOnce(End)>> = Some(Box::new(work));
    let begin = Closure::once_into_js(move || {
        Promise::new(&mut |done, _| {
            if let Some(work) = work.take() {
                work(Box::new(move || {
                    // Fails only for what is no function.
                    let _ = done.call0(&JsValue::NULL);
                }));
            }
        })
    });
    // Fails only for a lock without a name.
    let _ = request.call2(&locks, &name.into(), &begin);
}
