//! The site's own server: requests and answers.

use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::{clock, on_window};

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
    /// Whether the body is a problem (RFC 9457).
    pub is_problem: bool,
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

    /// Sends it. `None` where no whole answer comes.
    pub async fn send(&self) -> Option<Answer> {
        let fetched = self.fetch().ok()?;
        let answer: Response = JsFuture::from(fetched).await.ok()?.unchecked_into();
        let header = |name: &str| answer.headers().get(name).ok().flatten();
        // An answer from a cache tells the time at which it was put there.
        if self.method != "GET"
            && let Some(date) = header("date")
        {
            clock::set_by_server(&date);
        }
        let is_problem =
            header("content-type").is_some_and(|it| it.starts_with("application/problem+json"));
        let text = JsFuture::from(answer.text().ok()?).await.ok()?;
        Some(Answer {
            is_problem,
            status: answer.status(),
            text: text.as_string().unwrap_or_default(),
        })
    }

    fn fetch(&self) -> Result<Promise, JsValue> {
        let (init, headers) = (RequestInit::new(), Headers::new()?);
        init.set_method(self.method);
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

/// Calls `hear` whenever the device has a network again.
pub fn on_line(hear: impl Fn() + 'static) {
    on_window("online", move |_| hear());
}

/// Waits so many milliseconds.
pub async fn pause(millis: i32) {
    let waits = Promise::new(&mut |done, _| {
        // Fails only for what is no function.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis);
    });
    let _ = JsFuture::from(waits).await;
}
