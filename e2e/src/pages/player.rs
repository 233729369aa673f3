//! The voice's buttons.

use anyhow::Result;
use thirtyfour::{By, WebElement};

use super::ArticlePage;
use crate::{roles::Role, wait::until};

impl ArticlePage<'_> {
    /// Has the section under this heading read aloud, and what follows.
    ///
    /// # Errors
    /// Where there is no such button.
    pub async fn listen(&self, title: &str) -> Result<()> {
        self.press(&format!("Listen {title}")).await
    }

    /// The names of all buttons "Listen" that show.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn listen_buttons(&self) -> Result<Vec<String>> {
        let mut names = Role::Button.names(&self.body().await?).await?;
        names.retain(|name| name.starts_with("Listen"));
        Ok(names)
    }

    /// The voice's buttons, once they show.
    ///
    /// # Errors
    /// Where they do not.
    pub async fn player(&self) -> Result<WebElement> {
        until("the voice's buttons show", async || {
            self.shows_player().await
        })
        .await?;
        Role::Region.named("Read aloud", &self.body().await?).await
    }

    /// Whether the voice's buttons show.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn shows_player(&self) -> Result<bool> {
        let named = By::Css("section[aria-label='Read aloud']");
        Ok(!self.body().await?.find_all(named).await?.is_empty())
    }
}
