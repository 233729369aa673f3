//! What a reader does with their hands: taps, presses keys, pastes.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::{commands, reader::Reader};

impl Reader {
    /// Presses and lets go of a key, wherever the focus is.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn press(&self, key: Key) -> Result<()> {
        let key = String::from(key.value());
        self.act(&json!({
            "type": "key", "id": "keyboard",
            "actions": [{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }],
        }))
        .await
    }

    /// Touches the screen in the middle of what shows of `element`, whatever lies over it there.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn tap(&self, element: &WebElement) -> Result<()> {
        let (x, y): (f64, f64) = self
            .js(
                "const [element] = arguments;
                 element.scrollIntoView({ block: 'center', behavior: 'instant' });
                 const { left, top, width, height } = element.getBoundingClientRect();
                 return [left + width / 2, top + height / 2];",
                [element.to_json()?],
            )
            .await?;
        self.tap_at(x, y).await
    }

    /// Touches the screen `x` CSS pixels from the left and `y` from the top of what shows of the page.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn tap_at(&self, x: f64, y: f64) -> Result<()> {
        self.act(&json!({
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }))
        .await
    }

    /// Puts `text` where the focus is, as pasting does: at once, and whatever its characters.
    ///
    /// # Errors
    /// Where nothing takes text.
    pub async fn paste(&self, text: &str) -> Result<()> {
        let taken: bool =
            self.js("return document.execCommand('insertText', false, arguments[0])", [json!(text)]).await?;
        taken.then_some(()).context("nothing that has the focus takes text")
    }

    async fn act(&self, source: &Value) -> Result<()> {
        commands::post(self.driver(), "/actions", json!({ "actions": [source] })).await.map(drop)
    }
}
