//! Stands in for the crate `wasm-streams`, by `[patch.crates-io]` in the workspace's `Cargo.toml`.
//!
//! Leptos always brings server functions, and these the streams of requests and answers. That crate exports classes to
//! JavaScript, so no linker drops them: 5 kB as sent, for a page that calls no server function. This one has what
//! `server_fn` names of it, and exports nothing. A server function that streams would fail: its stream cannot be made,
//! and none can be read.
#![warn(missing_docs)]

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// An empty stream, whatever `stream` holds.
    pub fn from_stream(stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        drop(stream);
        // Every browser that runs this program can make one.
        Self(web_sys::ReadableStream::new().unwrap_or_else(|_| JsValue::NULL.into()))
    }

    /// The stream that the browser knows.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's own.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// What it holds: an error.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        let error = JsValue::from_str("this page reads no streams");
        stream::iter([Err(error)])
    }
}
