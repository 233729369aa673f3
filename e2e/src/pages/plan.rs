//! The panel "My plan": its form, its news, what can be done with the whole plan. One plan in it: [`super::planned`].

use anyhow::{Context, Result, ensure};
use thirtyfour::{By, Key, WebElement};

use super::{ArticlePage, Field, field, joined};
use crate::{
    reader::Reader,
    roles::{Role, label},
    wait::until,
};

/// The panel, open.
#[derive(Clone, Debug)]
pub struct MyPlan<'r> {
    pub(super) reader: &'r Reader,
    pub(super) panel: WebElement,
}

impl<'r> ArticlePage<'r> {
    /// The button that opens the plan: "My plan · 2".
    ///
    /// # Errors
    /// Where there is none.
    pub async fn plan_button(&self) -> Result<WebElement> {
        let button = self.body().await?.find(By::Css("[accesskey=p]")).await?;
        let name = label(&button).await?;
        ensure!(name.starts_with("My plan"), "it is called “{name}”");
        Ok(button)
    }

    /// Waits until the button that opens the plan has this name.
    ///
    /// # Errors
    /// Where it has another one.
    pub async fn wait_for_plan_button(&self, name: &str) -> Result<()> {
        until(&format!("the button says “{name}”"), async || {
            Ok(label(&self.plan_button().await?).await? == name)
        })
        .await
    }

    /// The panel "My plan", opened by its button.
    ///
    /// # Errors
    /// Where it does not open.
    pub async fn my_plan(&self) -> Result<MyPlan<'r>> {
        let panel = dialog(self.reader()).await?;
        if !panel.is_displayed().await? {
            self.reader().tap(&self.plan_button().await?).await?;
        }
        MyPlan::open(self.reader()).await
    }

    /// The panel "My plan", which opens by itself.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn opened_plan(&self) -> Result<MyPlan<'r>> {
        MyPlan::open(self.reader()).await
    }

    /// Whether the panel "My plan" is open.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn shows_plan(&self) -> Result<bool> {
        Ok(dialog(self.reader()).await?.is_displayed().await?)
    }
}

/// The panel, open or not.
async fn dialog(reader: &Reader) -> Result<WebElement> {
    let labelled = By::Css("[role=dialog][aria-labelledby]");
    Ok(reader.driver().find(labelled).await?)
}

impl<'r> MyPlan<'r> {
    /// The panel, once it is open.
    pub(super) async fn open(reader: &'r Reader) -> Result<Self> {
        let panel = dialog(reader).await?;
        until("the plan is open", async || {
            Ok(panel.is_displayed().await?)
        })
        .await?;
        let body = reader.driver().find(By::Tag("body")).await?;
        Ok(Self {
            reader,
            panel: Role::Dialog.named("My plan", &body).await?,
        })
    }

    /// All that it says, white space joined.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn text(&self) -> Result<String> {
        Ok(joined(&self.panel.text().await?))
    }

    /// Closes the panel by the Escape key.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn close(&self) -> Result<()> {
        self.reader.press(Key::Escape).await?;
        self.wait_until_closed().await
    }

    /// Waits until the panel is closed.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn wait_until_closed(&self) -> Result<()> {
        until("the plan is closed", async || {
            Ok(!self.panel.is_displayed().await?)
        })
        .await
    }

    /// Presses the button of this name.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn press(&self, name: &str) -> Result<()> {
        let button = Role::Button.named(name, &self.panel).await?;
        self.reader.tap(&button).await
    }

    /// Erases everything on the device, and means it.
    ///
    /// # Errors
    /// Where the page does not ask first.
    pub async fn erase_everything(&self) -> Result<()> {
        self.press("Erase everything on this device").await?;
        let question = self.reader.question("Erase everything on this device?");
        question.await?.answer("Erase everything").await
    }

    /// The names of its buttons.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn buttons(&self) -> Result<Vec<String>> {
        Role::Button.names(&self.panel).await
    }

    /// Waits until the form shows.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn wait_for_form(&self) -> Result<()> {
        until("the form shows", async || self.shows_form().await).await
    }

    /// Whether the form shows.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn shows_form(&self) -> Result<bool> {
        Ok(!self.panel.find_all(By::Css("form")).await?.is_empty())
    }

    /// The field with this label.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn field(&self, label: &str) -> Result<Field> {
        let field = Role::Textbox.named(label, &self.panel).await?;
        field::look_at(self.reader, &field).await
    }

    /// Puts `text` into the field with this label in place of what was there, as pasting does.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn write(&self, label: &str, text: &str) -> Result<()> {
        let field = Role::Textbox.named(label, &self.panel).await?;
        field::paste_into(self.reader, &field, text).await
    }

    /// Presses "Save plan".
    ///
    /// # Errors
    /// Where there is no form.
    pub async fn save(&self) -> Result<()> {
        self.press("Save plan").await
    }

    /// Waits until `words` are announced, and stand in the panel.
    ///
    /// # Errors
    /// Where they are not.
    pub async fn wait_for_news(&self, words: &str) -> Result<()> {
        let mut messages = Vec::new();
        let what = format!("the plan's news is “{words}”");
        let told = until(&what, async || {
            messages = ArticlePage::of(self.reader).messages().await?;
            let is_announced = messages.iter().any(|message| message.contains(words));
            Ok(is_announced && self.text().await?.contains(words))
        });
        match told.await {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("these are: {messages:?}"))),
        }
    }

    /// Waits until the panel asks whether to take something in, and says what that would change.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn offer(&self) -> Result<String> {
        until("the plan asks", async || self.asks().await).await?;
        let text = self.text().await?;
        let (_, after) = text
            .split_once("Take this into your plan?")
            .context("the plan does not ask")?;
        let (changes, _) = after
            .split_once("Take it in")
            .context("nothing takes it in")?;
        Ok(changes.trim().to_owned())
    }

    /// Whether the panel asks whether to take something in.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn asks(&self) -> Result<bool> {
        Ok(self.text().await?.contains("Take this into your plan?"))
    }

    /// Chooses a file that holds `text` in the field "Import".
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn import(&self, text: &str) -> Result<()> {
        let path = self.reader.write_file("another-plan.json", text)?;
        let field = self.panel.find(By::Css("input[type=file]")).await?;
        Ok(field.send_keys(path.display().to_string()).await?)
    }
}
