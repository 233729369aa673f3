//! The envelope around everything kept on the device: `{"version":1,"value":…}`. Text in, value out.

use wasm_bindgen::JsValue;

use crate::browser::json;

/// The version that this program writes.
const VERSION: u32 = 1;

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
pub fn open(raw: &str) -> Result<JsValue, EnvelopeError> {
    let envelope = json::parse(raw).ok_or(EnvelopeError::Broken)?;
    let part =
        |name| json::member(&envelope, &JsValue::from_str(name)).ok_or(EnvelopeError::Broken);
    // The value stays as it is until its version is known to be ours.
    let version: u32 = json::from_js(part("version")?).ok_or(EnvelopeError::Broken)?;
    let value = part("value")?;
    if version > VERSION {
        return Err(EnvelopeError::Newer { version });
    }
    Ok(value)
}

/// A value, written as JSON, in an envelope.
pub fn seal(value: &str) -> String {
    format!(r#"{{"version":{VERSION},"value":{value}}}"#)
}
