//! The dialog that asks before something is taken away.

use anyhow::Result;
use thirtyfour::{By, WebElement};

use crate::{
    reader::Reader,
    roles::Role,
    wait::{until, until_some},
};

/// An open dialog with a question.
#[derive(Clone, Debug)]
pub struct Question<'r> {
    reader: &'r Reader,
    dialog: WebElement,
    name: String,
}

impl Reader {
    /// The dialog with this question, once it is open.
    ///
    /// # Errors
    /// Where it does not open.
    pub async fn question(&self, name: &str) -> Result<Question<'_>> {
        let dialog = until_some(&format!("the page asks “{name}”"), async || {
            let body = self.driver().find(By::Tag("body")).await?;
            Ok(Role::Dialog.named(name, &body).await.ok())
        })
        .await?;
        Ok(Question {
            reader: self,
            dialog,
            name: name.to_owned(),
        })
    }

    /// Whether a modal dialog is open.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn is_asked(&self) -> Result<bool> {
        self.js("return document.querySelector('dialog:modal') !== null", [])
            .await
    }
}

impl Question<'_> {
    /// Presses the answer of this name, and waits until the dialog is gone.
    ///
    /// # Errors
    /// Where there is none, or the dialog stays.
    pub async fn answer(&self, answer: &str) -> Result<()> {
        let button = Role::Button.named(answer, &self.dialog).await?;
        self.reader.tap(&button).await?;
        self.wait_until_gone().await
    }

    /// Waits until the dialog is gone.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn wait_until_gone(&self) -> Result<()> {
        until(&format!("“{}” is gone", self.name), async || {
            Ok(!self.reader.is_asked().await?)
        })
        .await
    }

    /// The names of its answers, in their order.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn answers(&self) -> Result<Vec<String>> {
        Role::Button.names(&self.dialog).await
    }
}
