//! What a machine without people has not: a voice, a share sheet, a clipboard to look into, a printer, a folder for
//! downloads; and a clock that the story sets.
//!
//! Each stands in for the browser's own and notes what the page asks of it. The clock comes with the page
//! ([`crate::Site::stop_the_clock`]); put the others into the page while its program is held back
//! ([`crate::Fault::HeldBack`]), so that it finds nothing else.

pub(crate) mod clock;

mod files;

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

pub use files::Saved;

use crate::{reader::Reader, wait::until_some};

/// What a voice was told to say.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Said {
    /// The words.
    pub text: String,
    /// How fast, as many times as usual.
    pub rate: f64,
    /// The language.
    pub lang: String,
}

/// What a share sheet was given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shared {
    /// The title.
    pub title: String,
    /// The address.
    pub url: String,
}

/// A clipboard of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// It takes what it is given.
    Works,
    /// The browser refuses it.
    Refused,
}

impl Reader {
    /// Gives the page a voice.
    ///
    /// # Errors
    /// Where the browser's own cannot be replaced.
    pub async fn fake_voice(&self) -> Result<()> {
        self.js(include_str!("voice.js"), []).await
    }

    /// All that the voice was told to say until now.
    ///
    /// # Errors
    /// Where the page has no such voice.
    pub async fn said(&self) -> Result<Vec<Said>> {
        self.js("return window.saidByTheVoice", []).await
    }

    /// Whether the voice speaks now.
    ///
    /// # Errors
    /// Where the page has no such voice.
    pub async fn voice_speaks(&self) -> Result<bool> {
        self.js("return window.theVoiceSpeaks()", []).await
    }

    /// The voice has come to the end of what it says.
    ///
    /// # Errors
    /// Where the page has no such voice.
    pub async fn end_sentence(&self) -> Result<()> {
        self.js("window.theSentenceEnds()", []).await
    }

    /// Gives the page a share sheet.
    ///
    /// # Errors
    /// Where it takes none.
    pub async fn fake_share_sheet(&self) -> Result<()> {
        self.js(
            "window.shared = [];
             const value = async ({ title, url }) => { window.shared.push({ title, url }) };
             Object.defineProperty(navigator, 'share', { configurable: true, value });",
            [],
        )
        .await
    }

    /// All that the share sheet was given until now.
    ///
    /// # Errors
    /// Where the page has no such sheet.
    pub async fn shared(&self) -> Result<Vec<Shared>> {
        self.js("return window.shared", []).await
    }

    /// Takes the share sheet away, where the browser has one, and gives the page a clipboard.
    ///
    /// # Errors
    /// Where it takes none.
    pub async fn fake_clipboard(&self, clipboard: Clipboard) -> Result<()> {
        self.js(
            "const [works] = arguments;
             delete Navigator.prototype.share;
             window.copied = [];
             const writeText = async (text) => {
               if (!works) throw new DOMException('refused by the tests', 'NotAllowedError');
               window.copied.push(text);
             };
             Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });",
            [json!(clipboard == Clipboard::Works)],
        )
        .await
    }

    /// Waits until something new is on the clipboard, `before` things after the first, and says what.
    ///
    /// # Errors
    /// Where nothing comes.
    pub async fn copied_after(&self, before: usize) -> Result<String> {
        until_some("something is copied", async || {
            let copied: Vec<String> = self.js("return window.copied", []).await?;
            Ok(copied.get(before).cloned())
        })
        .await
    }

    /// Gives the page a printer.
    ///
    /// # Errors
    /// Where it takes none.
    pub async fn fake_printer(&self) -> Result<()> {
        self.js(
            "window.printed = [];
             window.print = () => {
               window.printed.push(document.documentElement.dataset.print ?? 'everything');
               dispatchEvent(new Event('afterprint'));
             };",
            [],
        )
        .await
    }

    /// What of the page was printed, each time: `everything`, or what `<html data-print>` said.
    ///
    /// # Errors
    /// Where the page has no such printer.
    pub async fn printed(&self) -> Result<Vec<String>> {
        self.js("return window.printed", []).await
    }
}
