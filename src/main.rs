//! The program in the browser: see [`inside_out`]. Without Rust's own `main`, which would bring along threads.
#![no_main]

use wasm_bindgen::prelude::*;

/// Where the program's memory comes from: smaller and quicker than the standard library's allocator.
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Called by the loader once the wasm is there.
#[wasm_bindgen(start)]
fn start() -> Result<(), JsValue> {
    inside_out::hydrate::start()
}
