//! The discussion: the form and the comments.

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use thirtyfour::{By, TypingData, WebElement};

use super::{Field, field};
use crate::{
    reader::Reader,
    roles::Role,
    wait::{until, until_some},
};

/// The part headed "Comments".
#[derive(Clone, Debug)]
pub struct Discussion<'r> {
    reader: &'r Reader,
    region: WebElement,
}

/// A comment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ShownComment {
    /// The fragment that leads to it: `comment-…`.
    pub id: String,
    /// Who wrote it.
    pub name: String,
    /// What it says, letter for letter, as it is shown.
    pub text: String,
    /// The direction that its first block has been given: `auto`.
    pub dir: String,
    /// The direction that its first block runs in: `ltr` or `rtl`.
    pub direction: String,
    /// When, as machines read it.
    pub datetime: String,
    /// The tags of the elements that its text is made of.
    pub markup: Vec<String>,
    /// How far it stands in: 0 is on the article.
    pub depth: u32,
    /// What stands beside its name, besides when it was written: that it was edited, whom it answers.
    pub remarks: Vec<String>,
}

impl<'r> Discussion<'r> {
    pub(super) async fn of(reader: &'r Reader) -> Result<Self> {
        let body = reader.driver().find(By::Tag("body")).await?;
        Ok(Self {
            reader,
            region: Role::Region.named("Comments", &body).await?,
        })
    }

    /// Types into the field with this label, key by key.
    ///
    /// # Errors
    /// Where there is none, or it takes no keys.
    pub async fn type_into(&self, label: &str, text: impl Into<TypingData>) -> Result<()> {
        Ok(Role::Textbox
            .named(label, &self.region)
            .await?
            .send_keys(text)
            .await?)
    }

