//! What a browser said: errors and warnings, by the page or about it, and violations of its policy.
//!
//! | browser | where it is heard |
//! | --- | --- |
//! | Chromium | the driver's log of the browser: everything its console shows |
//! | Firefox | `Services.console`, read with the browser's own rights: everything but the page's own words; those are in the driver's output, where the preference `devtools.console.stdout.content` sends them |
//! | `WebKit` | a script put before the page's own (`ear.js`): the page's words, uncaught errors, what does not load, violations |
//!
//! `WebKitGTK` prints console messages on request (`--enable-write-console-messages-to-stdout`), but not those of the private
//! windows that a driver gets, and its driver has no log. So two things go unheard there: what the engine itself remarks
//! (an ignored attribute, an unused preload), and what happens between a page's last look and its going.

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::WebDriver;

use crate::{browser::Browser, commands, session::Session};

/// The script for browsers that have no other way to say what they say.
pub(crate) fn ear(browser: Browser) -> Option<&'static str> {
    (browser == Browser::WebKit).then_some(include_str!("ear.js"))
}

/// What the page that is open has said, where it is forgotten with the page.
///
/// # Errors
/// Where the page cannot be asked.
pub(crate) async fn before_leaving(session: &Session) -> Result<Vec<String>> {
    if session.browser != Browser::WebKit {
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
        Browser::Firefox => {
            let mut heard = firefox(&session.driver)
                .await
                .context("Firefox's own notes")?;
            heard.extend(
                session
                    .output()?
                    .lines()
                    .filter(|line| is_said_by_a_page(line))
                    .map(str::to_owned),
            );
            Ok(heard)
        }
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
    let notes = driver.execute(FIREFOX_NOTES, []).await?.convert()?;
    context("content").await?;
    Ok(notes)
}

/// `console.warn: "words"`, as pages' messages are printed. Firefox's own have a name first: `console.error: Name: words`.
fn is_said_by_a_page(line: &str) -> bool {
    let words = line
        .strip_prefix("console.error: ")
        .or_else(|| line.strip_prefix("console.warn: "));
    words.is_some_and(|words| {
        let name: String = words
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        name.is_empty() || !words[name.len()..].starts_with(": ")
    })
}

#[cfg(test)]
mod tests {
    use super::is_said_by_a_page;

    #[test]
    fn words_of_pages_are_told_from_words_of_firefox() {
        assert!(is_said_by_a_page(
            r#"console.warn: "Inside Out: the program did not start." (new TypeError("…"))"#
        ));
        assert!(is_said_by_a_page("console.error: 7"));
        assert!(!is_said_by_a_page("console.error: RSLoader: "));
        assert!(!is_said_by_a_page(r#"console.log: "news""#));
        assert!(!is_said_by_a_page("*** You are running in headless mode."));
    }
}
