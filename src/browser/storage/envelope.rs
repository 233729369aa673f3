//! The envelope around everything kept on the device: `{"version":1,"value":…}`. Text in, value out.

use serde::de::DeserializeOwned;

use crate::json;

/// The version that this program writes.
const VERSION: u32 = 1;
/// What stands before a value in it: so a long one is gone through once.
const BEGIN: &str = r#"{"version":1,"value":"#;

/// Why an envelope cannot be opened; reads on from "What was kept here" or "This plan".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// It is no envelope, or its value is not of the kind asked for.
    #[error("could not be read")]
    Broken,
    /// A newer version of the program wrote it.
    #[error("was written by a newer version of this page (format {version})")]
    Newer {
        /// The version it names.
        version: u32,
    },
}

/// The value in the envelope `raw`.
///
/// # Errors
/// [`EnvelopeError`] where it is newer or not readable.
pub fn open<T: DeserializeOwned>(raw: &str) -> Result<T, EnvelopeError> {
    json::read(value(raw)?).ok_or(EnvelopeError::Broken)
}

fn value(raw: &str) -> Result<&str, EnvelopeError> {
    let rest = raw.strip_prefix(BEGIN);
    if let Some(value) = rest.and_then(|rest| rest.strip_suffix('}')) {
        return Ok(value);
    }
    // Another program has written it: which version it is comes first.
    let part = |name| json::member(raw, name).ok_or(EnvelopeError::Broken);
    match json::read(part("version")?) {
        Some(version) if version > VERSION => Err(EnvelopeError::Newer { version }),
        Some(_) => part("value"),
        None => Err(EnvelopeError::Broken),
    }
}

/// A value, written as JSON, in an envelope.
pub fn seal(value: &str) -> String {
    format!("{BEGIN}{value}}}")
}