    /// Puts `text` into the field with this label in place of what was there, as pasting does.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn paste_into(&self, label: &str, text: &str) -> Result<()> {
        let field = Role::Textbox.named(label, &self.region).await?;
        field::paste_into(self.reader, &field, text).await
    }

    /// The field with this label.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn field(&self, label: &str) -> Result<Field> {
        let field = Role::Textbox.named(label, &self.region).await?;
        field::look_at(self.reader, &field).await
    }

    /// Presses "Post comment".
    ///
    /// # Errors
    /// Where there is no such button.
    pub async fn post(&self) -> Result<()> {
        self.press("Post comment").await
    }

    /// Posts a comment and waits until it stands first, as it is kept: the form is free again.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn say(&self, name: &str, text: &str) -> Result<ShownComment> {
        let before = self.comments().await?.len();
        self.paste_into("Name", name).await?;
        self.paste_into("Comment", text).await?;
        self.post().await?;
        self.wait_for(before + 1).await?;
        until("the form is free again", async || {
            Ok(self.field("Comment").await?.value.is_empty())
        })
        .await?;
        Ok(self.comments().await?.remove(0))
    }

    /// Answers the comment that says `to`, and waits until the answer is there, as it is kept: its form is gone.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn answer(&self, to: &str, text: &str) -> Result<()> {
        self.press_at(to, "Reply").await?;
        self.paste_into("Your reply", text).await?;
        self.press("Post reply").await?;
        self.wait_for_text(text).await?;
        until("the form is gone", async || {
            let fields = Role::Textbox.names(&self.region).await?;
            Ok(!fields.iter().any(|it| it == "Your reply"))
        })
        .await
    }

    /// Waits until a comment says `text`.
    ///
    /// # Errors
    /// Where none does.
    pub async fn wait_for_text(&self, text: &str) -> Result<()> {
        until(&format!("a comment says “{text}”"), async || {
            let comments = self.comments().await?;
            Ok(comments.iter().any(|comment| comment.text == text))
        })
        .await
    }

    /// What the comments say, as they stand, each after as many `>` as it stands in.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn outline(&self) -> Result<Vec<String>> {
        let line = |it: ShownComment| format!("{}{}", ">".repeat(it.depth as usize), it.text);
        Ok(self.comments().await?.into_iter().map(line).collect())
    }

    /// Waits until the comments say this: see [`Self::outline`].
    ///
    /// # Errors
    /// Where they do not.
    pub async fn wait_for_outline(&self, expected: &[&str]) -> Result<()> {
        until(&format!("the comments are {expected:?}"), async || {
            Ok(self.outline().await? == expected)
        })
        .await
    }

    /// Presses the discussion's button with this label.
    ///
    /// # Errors
    /// Where there is no such button.
    pub async fn press(&self, label: &str) -> Result<()> {
        let button = Role::Button.named(label, &self.region).await?;
        self.reader.tap(&button).await
    }

    /// Erases all comments on the article, and means it.
    ///
    /// # Errors
    /// Where the page does not ask first.
    pub async fn erase_all(&self) -> Result<()> {
        self.press("Erase all").await?;
        let question = self
            .reader
            .question("Erase all your comments on this article?");
        question.await?.answer("Erase all").await
    }

    /// Touches the discussion's button with this label twice: see [`Reader::double_tap`].
    ///
    /// # Errors
    /// Where there is no such button.
    pub async fn double_press(&self, label: &str) -> Result<bool> {
        let button = Role::Button.named(label, &self.region).await?;
        self.reader.double_tap(&button).await
    }

    /// What the discussion's alerts and statuses say.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn messages(&self) -> Result<Vec<String>> {
        self.ask(
            "return [...region.querySelectorAll('[role=alert], [role=status]')]
               .map((it) => it.textContent).filter((words) => words !== '')",
        )
        .await
    }

    /// Presses the discussion's button with this label once it is there.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn press_once_there(&self, label: &str) -> Result<()> {
        let button = until_some(&format!("“{label}” is there"), async || {
            Ok(Role::Button.named(label, &self.region).await.ok())
        })
        .await?;
        self.reader.tap(&button).await
    }

    /// Presses the button with this label at the comment that says `text`.
    ///
    /// # Errors
    /// Where there is no such comment or button.
    pub async fn press_at(&self, text: &str, label: &str) -> Result<()> {
        let button = self.button_at(text, label).await?;
        self.reader.tap(&button).await
    }

    /// Waits until the button with this label at the comment that says `text` is pressed in, or is not.
    ///
    /// # Errors
    /// Where it stays otherwise, or there is none.
    pub async fn wait_for_pressed(&self, text: &str, label: &str, pressed: bool) -> Result<()> {
        until(
            &format!("“{label}” at “{text}” is {pressed}"),
            async || {
                let button = self.button_at(text, label).await?;
                let is = button.attr("aria-pressed").await?;
                Ok(is == Some(pressed.to_string()))
            },
        )
        .await
    }

    async fn button_at(&self, text: &str, label: &str) -> Result<WebElement> {
        until_some(&format!("“{text}” has “{label}”"), async || {
            for comment in Role::Article.shown(&self.region).await? {
                if comment.text().await?.contains(text) {
                    return Ok(Some(Role::Button.named(label, &comment).await?));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Waits until there are `count` comments.
    ///
    /// # Errors
    /// Where there are not.
    pub async fn wait_for(&self, count: usize) -> Result<()> {
        until(&format!("there are {count} comments"), async || {
            Ok(self.comments().await?.len() == count)
        })
        .await
    }

    /// The comments that say something, as they stand.
    ///
    /// # Errors
    /// Where one is not as it must be.
    pub async fn comments(&self) -> Result<Vec<ShownComment>> {
        self.ask(
            "const all = [...region.querySelectorAll('li article[id^=comment-]')];
             return all.filter((it) => it.querySelector('.said')).map((it) => {
               const time = it.querySelector('time'), text = it.querySelector('.said'), first = text.firstElementChild;
               return {
                 id: it.id,
                 name: document.getElementById(it.getAttribute('aria-labelledby')).textContent,
                 text: text.innerText.trim(),
                 dir: first.getAttribute('dir'),
                 direction: getComputedStyle(first).direction,
                 datetime: time?.dateTime ?? '',
                 markup: [...text.querySelectorAll('*')].map((it) => it.localName),
                 depth: Number(it.parentElement.dataset.depth ?? 0),
                 remarks: [...it.querySelectorAll('.meta > :not(bdi, time)')].map((it) => it.textContent),
               };
             })",
        )
        .await
    }

    /// What the form shows of how the text will look, once it does.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn preview(&self) -> Result<WebElement> {
        until_some("a preview shows", async || {
            Ok(Role::Region.named("Preview", &self.region).await.ok())
        })
        .await
    }

    /// Waits until an alert of the discussion, other than those beside fields, says `words`.
    ///
    /// # Errors
    /// Where none does.
    pub async fn wait_for_alert(&self, words: &str) -> Result<()> {
        self.wait_for_message("alert", words).await
    }

    /// Waits until a status of the discussion says `words`.
    ///
    /// # Errors
    /// Where none does.
    pub async fn wait_for_status(&self, words: &str) -> Result<()> {
        self.wait_for_message("status", words).await
    }

    /// Chooses a file that holds `text` in the field "Import".
    ///
    /// # Errors
    /// Where there is no such field.
    pub async fn import(&self, text: &str) -> Result<()> {
        let path = self
            .reader
            .write_file("comments-from-elsewhere.json", text)?;
        let field = self.region.find(By::Css("input[type=file]")).await?;
        Ok(field.send_keys(path.display().to_string()).await?)
    }

    async fn wait_for_message(&self, role: &str, words: &str) -> Result<()> {
        until(&format!("the discussion's {role} says “{words}”"), async || {
            let script = format!("return [...region.querySelectorAll('[role={role}]')].map((it) => it.textContent)");
            let messages: Vec<String> = self.ask(&script).await?;
            Ok(messages.iter().any(|message| message.contains(words)))
        })
        .await
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> Result<T> {
        let region: Value = self.region.to_json()?;
        self.reader
            .js(&format!("const [region] = arguments; {script}"), [region])
            .await
    }
}
