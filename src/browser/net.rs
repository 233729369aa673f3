//! The site's own server: requests and answers.

use std::time::Duration;

use js_sys::{Promise, Reflect};
use leptos::prelude::{document, set_timeout_with_handle, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Headers, RequestInit, Response};

use super::{on, on_window};

/// The time limit of every request, from sending it to the last byte of its answer.
pub const LIMIT: Duration = Duration::from_secs(20);

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its method.
    pub method: &'static str,
    /// Its address.
    pub address: String,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body, as JSON.
    pub body: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub text: String,
    /// After how many seconds the server wants to be asked again (`Retry-After`).
    pub retry_after: Option<u32>,
}

/// Why there is no whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The connection failed.
    Unreachable,
    /// The [`LIMIT`] passed.
    TimedOut,
}

impl Request {
    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// With a body.
    #[must_use]
    pub fn saying(mut self, body: Option<String>) -> Self {
        self.body = body;
        self
    }

    /// Whether sending it twice does the same as once (RFC 9110, 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        matches!(self.method, "GET" | "PUT" | "DELETE")
    }

    /// Sends it, and gives up after [`LIMIT`].
    ///
    /// # Errors
    /// Where no whole answer comes.
    pub async fn send(&self) -> Result<Answer, NoAnswer> {
        let Ok(controller) = AbortController::new() else {
            return Err(NoAnswer::Unreachable);
        };
        let signal = controller.signal();
        let timer = set_timeout_with_handle(move || controller.abort(), LIMIT);
        let answer = self.answer(&signal).await;
        if let Ok(timer) = timer {
            timer.clear();
        }
        answer.map_err(|_| {
            if signal.aborted() {
                NoAnswer::TimedOut
            } else {
                NoAnswer::Unreachable
            }
        })
    }

    async fn answer(&self, signal: &AbortSignal) -> Result<Answer, JsValue> {
        let answer: Response = JsFuture::from(self.fetch(signal)?).await?.unchecked_into();
        let text = JsFuture::from(answer.text()?).await?;
        let retry_after = answer.headers().get("retry-after").ok().flatten();
        Ok(Answer {
            status: answer.status(),
            text: text.as_string().unwrap_or_default(),
            retry_after: retry_after.and_then(|seconds| seconds.parse().ok()),
        })
    }

    fn fetch(&self, signal: &AbortSignal) -> Result<Promise, JsValue> {
        let (init, headers) = (RequestInit::new(), Headers::new()?);
        init.set_method(self.method);
        init.set_signal(Some(signal));
        // What the reader has done is done, also where they go away at once.
        Reflect::set(&init, &"keepalive".into(), &(self.method != "GET").into())?;
        for (name, value) in &self.headers {
            headers.set(name, value)?;
        }
        if let Some(body) = &self.body {
            headers.set("content-type", "application/json")?;
            init.set_body(&JsValue::from_str(body));
        }
        init.set_headers(&headers);
        Ok(window().fetch_with_str_and_init(&self.address, &init))
    }
}

/// Calls `hear` whenever there is a reason to think that the server can be reached again: the device has a network, or the
/// reader comes back to the page.
pub fn on_wake(hear: impl Fn() + Clone + 'static) {
    let (on_focus, on_visible) = (hear.clone(), hear.clone());
    on_window("online", move |_| hear());
    on_window("focus", move |_| on_focus());
    on(&document(), "visibilitychange", move |_| {
        if is_visible() {
            on_visible();
        }
    });
}

/// Whether somebody may be looking at the page.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Waits so many milliseconds.
pub async fn pause(millis: i32) {
    let waits = Promise::new(&mut |done, _| {
        // Fails only for what is no function.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis);
    });
    let _ = JsFuture::from(waits).await;
}
