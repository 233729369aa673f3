//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The article as its author sent it.
///
/// # Errors
/// Where the file cannot be read.
pub fn original() -> Result<String> {
    let path = workspace().join("crates/document/tests/original/the-gut-skin-connection.txt");
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// axe-core's program.
///
/// # Errors
/// Where the variable AXE does not lead to it; names the mend.
pub fn axe() -> Result<String> {
    let mend =
        "the variable AXE must name axe-core's axe.min.js; `make test-e2e` gets it and sets it";
    let path = env::var("AXE").context(mend)?;
    std::fs::read_to_string(&path).with_context(|| format!("{path}: {mend}"))
}

/// Where a failed story leaves a picture of what it saw.
pub fn pictures() -> PathBuf {
    workspace().join("target/e2e")
}
