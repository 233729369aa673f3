//! The voice: the browser's speech synthesis, and the mark of the sentence that is spoken.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Range, SpeechSynthesis, SpeechSynthesisUtterance};

use super::on;

/// Calls `hear` once the browser has a voice: now, or when it has found one; never where it cannot speak.
pub fn on_voice(hear: impl Fn() + Clone + 'static) {
    let Some(synthesis) = synthesis() else { return };
    if has_voice(&synthesis) {
        return hear();
    }
    let asked = synthesis.clone();
    on(&synthesis, "voiceschanged", move |_| {
        if has_voice(&asked) {
            hear();
        }
    });
}

/// Speaks `text`, `rate` times as fast as usual, and calls `after` at its end. Whoever speaks must keep the utterance
/// until then: Chromium forgets one that nobody holds.
pub fn speak(
    text: &str,
    rate: f32,
    after: impl FnOnce() + 'static,
) -> Option<SpeechSynthesisUtterance> {
    let utterance = SpeechSynthesisUtterance::new_with_text(text).ok()?;
    let language = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"));
    utterance.set_lang(&language.unwrap_or_default());
    utterance.set_rate(rate);
    let after = Closure::once_into_js(after);
    utterance.set_onend(Some(after.unchecked_ref()));
    synthesis()?.speak(&utterance);
    Some(utterance)
}

/// Stops at once.
pub fn hush() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

/// Marks what is spoken (`::highlight(spoken)` in the styles), or nothing. Browsers without custom highlights show none.
pub fn highlight(range: Option<&Range>) {
    let spoken = JsValue::from("spoken");
    let find = || {
        let css = Reflect::get(&window(), &"CSS".into()).ok()?;
        let highlights = Reflect::get(&css, &"highlights".into())
            .ok()
            .filter(JsValue::is_object)?;
        let call = |name: &str, arguments: &Array| {
            let function: Function = Reflect::get(&highlights, &name.into())
                .ok()?
                .dyn_into()
                .ok()?;
            Reflect::apply(&function, &highlights, arguments).ok()
        };
        match range {
            None => call("delete", &Array::of1(&spoken)),
            Some(range) => {
                let kind: Function = Reflect::get(&window(), &"Highlight".into())
                    .ok()?
                    .dyn_into()
                    .ok()?;
                let highlight = Reflect::construct(&kind, &Array::of1(range)).ok()?;
                call("set", &Array::of2(&spoken, &highlight))
            }
        }
    };
    let _ = find();
}

fn synthesis() -> Option<SpeechSynthesis> {
    let synthesis = Reflect::get(&window(), &"speechSynthesis".into()).ok()?;
    synthesis.is_object().then(|| synthesis.unchecked_into())
}

fn has_voice(synthesis: &SpeechSynthesis) -> bool {
    synthesis.get_voices().length() > 0
}
