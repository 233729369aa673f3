//! A clock that the story sets. Pages find it before they begin: [`crate::Site::stop_the_clock`].

use anyhow::Result;
use serde_json::json;

use crate::reader::Reader;

/// The script that gives a page a clock that shows `wall`.
pub(crate) fn script(wall: &str) -> String {
    format!(
        "(function (wall) {{ {} }})({})",
        include_str!("clock.js"),
        json!(wall)
    )
}

impl Reader {
    /// Sets the clock, forwards or back. Nothing else happens: the page has not looked at it yet.
    ///
    /// # Errors
    /// Where the page has no such clock.
    pub async fn set_clock(&self, wall: &str) -> Result<()> {
        self.js("window.theClockIsSet(arguments[0])", [json!(wall)])
            .await
    }

    /// So many seconds pass, with everything that the page does in them.
    ///
    /// # Errors
    /// Where the page has no such clock.
    pub async fn pass(&self, seconds: u32) -> Result<()> {
        self.js("window.timePasses(arguments[0])", [json!(seconds)])
            .await
    }

    /// What the clock on the wall shows, `2026-11-25 23:59`, and how many minutes it is ahead of UTC.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn clock(&self) -> Result<(String, i32)> {
        self.js(
            "// In Firefox, a story's script has another `Date` than the page.
             const now = new window.Date(), two = (number) => String(number).padStart(2, '0');
             const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
             return [`${day} ${two(now.getHours())}:${two(now.getMinutes())}`, -now.getTimezoneOffset()];",
            [],
        )
        .await
    }

    /// Comes back to the page from another window.
    ///
    /// # Errors
    /// Where the page is gone.
    pub async fn come_back(&self) -> Result<()> {
        self.js("dispatchEvent(new Event('focus'))", []).await
    }
}
