//! A section that folds.

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::{By, WebElement};

use super::joined;
use crate::{reader::Reader, roles::Role, wait::until};

/// A section: heading, button and panel.
#[derive(Clone, Debug)]
pub struct SectionPart<'r> {
    reader: &'r Reader,
    title: String,
    heading: WebElement,
    button: WebElement,
}

/// What of a section says whether it is open.
#[derive(Clone, Debug, Deserialize)]
struct Fold {
    expanded: String,
    hidden: Option<String>,
    shown: bool,
}

impl<'r> SectionPart<'r> {
    pub(super) async fn under(title: &str, reader: &'r Reader) -> Result<Self> {
        let body = reader.driver().find(By::Tag("body")).await?;
        let button = Role::Button.named(title, &body).await?;
        // The button is named by its heading.
        let heading = button.find(By::XPath("preceding-sibling::h2")).await?;
        ensure!(
            heading.id().await? == button.attr("aria-labelledby").await?,
            "the heading labels the button"
        );
        Ok(Self {
            reader,
            title: title.to_owned(),
            heading,
            button,
        })
    }

    /// Taps on the words of the heading.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn tap_heading(&self) -> Result<()> {
        self.reader.tap(&self.heading).await
    }

    /// Taps at the far end of the heading's row, where no words are.
    ///
    /// # Errors
    /// Where the browser does not take it.
    pub async fn tap_end_of_row(&self) -> Result<()> {
        let row = self.heading.find(By::XPath("..")).await?;
        let heading = self.reader.bring_into_view(&self.heading).await?;
        let row = self.reader.at_rest(&row).await?;
        self.reader
            .tap_at(
                row.left + row.width - 6.0,
                heading.top + heading.height / 2.0,
            )
            .await
    }

    /// Puts the focus on the button, as the Tab key would.
    ///
    /// # Errors
    /// Where it takes none.
    pub async fn focus(&self) -> Result<()> {
        Ok(self.button.focus().await?)
    }

    /// The words that it shows.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn text(&self) -> Result<String> {
        let section = self.heading.find(By::XPath("..")).await?;
        Ok(joined(&section.text().await?))
    }

    /// Follows its own link, "Link".
    ///
    /// # Errors
    /// Where there is none.
    pub async fn follow_link(&self) -> Result<()> {
        let section = self.heading.find(By::XPath("..")).await?;
        let name = format!("Link {}", self.title);
        self.reader
            .tap(&Role::Link.named(&name, &section).await?)
            .await
    }

    /// Whether the section is open. Button and panel say so each in its own way.
    ///
    /// # Errors
    /// Where they do not agree.
    pub async fn is_open(&self) -> Result<bool> {
        let fold: Fold = self
            .reader
            .js(
                "const [button] = arguments, panel = document.getElementById(button.getAttribute('aria-controls'));
                 return {
                   expanded: button.getAttribute('aria-expanded'),
                   hidden: panel.getAttribute('hidden'),
                   shown: panel.firstElementChild.checkVisibility(),
                 };",
                [self.button.to_json()?],
            )
            .await?;
        match (fold.expanded.as_str(), fold.hidden.as_deref(), fold.shown) {
            ("true", None, true) => Ok(true),
            // Such a panel is hidden, and the browser's own search looks into it.
            ("false", Some("until-found"), false) => Ok(false),
            _ => anyhow::bail!(
                "button and panel of “{}” do not agree: {fold:?}",
                self.title
            ),
        }
    }

    /// Waits until the section is open.
    ///
    /// # Errors
    /// Where it stays closed.
    pub async fn wait_until_open(&self) -> Result<()> {
        until(&format!("“{}” is open", self.title), async || {
            self.says("true").await
        })
        .await?;
        ensure!(self.is_open().await?);
        Ok(())
    }

    /// Waits until the section is closed.
    ///
    /// # Errors
    /// Where it stays open.
    pub async fn wait_until_closed(&self) -> Result<()> {
        until(&format!("“{}” is closed", self.title), async || {
            self.says("false").await
        })
        .await?;
        ensure!(!self.is_open().await?);
        Ok(())
    }

    async fn says(&self, expanded: &str) -> Result<bool> {
        self.reader
            .js(
                "return arguments[0].getAttribute('aria-expanded') === arguments[1]",
                [self.button.to_json()?, json!(expanded)],
            )
            .await
    }
}
