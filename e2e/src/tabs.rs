//! Tabs: the same browser, another page.

use anyhow::Result;
use thirtyfour::WindowHandle;

use crate::{pages::ArticlePage, reader::Reader};

/// A tab of the reader's browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Reader {
    /// The tab that is in front.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.driver().window().await?))
    }

    /// Opens a page in a new tab, goes there, and waits until its program runs. It has a window of its own: what `WebKit`'s
    /// driver does in a tab that lies behind another one is never answered.
    ///
    /// # Errors
    /// Where it does not start in time.
    pub async fn open_tab(&self, address: &str) -> Result<Tab> {
        let tab = Tab(self.driver().new_window().await?);
        self.go_to_tab(&tab).await?;
        self.open(address).await?;
        Ok(tab)
    }

    /// Goes to a tab.
    ///
    /// # Errors
    /// Where it was closed.
    pub async fn go_to_tab(&self, tab: &Tab) -> Result<()> {
        self.leave_page().await?;
        Ok(self.driver().switch_to_window(tab.0.clone()).await?)
    }

    /// The page in the tab that is in front.
    pub fn page(&self) -> ArticlePage<'_> {
        ArticlePage::of(self)
    }
}
