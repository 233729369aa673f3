//! Files: what the page saves, and what the reader has to give it.

use std::{fs, path::PathBuf};

use anyhow::Result;
use serde::Deserialize;

use crate::{reader::Reader, wait::until_some};

/// A file that the page has saved.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// What is in it.
    pub text: String,
}

impl Reader {
    /// Gives the page a folder for downloads that stories can look into.
    ///
    /// # Errors
    /// Where it takes none.
    pub async fn fake_downloads(&self) -> Result<()> {
        self.js(
            "window.savedByThePage = [];
             const blobs = new Map(), address = URL.createObjectURL;
             URL.createObjectURL = (blob) => {
               const its = address.call(URL, blob);
               blobs.set(its, blob);
               return its;
             };
             HTMLAnchorElement.prototype.click = async function () {
               const { download: name, href } = this, blob = blobs.get(href);
               window.savedByThePage.push({ name, kind: blob.type, text: await blob.text() });
             };",
            [],
        )
        .await
    }

    /// Waits until the page saves another file, `before` files after the first, and says which.
    ///
    /// # Errors
    /// Where none comes.
    pub async fn saved_after(&self, before: usize) -> Result<Saved> {
        until_some("a file is saved", async || {
            let saved: Vec<Saved> = self.js("return window.savedByThePage", []).await?;
            Ok(saved.get(before).cloned())
        })
        .await
    }

    /// A file on the reader's device, from now until their browser ends.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_file(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.folder().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }
}
