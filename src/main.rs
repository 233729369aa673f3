//! The program in the browser: see [`inside_out`]. Without Rust's own `main`, which would bring along threads.
#![no_main]

use wasm_bindgen::prelude::*;

/// Called by the loader once the wasm is there.
#[wasm_bindgen(start)]
fn start() -> Result<(), JsValue> {
    inside_out::hydrate::start()
}
