//! How a site answers: as the project's own router does, but for faults, the ear and a clock.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    body::{Body, to_bytes},
    extract::{self, Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use tokio::sync::watch;

use crate::{
    fault::{Fault, is_wasm},
    site::Asked,
};

/// Lets the load event come while the program is held back.
const PATIENCE: &str = include_str!("patience.js");

/// What a site's answers depend on, and what they leave behind.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    /// How the site fails now.
    pub(crate) fault: Arc<watch::Sender<Fault>>,
    /// Every request until now.
    pub(crate) asked: Arc<Mutex<Vec<Asked>>>,
    /// A script put before all of a page's own, where the browser needs one to say what it says: see [`crate::console`].
    pub(crate) ear: Option<&'static str>,
    /// Another such script, with the clock that pages find: see [`crate::fakes`].
    pub(crate) clock: Arc<Mutex<Option<String>>>,
}

impl Shared {
    /// The scripts that go before all of a page's own.
    fn first_scripts(&self) -> Vec<String> {
        let ear = self.ear.map(str::to_owned);
        let clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let is_held_back = *self.fault.borrow() == Fault::HeldBack;
        let patience = is_held_back.then(|| PATIENCE.to_owned());
        ear.into_iter()
            .chain(clock.clone())
            .chain(patience)
            .collect()
    }
}

/// Answers as the router does, but for the fault.
pub(crate) async fn answer(
    State(shared): State<Shared>,
    mut request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let is_page = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(|kinds| contains(kinds, "text/html"));
    let scripts = if is_page {
        shared.first_scripts()
    } else {
        Vec::new()
    };
    if is_page {
        // Pages are always sent anew: a fault may have changed their head.
        request.headers_mut().remove(header::IF_MODIFIED_SINCE);
        request.headers_mut().remove(header::IF_NONE_MATCH);
        if !scripts.is_empty() {
            request.headers_mut().remove(header::ACCEPT_ENCODING);
        }
    }
    let mut faults = shared.fault.subscribe();
    if is_wasm(&path) {
        // Fails only if the sender is gone, and `shared` has it.
        let _ = faults.wait_for(|fault| *fault != Fault::HeldBack).await;
    }
    let fault = *faults.borrow();
    let mut response = next.run(request).await;
    if fault.holds(&method, &path) {
        // As above.
        let _ = faults.wait_for(|now| *now != fault).await;
    }
    if !scripts.is_empty() {
        // The header says what the element says, but of the whole page. What a fault sends on top stands.
        response
            .headers_mut()
            .remove(header::CONTENT_SECURITY_POLICY);
    }
    response = fault
        .spoil(&method, &path, response)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    if !scripts.is_empty() {
        response = with_scripts(&scripts, response)
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    }
    let asked = Asked {
        method: method.to_string(),
        path,
        status: response.status(),
    };
    shared
        .asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(asked);
    Ok(response)
}

fn contains(value: &HeaderValue, text: &str) -> bool {
    value.to_str().is_ok_and(|value| value.contains(text))
}

/// The page with `scripts` before its policy, which therefore lets them run.
async fn with_scripts(scripts: &[String], response: Response) -> Result<Response, axum::Error> {
    let (mut head, body) = response.into_parts();
    let mut page = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await?).into_owned();
    if let Some(charset) = page.find("<meta charset")
        && let Some(length) = page[charset..].find('>')
    {
        let scripts = scripts
            .iter()
            .map(|script| format!("<script>{script}</script>"));
        page.insert_str(charset + length + 1, &scripts.collect::<String>());
    }
    head.headers.remove(header::CONTENT_LENGTH);
    Ok(Response::from_parts(head, Body::from(page)))
}

/// A page with nothing but the page `?path` in its corner, as wide as asked for: some windows cannot be made narrow, and
/// `WebKit`'s driver points at places of the window.
pub(crate) async fn frame(
    extract::Path(width): extract::Path<u32>,
    address: Uri,
) -> impl IntoResponse {
    let path = address.query().unwrap_or("/");
    Html(format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>A frame</title><link rel="icon" href="data:,">
<iframe title="The page" src="{path}" style="width: {width}px; height: 100vh; border: 0; position: absolute; inset: 0 auto auto 0"></iframe>"#
    ))
}
