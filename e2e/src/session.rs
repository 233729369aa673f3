//! A driver with its browser: started on a port, a profile and (`WebKit`) a screen of its own, and ended whatever happens.

use std::{
    cell::Cell,
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result};
use tempfile::TempDir;
use thirtyfour::{Capabilities, Rect, WebDriver};
use tokio::{net::TcpStream, time::timeout};

use crate::{
    browser::{Browser, installed},
    commands, console,
    device::Device,
    process::Process,
    wait::{until, until_some},
};

/// How long one command of a driver may take; a busy machine starts a browser in a few seconds.
const COMMAND: Duration = Duration::from_secs(40);

/// Where in its folder a browser puts what its reader saves.
const DOWNLOADS: &str = "downloads";

/// How long a browser may take to go.
const GOODBYE: Duration = Duration::from_secs(10);

/// A running browser. Dropped, it ends every process that belongs to it and removes what they wrote.
#[derive(Debug)]
pub struct Session {
    /// Which browser it is.
    pub browser: Browser,
    /// The device that it runs on.
    pub device: Device,
    // In the order in which they end.
    #[expect(dead_code, reason = "kept for its end")]
    process: Process,
    #[expect(dead_code, reason = "kept for its end")]
    screen: Option<Process>,
    /// The browser's remote control.
    pub driver: WebDriver,
    /// Where its window was at first.
    window: Rect,
    /// Whether a story has changed what nothing can put right.
    is_spoilt: Cell<bool>,
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
        let window = driver.get_window_rect().await?;
        Ok(Self {
            browser,
            device,
            process,
            screen,
            driver,
            window,
            is_spoilt: Cell::new(false),
            folder,
        })
    }

    /// Where the browser puts what its reader saves.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.folder.path().join(DOWNLOADS)
    }

    /// No other story shall have this browser: what this one changes cannot be put right.
    pub(crate) fn spoil(&self) {
        self.is_spoilt.set(true);
    }

    /// Leaves the page and undoes what a story may do to a browser: keys and fingers that are still down, another window
    /// size, files that were saved. Says whether that is all: a browser with several windows, or a spoilt one, does not become as good as new.
    ///
    /// # Errors
    /// Where the browser no longer answers.
    pub(crate) async fn tidy(&self) -> Result<bool> {
        let windows = self.driver.windows().await?;
        let [window] = windows.as_slice() else {
            return Ok(false);
        };
        if self.is_spoilt.get() {
            return Ok(false);
        }
        self.driver.switch_to_window(window.clone()).await?; // out of any frame
        self.driver.goto("about:blank").await?;
        commands::delete(&self.driver, "/actions").await?;
        for saved in fs::read_dir(self.downloads())? {
            let path = saved?.path();
            if path.is_file() {
                fs::remove_file(path)?;
            }
        }
        if self.driver.get_window_rect().await? != self.window {
            let Rect {
                x,
                y,
                width,
                height,
            } = self.window;
            let [width, height] = [width, height].map(u32::try_from);
            self.driver.set_window_rect(x, y, width?, height?).await?;
        }
        Ok(true)
    }

    /// Whether a browser that has rested still answers. What it has said meanwhile is forgotten.
    pub(crate) async fn is_well(&self) -> bool {
        self.driver.window().await.is_ok() && console::forget(self).await.is_ok()
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
