//! What a browser said: errors and warnings, by the page or about it, and violations of its policy.
//!
//! | browser | where it is heard |
//! | --- | --- |
//! | Chromium | the driver's log of the browser: everything that its console shows |
//! | Firefox | the ear; and `Services.console`, read with the browser's own rights: what Firefox remarks about the page |
//! | `WebKit` | the ear |
//!
//! The ear (`ear.js`) is a script that the site puts before the page's own, for browsers that tell nobody else what a page
//! says. It hears the page's words, uncaught errors, what does not load, and violations. What a page says between the
//! story's last look and its going it does not hear.
//!
//! Firefox can print pages' words, but nothing tells them from its own. `WebKitGTK` can print console messages
//! (`--enable-write-console-messages-to-stdout`), but not those of the private windows that a driver gets, and its driver
//! has no log: what `WebKit` itself remarks (an ignored attribute, an unused preload) goes unheard.

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::WebDriver;

use crate::{browser::Browser, commands, session::Session};

/// The script for browsers that tell nobody else what a page says.
pub(crate) fn ear(browser: Browser) -> Option<&'static str> {
    (browser != Browser::Chromium).then_some(include_str!("ear.js"))
}

/// What the page that is open has said, where that is forgotten with the page.
///
/// # Errors
/// Where the page cannot be asked.
pub(crate) async fn before_leaving(session: &Session) -> Result<Vec<String>> {
    if ear(session.browser).is_none() {
        return Ok(Vec::new());
    }
    // A page without scripts says nothing.
    let heard = session
        .driver
        .execute("return (window.heardByTheTests ?? []).splice(0)", [])
        .await?;
    Ok(heard.convert()?)
}

/// What was said in the whole session and is not forgotten with a page.
///
/// # Errors
/// Where the browser cannot be asked.
pub(crate) async fn at_the_end(session: &Session) -> Result<Vec<String>> {
    match session.browser {
        Browser::Chromium => chromium(&session.driver).await,
        Browser::Firefox => firefox(&session.driver)
            .await
            .context("Firefox's own notes"),
        Browser::WebKit => Ok(Vec::new()),
    }
}

async fn chromium(driver: &WebDriver) -> Result<Vec<String>> {
    let entries = driver.browser_log().await?;
    let grave = entries
        .into_iter()
        .filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"));
    Ok(grave
        .map(|entry| format!("{}: {}", entry.level, entry.message))
        .collect())
}

/// Errors and warnings about pages of this machine; Firefox notes some about itself, too.
const FIREFOX_NOTES: &str = "
    return Services.console.getMessageArray()
        .filter((note) => note instanceof Ci.nsIScriptError && note.sourceName.startsWith('http://127.0.0.1'))
        .filter((note) => !(note.flags & Ci.nsIScriptError.infoFlag))
        .map((note) => `${note.category}: ${note.errorMessage} (${note.sourceName}:${note.lineNumber})`);";

async fn firefox(driver: &WebDriver) -> Result<Vec<String>> {
    let context =
        async |name| commands::post(driver, "/moz/context", json!({ "context": name })).await;
    context("chrome").await?;
    let mut notes: Vec<String> = driver.execute(FIREFOX_NOTES, []).await?.convert()?;
    context("content").await?;
    notes.retain(|note| !is_late_font(note));
    Ok(notes)
}

/// A typeface that comes late is not used on this visit, on purpose (`font-display: optional`); on a busy machine Firefox
/// remarks on that. Chromium would tell of one that is never used.
fn is_late_font(note: &str) -> bool {
    note.contains("/fonts/") && note.contains("preloaded with link preload was not used")
}
