//! One plan in the panel "My plan": its week, the weeks before, the look back.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::By;

use super::MyPlan;
use crate::{
    roles::Role,
    wait::{until, until_some},
};

/// A plan as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Planned {
    /// "When …, I will ….".
    pub sentence: String,
    /// The days of this week, in order; none for what is done once.
    pub days: Vec<Day>,
    /// "3 of 7 days".
    pub count: Option<String>,
    /// The weeks before, the latest first: "Week of 16 Nov: 2 of 7 days"; then the notes: "25 Nov: Easier with tea."
    pub lists: Vec<String>,
    /// Whether it asks for a look back.
    pub looks_back: bool,
}

/// A day of this week.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Day {
    /// What it is called: "Wed 25".
    pub name: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether it is still to come, and cannot be ticked.
    pub to_come: bool,
}

const PLANNED: &str = "
    const [panel, tip] = arguments, words = (it) => it.textContent.trim();
    const heading = [...panel.querySelectorAll('h3')].find((it) => words(it) === tip && it.closest('li'));
    const plan = heading?.closest('li');
    if (!plan) return null;
    const texts = [...plan.querySelectorAll('p')].map(words);
    const days = plan.querySelectorAll(`[role=group][aria-labelledby='${heading.id}'] button`);
    return {
      sentence: texts.find((it) => it.startsWith('When ')),
      days: [...days].map((it) => ({ name: words(it), ticked: it.getAttribute('aria-pressed') === 'true', to_come: it.disabled })),
      count: texts.find((it) => it.endsWith(' of 7 days')) ?? null,
      lists: [...plan.querySelectorAll('li')].map(words),
      looks_back: texts.includes('A week has passed. Keep, change or drop?'),
    };";

impl MyPlan<'_> {
    /// The plan for a tip, if there is one.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn planned(&self, tip: &str) -> Result<Option<Planned>> {
        let arguments = [self.panel.to_json()?, json!(tip)];
        self.reader.js(PLANNED, arguments).await
    }

    /// The plan for a tip, once there is one.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn plan_for(&self, tip: &str) -> Result<Planned> {
        until_some(&format!("“{tip}” is in the plan"), async || {
            self.planned(tip).await
        })
        .await
    }

    /// Waits until the plan for a tip is as `is` says.
    ///
    /// # Errors
    /// Where it is not; says how it is.
    pub async fn wait_for_plan(&self, tip: &str, is: impl Fn(&Planned) -> bool) -> Result<()> {
        let what = format!("the plan for “{tip}” is so");
        let came = until(&what, async || {
            Ok(self.planned(tip).await?.is_some_and(|planned| is(&planned)))
        });
        match came.await {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("it is {:?}", self.planned(tip).await?))),
        }
    }

    /// Waits until there is no plan for a tip.
    ///
    /// # Errors
    /// Where there still is.
    pub async fn wait_for_no_plan(&self, tip: &str) -> Result<()> {
        until(&format!("“{tip}” is in no plan"), async || {
            Ok(self.planned(tip).await?.is_none())
        })
        .await
    }

    /// Presses a day of this week, such as "Wed 25": ticks it, or takes the tick away. The group is named by the tip.
    ///
    /// # Errors
    /// Where there is no such day.
    pub async fn press_day(&self, tip: &str, day: &str) -> Result<()> {
        let week = Role::Group.named(tip, &self.panel).await?;
        let day = Role::Button.named(day, &week).await?;
        self.reader.tap(&day).await
    }

    /// What stands under "Today": of each plan the name of its tick, and whether it is ticked.
    ///
    /// # Errors
    /// Where the browser cannot say.
    pub async fn today(&self) -> Result<Vec<(String, bool)>> {
        let list = self
            .panel
            .find(By::XPath(".//h3[.='Today']/following-sibling::ul[1]"))
            .await
            .context("nothing is to be done today")?;
        let names = Role::Button.names(&list).await?;
        let ticked: Vec<bool> = self
            .reader
            .js(
                "return [...arguments[0].querySelectorAll('button')].map((it) => it.getAttribute('aria-pressed') === 'true')",
                [list.to_json()?],
            )
            .await?;
        Ok(names.into_iter().zip(ticked).collect())
    }

    /// Opens "In my calendar" of every plan.
    ///
    /// # Errors
    /// Where it does not open.
    pub async fn open_calendars(&self) -> Result<()> {
        for summary in self.panel.find_all(By::Css("summary")).await? {
            self.reader.tap(&summary).await?;
            let details = summary.find(By::XPath("..")).await?;
            until("the calendar's fields show", async || {
                Ok(details.attr("open").await?.is_some())
            })
            .await?;
        }
        Ok(())
    }
}
