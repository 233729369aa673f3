//! The button that changes the colours.

use anyhow::{Context, Result};
use thirtyfour::{By, WebElement};

use crate::{
    reader::Reader,
    roles::{Role, label},
    wait::until,
};

/// The button "Theme: …".
#[derive(Clone, Debug)]
pub struct ThemeButton<'r> {
    reader: &'r Reader,
    button: WebElement,
}

impl<'r> ThemeButton<'r> {
    pub(super) async fn of(reader: &'r Reader) -> Result<Self> {
        let body = reader.driver().find(By::Tag("body")).await?;
        let names = Role::Button.names(&body).await?;
        let name = names
            .iter()
            .find(|name| name.starts_with("Theme"))
            .context("no button “Theme…”")?;
        Ok(Self {
            reader,
            button: Role::Button.named(name, &body).await?,
        })
    }

    /// Goes on to the next theme and waits until the button says `expected`.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn turn_to(&self, expected: &str) -> Result<()> {
        self.reader.tap(&self.button).await?;
        self.wait_until_it_says(expected).await
    }

    /// Waits until the button says which theme is on: "Theme: dark".
    ///
    /// # Errors
    /// Where it does not.
    pub async fn wait_until_it_says(&self, expected: &str) -> Result<()> {
        until(&format!("the button says {expected}"), async || {
            Ok(label(&self.button).await? == expected)
        })
        .await
    }

    /// The theme that the page has been given: `light`, `dark`, or none, which is the system's.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn given(&self) -> Result<Option<String>> {
        self.reader
            .js("return document.documentElement.dataset.theme ?? null", [])
            .await
    }
}

impl Reader {
    /// The colours of the page's paper and ink, as they are painted.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn colours(&self) -> Result<(String, String)> {
        self.js(
            "const paper = getComputedStyle(document.documentElement).backgroundColor;
             const body = getComputedStyle(document.body);
             const seen = (colour) => !/^rgba\\(.*, 0\\)$/.test(colour);
             return [seen(body.backgroundColor) ? body.backgroundColor : paper, body.color];",
            [],
        )
        .await
    }
}
