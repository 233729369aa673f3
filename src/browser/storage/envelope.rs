//! The envelope around everything kept on the device: `{"version":1,"value":…}`. Pure: text in, value out.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The version that this program writes.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    version: u32,
    value: T,
}

#[derive(Deserialize)]
struct Label {
    version: u32,
}

/// Why an envelope cannot be opened; reads on from "What was kept here".
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
    let label: Label = serde_json::from_str(raw).map_err(|_| EnvelopeError::Broken)?;
    if label.version > VERSION {
        return Err(EnvelopeError::Newer { version: label.version });
    }
    let envelope: Envelope<T> = serde_json::from_str(raw).map_err(|_| EnvelopeError::Broken)?;
    Ok(envelope.value)
}

/// `value` in an envelope.
pub fn seal<T: Serialize>(value: &T) -> String {
    // JSON can hold every kept type: none has a map whose keys are not text, and none fails to serialize.
    serde_json::to_string(&Envelope { version: VERSION, value }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens() {
        let sealed = seal(&vec!["a", "b"]).expect("an envelope");
        assert_eq!(sealed, r#"{"version":1,"value":["a","b"]}"#);
        assert_eq!(open::<Vec<String>>(&sealed), Ok(vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn a_newer_version_is_told_from_garbage_even_if_its_value_has_another_shape() {
        let newer = r#"{"version":2,"value":{"new":"shape"}}"#;
        assert_eq!(open::<Vec<String>>(newer), Err(EnvelopeError::Newer { version: 2 }));
    }

    #[test]
    fn garbage_is_broken() {
        for garbage in ["", "garbage", "null", "[]", r#"{"version":1}"#, r#"{"version":1,"value":7}"#] {
            assert_eq!(open::<Vec<String>>(garbage), Err(EnvelopeError::Broken), "{garbage}");
        }
    }
}
