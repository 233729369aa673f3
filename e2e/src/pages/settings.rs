//! The panel "Reading settings".

use anyhow::{Context, Result};
use serde::Deserialize;
use thirtyfour::{By, Key, WebElement};

use super::ArticlePage;
use crate::{
    reader::Reader,
    roles::{Role, label},
    wait::until,
};

/// The panel, open.
#[derive(Clone, Debug)]
pub struct Settings<'r> {
    reader: &'r Reader,
    panel: WebElement,
}

/// How the page looks, as it is painted: what the settings change, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Looks {
    /// The colours of paper and ink.
    pub theme: (String, String),
    /// The height of the text's letters.
    pub size: String,
    /// The text's typeface, and the room between its letters.
    pub typeface: (String, String),
    /// The height of a line, as many times as the letters', in hundredths.
    pub spacing: u32,
    /// How wide the text is, as many times as its letters are high.
    pub width: u32,
}

const LOOKS: &str = "
    const text = [...document.querySelectorAll('section p')].find((it) => it.textContent.length > 100);
    const of = getComputedStyle(text), size = parseFloat(of.fontSize);
    const paper = getComputedStyle(document.documentElement), body = getComputedStyle(document.body);
    const seen = (colour) => !/^rgba\\(.*, 0\\)$/.test(colour);
    return {
      theme: [seen(body.backgroundColor) ? body.backgroundColor : paper.backgroundColor, body.color],
      size: of.fontSize,
      typeface: [of.fontFamily, of.letterSpacing],
      spacing: Math.round(parseFloat(of.lineHeight) / size * 100),
      width: Math.round(text.getBoundingClientRect().width / size),
    };";

impl<'r> ArticlePage<'r> {
    /// The panel "Reading settings", opened by its button.
    ///
    /// # Errors
    /// Where it does not open.
    pub async fn settings(&self) -> Result<Settings<'r>> {
        let reader = self.reader();
        let body = self.body().await?;
        let panel = body.find(By::Css("[role=dialog]")).await?;
        if !panel.is_displayed().await? {
            self.press("Reading settings").await?;
            until("the settings are open", async || {
                Ok(panel.is_displayed().await?)
            })
            .await?;
        }
        Ok(Settings {
            reader,
            panel: Role::Dialog.named("Reading settings", &body).await?,
        })
    }
}

impl Settings<'_> {
    /// Chooses an option of a setting: `Dark` of `Theme`.
    ///
    /// # Errors
    /// Where there is none of this name.
    pub async fn choose(&self, setting: &str, option: &str) -> Result<()> {
        let group = Role::Group.named(setting, &self.panel).await?;
        let option = Role::Radio.named(option, &group).await?;
        self.reader.tap(&option).await?;
        until("the option is chosen", async || {
            Ok(option.is_selected().await?)
        })
        .await
    }

    /// The option that is chosen of a setting.
    ///
    /// # Errors
    /// Where none is.
    pub async fn chosen(&self, setting: &str) -> Result<String> {
        let group = Role::Group.named(setting, &self.panel).await?;
        let chosen = group
            .find(By::Css("input:checked"))
            .await
            .with_context(|| format!("nothing is chosen of “{setting}”"))?;
        label(&chosen).await
    }

    /// Takes every choice back.
    ///
    /// # Errors
    /// Where there is no such button.
    pub async fn reset(&self) -> Result<()> {
        self.reader
            .tap(&Role::Button.named("Reset", &self.panel).await?)
            .await
    }

    /// Closes the panel by the Escape key.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn close(&self) -> Result<()> {
        self.reader.press(Key::Escape).await?;
        until("the settings are closed", async || {
            Ok(!self.panel.is_displayed().await?)
        })
        .await
    }
}

impl Reader {
    /// How the page looks.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn looks(&self) -> Result<Looks> {
        self.js(LOOKS, []).await
    }
}
