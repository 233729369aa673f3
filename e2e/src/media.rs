//! What a page is shown on: paper, or a screen whose colours the reader has fixed.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::{browser::Browser, commands, reader::Reader};

impl Reader {
    /// Shows pages as on a device whose system fixes the colours (`forced-colors: active`), or not any more.
    ///
    /// # Errors
    /// In any browser but Chromium: the others have no command for it.
    pub async fn force_colors(&self, are_forced: bool) -> Result<()> {
        ensure!(self.browser() == Browser::Chromium, "only Chromium can");
        let features =
            json!([{ "name": "forced-colors", "value": if are_forced { "active" } else { "" } }]);
        let command = json!({
            "cmd": "Emulation.setEmulatedMedia",
            "params": { "features": features },
        });
        commands::post(self.driver(), "/goog/cdp/execute", command)
            .await
            .map(drop)
    }

    /// Shows the page with the styles that it has on paper.
    ///
    /// # Errors
    /// Where the browser does not take them.
    pub async fn show_as_printed(&self) -> Result<()> {
        self.js::<()>(
            "for (const link of document.querySelectorAll('link[media=print]')) link.media = 'all'",
            [],
        )
        .await?;
        self.until_js(
            "the styles for paper are there",
            "return [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)",
        )
        .await?;
        self.js(
            "for (const sheet of document.styleSheets)
               for (const rule of sheet.cssRules)
                 if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all'",
            [],
        )
        .await
    }
}
