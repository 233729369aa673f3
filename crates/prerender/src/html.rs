//! Elements and data blocks as text of a page, escaped.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use serde::Serialize;

use crate::BuildError;

/// An element without content, such as `<meta name="author" content="Ann">`. Attributes without a value are left out.
pub fn void(name: &str, attributes: &[(&str, Option<&str>)]) -> String {
    let mut element = format!("<{name}");
    for (name, value) in attributes {
        if let Some(value) = value {
            // Writing to a string never fails.
            let _ = write!(element, r#" {name}="{}""#, escape(*value));
        }
    }
    element + ">"
}

/// An element that holds `text`.
pub fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

/// A block of JSON, which no browser runs; `attributes` are its type and its id. `<` never stands in it, so no text can
/// end the block.
///
/// # Errors
/// [`BuildError::State`].
pub fn data_block(attributes: &str, data: &impl Serialize) -> Result<String, BuildError> {
    let json = serde_json::to_string(data)?.replace('<', "\\u003c");
    Ok(format!("<script {attributes}>{json}</script>"))
}
