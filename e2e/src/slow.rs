//! A slow line and a slow device, in Chromium.

use anyhow::Result;
use serde_json::{Value, json};

use crate::{commands, reader::Reader};

impl Reader {
    /// From now on the line is a "slow 4G" as Lighthouse applies it to real requests (562.5 ms there and back, 1.47 Mbit/s
    /// down, 0.67 up), and the device four times as slow as it is. In Chromium alone.
    ///
    /// # Errors
    /// Where the browser is another one.
    pub async fn on_a_slow_line(&self) -> Result<()> {
        let line = json!({
            "offline": false, "latency": 562.5,
            "downloadThroughput": 1_474_560 / 8, "uploadThroughput": 675_000 / 8,
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", line)
            .await?;
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
            .await
    }

    /// Runs a script in each page from now on, before any of its own.
    ///
    /// # Errors
    /// Where the browser is not Chromium.
    pub async fn watch(&self, script: &str) -> Result<()> {
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<()> {
        let body = json!({ "cmd": command, "params": parameters });
        commands::post(self.driver(), "/goog/cdp/execute", body)
            .await
            .map(drop)
    }
}
