//! XML files, from the types that describe them.

use document::{Date, Document};
use serde::Serialize;

use crate::BuildError;

/// A whole XML file.
///
/// # Errors
/// [`BuildError::Xml`].
pub fn document(root: &impl Serialize) -> Result<String, BuildError> {
    let root = quick_xml::se::to_string(root)?;
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n"
    ))
}

/// The day of an article's last change; where there was none, the day it was published.
pub fn last_change(article: &Document) -> Date {
    article.updated.unwrap_or(article.published)
}
