//! The landmark "Contents": in the margin, in a sheet, or in the text.

use anyhow::Result;
use thirtyfour::{By, WebElement};

use super::ArticlePage;
use crate::{
    roles::{Role, label},
    wait::until,
};

impl ArticlePage<'_> {
    /// The names of the links of the landmark "Contents", as they stand: "The Takeaway 1 min".
    ///
    /// # Errors
    /// Where there is no such landmark.
    pub async fn contents(&self) -> Result<Vec<String>> {
        Role::Link.names(&self.contents_shown().await?).await
    }

    /// Follows a link of the landmark "Contents".
    ///
    /// # Errors
    /// Where there is none of this name.
    pub async fn follow(&self, name: &str) -> Result<()> {
        let contents = self.contents_shown().await?;
        self.reader()
            .tap(&Role::Link.beginning(name, &contents).await?)
            .await
    }

    /// The link of the landmark "Contents" that is marked as the place where the reader is.
    ///
    /// # Errors
    /// Where there is more than one.
    pub async fn current(&self) -> Result<Option<String>> {
        let marked = self
            .body()
            .await?
            .find_all(By::Css("nav [aria-current=true]"))
            .await?;
        anyhow::ensure!(marked.len() < 2, "{} links are marked", marked.len());
        match marked.first() {
            Some(link) => Ok(Some(label(link).await?)),
            None => Ok(None),
        }
    }

    /// Whether the landmark "Contents" shows.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn shows_contents(&self) -> Result<bool> {
        Ok(self
            .body()
            .await?
            .find(By::Css("nav"))
            .await?
            .is_displayed()
            .await?)
    }

    /// The button that opens the sheet, on narrow screens: "Contents 2 min left".
    ///
    /// # Errors
    /// Where there is none.
    pub async fn contents_button(&self) -> Result<WebElement> {
        Role::Button
            .beginning("Contents", &self.body().await?)
            .await
    }

    /// The landmark; in the sheet, opened first, where it does not show.
    async fn contents_shown(&self) -> Result<WebElement> {
        if !self.shows_contents().await? {
            self.press_in_bar(&self.contents_button().await?).await?;
            until("the contents show", async || self.shows_contents().await).await?;
        }
        Role::Navigation
            .named("Contents", &self.body().await?)
            .await
    }
}
