//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

/// What helps where a tool is missing.
const MEND: &str = "`make test-e2e` gets it and says where it is";

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
    program("AXE", "axe-core's axe.min.js")
}

/// The program of Readability, Firefox's Reader View.
///
/// # Errors
/// Where the variable READABILITY does not lead to it; names the mend.
pub fn readability() -> Result<String> {
    program("READABILITY", "@mozilla/readability's Readability.js")
}

/// The Nu HTML checker.
///
/// # Errors
/// Where the variable VNU does not lead to it; names the mend.
pub fn html_checker() -> Result<PathBuf> {
    let path = PathBuf::from(variable("VNU", "vnu-jar's vnu.jar")?);
    ensure!(path.is_file(), "{}: there is no such file", path.display());
    Ok(path)
}

/// The folder of Python's libraries that read calendar files.
///
/// # Errors
/// Where the variable ICALENDAR does not lead to it; names the mend.
pub fn icalendar() -> Result<PathBuf> {
    let what = "the folder of Python's icalendar and recurring_ical_events";
    let path = PathBuf::from(variable("ICALENDAR", what)?);
    for library in ["icalendar", "recurring_ical_events"] {
        let library = path.join(library);
        ensure!(
            library.is_dir(),
            "{} is not there. {MEND}",
            library.display()
        );
    }
    Ok(path)
}

/// The module ical.js.
///
/// # Errors
/// Where the variable ICAL does not lead to it; names the mend.
pub fn ical_js() -> Result<PathBuf> {
    let path = PathBuf::from(variable("ICAL", "ical.js's dist/ical.js")?);
    ensure!(path.is_file(), "{} is not there. {MEND}", path.display());
    Ok(path)
}

fn program(variable_name: &str, what: &str) -> Result<String> {
    let path = variable(variable_name, what)?;
    std::fs::read_to_string(&path).with_context(|| format!("{variable_name}={path}"))
}

fn variable(name: &str, what: &str) -> Result<String> {
    env::var(name).with_context(|| format!("the variable {name} must name {what}. {MEND}"))
}

/// The site that is built for `/`.
pub fn dist() -> PathBuf {
    workspace().join("dist")
}

/// The release site whose comments a server keeps.
pub fn shared() -> PathBuf {
    workspace().join("target/site-shared")
}

/// Where a failed story leaves a picture of what it saw.
pub fn pictures() -> PathBuf {
    workspace().join("target/e2e")
}
