//! What a reader does with their hands: taps, presses keys, pastes.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::{commands, reader::Reader, wait::until_some};

/// How long systems wait for the second tap of a double tap.
const DOUBLE_TAP: Duration = Duration::from_millis(500);
/// How near both are, in CSS pixels.
const FINGER: f64 = 50.0;
/// How much time a quick hand leaves between them, in milliseconds.
const BETWEEN: u32 = 80;

/// Where something is, in CSS pixels from the top left of what shows of the page.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Place {
    /// From the left.
    pub left: f64,
    /// From the top.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

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

    /// Touches the screen in the middle of `element`, whatever lies over it there.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn tap(&self, element: &WebElement) -> Result<()> {
        let Place {
            left,
            top,
            width,
            height,
        } = self.bring_into_view(element).await?;
        self.tap_at(left + width / 2.0, top + height / 2.0).await
    }

    /// Scrolls until `element` is in the middle of the view, and waits until it is at rest there. What can be touched
    /// already stays where it is: it may lie over the page.
    ///
    /// # Errors
    /// Where it does not come to rest.
    pub async fn bring_into_view(&self, element: &WebElement) -> Result<Place> {
        self.js::<()>(
            "const [it] = arguments, { x, y, width, height } = it.getBoundingClientRect();
             const there = document.elementFromPoint(Math.round(x + width / 2), Math.round(y + height / 2));
             if (!there || !it.contains(there)) it.scrollIntoView({ block: 'center', behavior: 'instant' });",
            [element.to_json()?],
        )
        .await?;
        self.at_rest(element).await
    }

    /// Waits until `element` is at rest, and says where.
    ///
    /// # Errors
    /// Where it does not come to rest.
    pub async fn at_rest(&self, element: &WebElement) -> Result<Place> {
        let mut before = None;
        until_some("the element is at rest", async || {
            let place = self
                .js(
                    "return arguments[0].getBoundingClientRect().toJSON()",
                    [element.to_json()?],
                )
                .await?;
            let last = before.replace(place);
            Ok(last.filter(|last| *last == place))
        })
        .await
    }

    /// Touches the screen twice in the middle of `element`, whatever lies there the second time. Answers whether the page felt
    /// both as fast as a double tap is: on a busy machine a driver may be slower.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn double_tap(&self, element: &WebElement) -> Result<bool> {
        let Place {
            left,
            top,
            width,
            height,
        } = self.bring_into_view(element).await?;
        self.js::<()>(
            "window.felt = []; addEventListener('pointerdown', (it) => window.felt.push(it.timeStamp), { capture: true })",
            [],
        )
        .await?;
        self.tap_times(2, left + width / 2.0, top + height / 2.0)
            .await?;
        let between: f64 = self
            .js("return window.felt.at(1) - window.felt.at(0)", [])
            .await?;
        Ok(between < DOUBLE_TAP.as_secs_f64() * 1000.0)
    }

    /// Touches the screen `x` CSS pixels from the left and `y` from the top of what shows of the page.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn tap_at(&self, x: f64, y: f64) -> Result<()> {
        self.tap_times(1, x, y).await
    }

    async fn tap_times(&self, times: usize, x: f64, y: f64) -> Result<()> {
        self.look_first(x, y).await;
        let tap = [
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
            json!({ "type": "pause", "duration": BETWEEN }),
        ];
        let mut actions =
            vec![json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() })];
        for _ in 0..times {
            actions.extend(tap.clone());
        }
        actions.pop();
        let source = json!({
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions,
        });
        let done = self.act(&source).await;
        self.tapped.set(Some((x, y, Instant::now())));
        done
    }

    /// A reader looks before they tap where they have just tapped: what follows faster is one double tap for the page. That is
    /// what a hand does, no waiting for the page.
    async fn look_first(&self, x: f64, y: f64) {
        if let Some((last_x, last_y, when)) = self.tapped.get()
            && (x - last_x).hypot(y - last_y) < FINGER
        {
            tokio::time::sleep_until((when + DOUBLE_TAP).into()).await;
        }
    }

    /// Moves the mouse's pointer over `element`, and over nothing on the way.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn hover(&self, element: &WebElement) -> Result<()> {
        let Place {
            left,
            top,
            width,
            height,
        } = self.bring_into_view(element).await?;
        let (x, y) = (left + width / 2.0, top + height / 2.0);
        self.act(&json!({
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": [{ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() }],
        }))
        .await
    }

    /// Scrolls until the element with this id is at the top of the view.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn scroll_to(&self, id: &str) -> Result<()> {
        self.js(
            "document.getElementById(arguments[0]).scrollIntoView({ block: 'start', behavior: 'instant' })",
            [json!(id)],
        )
        .await
    }

    /// Puts `text` where the focus is, as pasting does: at once, and whatever its characters.
    ///
    /// # Errors
    /// Where nothing takes text.
    pub async fn paste(&self, text: &str) -> Result<()> {
        let taken: bool = self
            .js(
                "return document.execCommand('insertText', false, arguments[0])",
                [json!(text)],
            )
            .await?;
        taken
            .then_some(())
            .context("nothing that has the focus takes text")
    }

    async fn act(&self, source: &Value) -> Result<()> {
        commands::post(self.driver(), "/actions", json!({ "actions": [source] }))
            .await
            .map(drop)
    }
}
