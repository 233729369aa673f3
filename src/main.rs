//! The program in the browser: see [`inside_out`].

use wasm_bindgen::JsValue;

fn main() -> Result<(), JsValue> {
    inside_out::hydrate::start()
}
