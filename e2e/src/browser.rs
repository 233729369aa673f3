//! The browsers, and how each is started.

use std::{
    env, fmt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use crate::device::Device;

/// What helps when a browser or its driver is missing.
const MEND: &str =
    "`make test-e2e` sets up every browser; or install it so that its command is on PATH";

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium or Chrome, driven by chromedriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser`, driven by `WebKitWebDriver`. It needs a screen: see [`crate::session`].
    WebKit,
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Browser {
    /// The command that starts the driver, listening at `port` on this machine only.
    ///
    /// # Errors
    /// Where it is not installed; names the mend.
    pub fn driver(self, port: u16) -> Result<Command> {
        let (name, options): (_, &[&str]) = match self {
            Self::Chromium => ("chromedriver", &[]),
            // What Firefox itself has noted is read with its own rights: see `console`.
            Self::Firefox => ("geckodriver", &["--allow-system-access"]),
            Self::WebKit => ("WebKitWebDriver", &[]),
        };
        let mut command = Command::new(installed(&[name])?);
        command.arg(format!("--port={port}")).args(options);
        Ok(command)
    }

    /// What the driver is asked for: a new, empty profile on `device`, which saves files in the folder `downloads`
    /// without asking. Chromium's sandbox refuses root.
    ///
    /// # Errors
    /// Where the browser is not installed; names the mend.
    pub fn capabilities(self, device: Device, is_root: bool, downloads: &Path) -> Result<Value> {
        Ok(match self {
            Self::Chromium => json!({
                "goog:chromeOptions": {
                    "binary": installed(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", CHROME_ON_MACOS])?,
                    "args": chromium_arguments(device, is_root),
                    "prefs": device.chromium_preferences(downloads),
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": installed(&["firefox", "firefox-esr", FIREFOX_ON_MACOS])?,
                    "args": ["-headless"],
                    "prefs": device.firefox_preferences(downloads),
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": { "args": device.webkit_arguments() },
            }),
        })
    }
}

const CHROME_ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const FIREFOX_ON_MACOS: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

fn chromium_arguments(device: Device, is_root: bool) -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless=new",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
    ];
    arguments.extend(is_root.then_some("--no-sandbox"));
    arguments.extend(device.chromium_arguments());
    arguments
}

/// The first of the commands that this machine has.
pub(crate) fn installed(names: &[&str]) -> Result<PathBuf> {
    let folders: Vec<_> = env::var_os("PATH")
        .iter()
        .flat_map(env::split_paths)
        .collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path: &PathBuf| Path::is_file(path))
        .ok_or_else(|| anyhow!("this machine has no {}. {MEND}", names.join(", ")))
}
