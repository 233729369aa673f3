//! A tip and what the reader plans with it.

use anyhow::Result;
use serde_json::json;
use thirtyfour::{By, WebElement};

use super::{MyPlan, joined};
use crate::{
    reader::Reader,
    roles::{Role, label},
    wait::until,
};

/// A tip: an article named by its heading, with the author's words and what is planned.
#[derive(Clone, Debug)]
pub struct Tip<'r> {
    reader: &'r Reader,
    name: String,
    card: WebElement,
}

impl<'r> Tip<'r> {
    pub(super) async fn named(name: &str, reader: &'r Reader) -> Result<Self> {
        let body = reader.driver().find(By::Tag("body")).await?;
        Ok(Self {
            reader,
            name: name.to_owned(),
            card: Role::Article.named(name, &body).await?,
        })
    }

    /// Presses "Add to my plan": the panel opens with the form.
    ///
    /// # Errors
    /// Where there is no such button, or nothing opens.
    pub async fn add(&self) -> Result<MyPlan<'r>> {
        self.reader
            .tap(&self.button("Add to my plan").await?)
            .await?;
        let plan = MyPlan::open(self.reader).await?;
        plan.wait_for_form().await?;
        Ok(plan)
    }

    /// Presses "Open my plan".
    ///
    /// # Errors
    /// Where there is no such button, or nothing opens.
    pub async fn open(&self) -> Result<MyPlan<'r>> {
        self.reader.tap(&self.button("Open my plan").await?).await?;
        MyPlan::open(self.reader).await
    }

    /// Plans it with the author's first idea, and goes on reading.
    ///
    /// # Errors
    /// Where it is planned already, or the plan is refused.
    pub async fn follow(&self) -> Result<()> {
        let plan = self.add().await?;
        plan.save().await?;
        self.wait_until_planned(true).await?;
        plan.close().await
    }

    /// The names of its buttons.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn buttons(&self) -> Result<Vec<String>> {
        Role::Button.names(&self.card).await
    }

    /// Its button that begins like this, such as "Open my plan".
    ///
    /// # Errors
    /// Where there is none that also names the tip.
    pub async fn button(&self, label: &str) -> Result<WebElement> {
        Role::Button
            .named(&format!("{label} {}", self.name), &self.card)
            .await
    }

    /// What is planned: "When …, I will ….".
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn sentence(&self) -> Result<Option<String>> {
        let sentence: Option<String> = self
            .reader
            .js(
                "const [card] = arguments, planned = document.getElementById(`${card.id}--plan`);
                 return planned.querySelector('p')?.textContent ?? null",
                [self.card.to_json()?],
            )
            .await?;
        Ok(sentence.map(|sentence| joined(&sentence)))
    }

    /// Waits until something is planned with it, or nothing.
    ///
    /// # Errors
    /// Where it stays as it was.
    pub async fn wait_until_planned(&self, planned: bool) -> Result<()> {
        let not = if planned { "" } else { "not " };
        until(
            &format!("“{}” is {not}planned", self.name),
            async || Ok(self.sentence().await?.is_some() == planned),
        )
        .await
    }

    /// Presses "Done today": ticks it, or takes the tick away.
    ///
    /// # Errors
    /// Where nothing is planned with it.
    pub async fn tick(&self) -> Result<()> {
        self.reader.tap(&self.toggle().await?).await
    }

    /// The name of what ticks it: "Done today …".
    ///
    /// # Errors
    /// Where nothing is planned with it.
    pub async fn tick_name(&self) -> Result<String> {
        label(&self.toggle().await?).await
    }

    /// Puts the focus on what ticks it, as the Tab key would.
    ///
    /// # Errors
    /// Where nothing is planned with it.
    pub async fn focus_tick(&self) -> Result<()> {
        Ok(self.toggle().await?.focus().await?)
    }

    /// Whether it is ticked. What is not planned is not.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn is_ticked(&self) -> Result<bool> {
        self.reader
            .js(
                "const [card, pressed] = arguments; return card.querySelector(pressed) !== null",
                [self.card.to_json()?, json!("button[aria-pressed=true]")],
            )
            .await
    }

    /// Waits until it is ticked, or not.
    ///
    /// # Errors
    /// Where it stays as it was.
    pub async fn wait_until_ticked(&self, ticked: bool) -> Result<()> {
        let not = if ticked { "" } else { "not " };
        until(&format!("“{}” is {not}ticked", self.name), async || {
            Ok(self.is_ticked().await? == ticked)
        })
        .await
    }

    async fn toggle(&self) -> Result<WebElement> {
        Ok(self.card.find(By::Css("button[aria-pressed]")).await?)
    }
}
