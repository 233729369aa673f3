//! A field of a form, and what the page says beside it.

use anyhow::Result;
use serde::Deserialize;
use thirtyfour::WebElement;

use crate::reader::Reader;

/// A field of a form, as it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Field {
    /// What stands in it.
    pub value: String,
    /// The reason beside it, where it is refused: an alert that the field is described by.
    pub error: Option<String>,
    /// Whether it says of itself that it is wrong.
    pub invalid: bool,
    /// Whether it has the focus.
    pub focused: bool,
}

/// How `field` is.
pub(super) async fn look_at(reader: &Reader, field: &WebElement) -> Result<Field> {
    reader
        .js(
            "const [field] = arguments, ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
             const errors = ids.map((id) => document.getElementById(id))
               .map((it) => it && (it.matches('[role=alert]') ? it : it.querySelector('[role=alert]')))
               .filter((it) => it && it.checkVisibility());
             return {
               value: field.value,
               error: errors[0]?.textContent ?? null,
               invalid: field.getAttribute('aria-invalid') === 'true',
               focused: document.activeElement === field,
             };",
            [field.to_json()?],
        )
        .await
}

/// Puts `text` into `field` in place of what was there, as pasting does.
pub(super) async fn paste_into(reader: &Reader, field: &WebElement, text: &str) -> Result<()> {
    // What a driver finds half outside of the window it may not touch.
    reader.bring_into_view(field).await?;
    field.clear().await?;
    field.focus().await?;
    reader.paste(text).await
}
