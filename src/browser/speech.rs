//! The voice: the browser's speech synthesis, and the mark of the sentence that is spoken.

use std::{
    rc::Rc,
    sync::atomic::{AtomicBool, Ordering},
};

use js_sys::{Array, Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Range, SpeechSynthesis, SpeechSynthesisUtterance};

use super::{on, on_window};

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

/// What is being spoken.
pub type Utterance = SpeechSynthesisUtterance;

/// Speaks `text`, `rate` times as fast as usual. `ended` is called once: with whether it was spoken to its end. Whoever
/// speaks must keep the utterance until then: Chromium forgets one that nobody holds.
pub fn speak(text: &str, rate: f32, ended: impl Fn(bool) + 'static) -> Option<Utterance> {
    let utterance = Utterance::new_with_text(text).ok()?;
    let language = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"));
    utterance.set_lang(&language.unwrap_or_default());
    utterance.set_rate(rate);
    let ended = Rc::new(ended);
    let failed = ended.clone();
    on(&utterance, "end", move |_| ended(true));
    on(&utterance, "error", move |_| failed(false));
    synthesis()?.speak(&utterance);
    Some(utterance)
}

/// Stops when the reader leaves the page: some browsers would speak on.
pub fn hush_at_the_end() {
    on_window("pagehide", |_| hush());
}

/// Stops at once.
pub fn hush() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

/// Marks what is spoken, or nothing. Browsers without custom highlights show none.
pub fn highlight(range: Option<&Range>) {
    // What is missing in such a browser ends it; there is nothing to tell.
    let _ = try_highlight(range);
}

/// Whether the rule for what is spoken is among the styles.
static HAS_STYLE: AtomicBool = AtomicBool::new(false);

fn try_highlight(range: Option<&Range>) -> Result<(), JsValue> {
    // HTML checkers do not know the selector yet: it stands here and not in the styles.
    const STYLE: &str =
        "::highlight(spoken) { background-color: var(--glow); color: var(--on-glow) }";
    let spoken = JsValue::from("spoken");
    let highlights = get(&get(&window(), "CSS")?, "highlights")?;
    let Some(range) = range else {
        return call(&highlights, "delete", &Array::of1(&spoken));
    };
    if !HAS_STYLE.swap(true, Ordering::Relaxed) {
        let sheets = get(&document(), "styleSheets")?;
        call(
            &get(&sheets, "0")?,
            "insertRule",
            &Array::of1(&STYLE.into()),
        )?;
    }
    let kind: Function = get(&window(), "Highlight")?.dyn_into()?;
    let highlight = Reflect::construct(&kind, &Array::of1(range))?;
    call(&highlights, "set", &Array::of2(&spoken, &highlight))
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

fn call(object: &JsValue, name: &str, arguments: &Array) -> Result<(), JsValue> {
    let function: Function = get(object, name)?.dyn_into()?;
    Reflect::apply(&function, object, arguments).map(drop)
}

fn synthesis() -> Option<SpeechSynthesis> {
    let synthesis = Reflect::get(&window(), &"speechSynthesis".into()).ok()?;
    synthesis.is_object().then(|| synthesis.unchecked_into())
}

fn has_voice(synthesis: &SpeechSynthesis) -> bool {
    synthesis.get_voices().length() > 0
}
