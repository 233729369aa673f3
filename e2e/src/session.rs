//! A driver with its browser: started on a port, a profile and (`WebKit`) a screen of its own, and ended whatever happens.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::MetadataExt,
    path::Path,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::{net::TcpStream, time::timeout};

use crate::{
    browser::{Browser, installed},
    device::Device,
    process::Process,
    wait::{until, until_some},
};

/// How long one command of a driver may take; a busy machine starts a browser in a few seconds.
const COMMAND: Duration = Duration::from_secs(40);

/// Where in its folder a browser puts what its reader saves.
pub(crate) const DOWNLOADS: &str = "downloads";

/// How long a browser may take to go.
const GOODBYE: Duration = Duration::from_secs(10);

/// A running browser. Dropped, it ends every process that belongs to it and removes what they wrote.
#[derive(Debug)]
pub struct Session {
    /// Which browser it is.
    pub browser: Browser,
    // In the order in which they end.
    #[expect(dead_code, reason = "kept for its end")]
    process: Process,
    #[expect(dead_code, reason = "kept for its end")]
    screen: Option<Process>,
    /// The browser's remote control.
    pub driver: WebDriver,
    folder: TempDir,
}

impl Session {
    /// Starts `browser` on `device`.
    ///
    /// # Errors
    /// Where it is not installed or does not start in time; with what it said.
    pub async fn start(browser: Browser, device: Device) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("inside-out-e2e-")
            .tempdir()?;
        let downloads = folder.path().join(DOWNLOADS);
        fs::create_dir(&downloads)?;
        let port = free_port()?;
        let mut command = browser.driver(port)?;
        command.env("TMPDIR", folder.path()); // profiles are made there
        command.envs(device.environment());
        let mut screen = None;
        if browser == Browser::WebKit {
            let (process, name) = show_nothing(folder.path()).await?;
            command.env("DISPLAY", name).env_remove("WAYLAND_DISPLAY");
            command.env("HOME", &downloads); // without a desktop's settings, files are saved there
            screen = Some(process);
        }
        let mut process = Process::start(&command, &folder.path().join("driver.log"))?;
        until("the driver answers", async || {
            process.still_runs()?;
            Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .await
                .is_ok())
        })
        .await?;

        let capabilities = browser.capabilities(device, is_root(folder.path())?, &downloads)?;
        let capabilities: Capabilities = serde_json::from_value(capabilities)?;
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
            .request_timeout(COMMAND)
            .await
            .with_context(|| {
                format!(
                    "{browser} does not start:\n{}",
                    process.output().unwrap_or_default()
                )
            })?;
        Ok(Self {
            browser,
            process,
            screen,
            driver,
            folder,
        })
    }

    /// The folder that goes with the browser.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends the browser as its reader would: by closing it.
    ///
    /// # Errors
    /// Where it does not go by itself. It is ended all the same.
    pub async fn close(self) -> Result<()> {
        timeout(GOODBYE, self.driver.clone().quit())
            .await
            .context("the browser does not go")??;
        Ok(())
    }
}

/// Whether this process is root's: what it makes is, then.
fn is_root(own: &Path) -> Result<bool> {
    Ok(fs::metadata(own)?.uid() == 0)
}

/// A port that nothing listens at.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

/// A screen that nobody sees, and its name. The server of the screen chooses a free one.
async fn show_nothing(folder: &Path) -> Result<(Process, String)> {
    let mut command = Command::new(installed(&["Xvfb"])?);
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1600x1200x24",
        "-nolisten",
        "tcp",
    ]);
    let mut process = Process::start(&command, &folder.join("screen.log"))?;
    let number = until_some("there is a screen", async || {
        process.still_runs()?;
        Ok(process
            .output()?
            .lines()
            .find_map(|line| line.trim().parse::<u32>().ok()))
    })
    .await?;
    Ok((process, format!(":{number}")))
}
