//! A tip and its box.

use anyhow::Result;
use thirtyfour::{By, WebElement};

use crate::{
    reader::Reader,
    roles::{Role, label},
    wait::until,
};

/// A tip: an article named by its heading, with a box to tick.
#[derive(Clone, Debug)]
pub struct Tip<'r> {
    reader: &'r Reader,
    name: String,
    tick: WebElement,
}

impl<'r> Tip<'r> {
    pub(super) async fn named(name: &str, reader: &'r Reader) -> Result<Self> {
        let body = reader.driver().find(By::Tag("body")).await?;
        let article = Role::Article.named(name, &body).await?;
        let tick = article.find(By::Css("input[type=checkbox]")).await?;
        Ok(Self {
            reader,
            name: name.to_owned(),
            tick,
        })
    }

    /// Taps on the box: ticks it, or takes the tick away.
    ///
    /// # Errors
    /// Where it cannot be tapped on.
    pub async fn tap(&self) -> Result<()> {
        self.reader.tap(&self.tick).await
    }

    /// Puts the focus on the box, as the Tab key would.
    ///
    /// # Errors
    /// Where it takes none.
    pub async fn focus(&self) -> Result<()> {
        Ok(self.tick.focus().await?)
    }

    /// The name of the box: what it promises, and which tip it is.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn promise(&self) -> Result<String> {
        label(&self.tick).await
    }

    /// Whether it is ticked.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn is_ticked(&self) -> Result<bool> {
        Ok(self.tick.is_selected().await?)
    }

    /// Waits until it is ticked, or not.
    ///
    /// # Errors
    /// Where it stays as it was.
    pub async fn wait_until_ticked(&self, ticked: bool) -> Result<()> {
        let what = format!(
            "“{}” is {}ticked",
            self.name,
            if ticked { "" } else { "not " }
        );
        until(&what, async || Ok(self.is_ticked().await? == ticked)).await
    }
}
