//! What a reader does with the plan, for the stories about days and the calendar.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use e2e::{Reader, Role, Site, pages::ArticlePage, wait::until};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::WebElement;

/// The tip of the stories about days.
pub(crate) const TIP: &str = "Manage Stress";

/// Where the plan is kept.
pub(crate) const KEPT: &str = "inside-out/plan";

/// A day of the week as the panel shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Day {
    /// Its name, such as `Wed 25`.
    pub name: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether it is still to come: it cannot be ticked.
    pub to_come: bool,
}

/// Opens the page while the clock on the wall shows `wall`.
pub(crate) async fn visit(reader: &Reader, site: &Site, wall: &str) -> Result<()> {
    site.stop_the_clock(wall);
    reader.open(&site.address("/")).await.map(drop)
}

/// As [`visit`], with nothing on the device but this plan, if there is one.
pub(crate) async fn visit_with(
    reader: &Reader,
    site: &Site,
    kept: Option<&str>,
    wall: &str,
) -> Result<()> {
    // A page of the site without its program.
    reader
        .look_at(&site.address("/a-frame-of-width/360?about:blank"))
        .await?;
    reader
        .js::<()>(
            "localStorage.clear();
             const [key, kept] = arguments;
             if (kept) localStorage.setItem(key, kept);",
            [json!(KEPT), json!(kept)],
        )
        .await?;
    visit(reader, site, wall).await
}

/// As [`visit`], with nothing on the device.
pub(crate) async fn first_visit(reader: &Reader, site: &Site, wall: &str) -> Result<()> {
    visit_with(reader, site, None, wall).await
}

/// Plans a tip as its author suggests, and closes the panel.
pub(crate) async fn plan(reader: &Reader, tip: &str) -> Result<()> {
    let page = ArticlePage::of(reader);
    page.press(&format!("Add to my plan {tip}")).await?;
    press_in_panel(reader, "Save plan").await?;
    press_in_panel(reader, "Close").await?;
    wait_until_done(reader, tip, false).await
}

/// The panel "My plan", which is open.
pub(crate) async fn panel(reader: &Reader) -> Result<WebElement> {
    let body = ArticlePage::of(reader).body().await?;
    Role::Dialog.named("My plan", &body).await
}

/// Presses a button of the panel, which is open.
pub(crate) async fn press_in_panel(reader: &Reader, name: &str) -> Result<()> {
    let button = Role::Button.named(name, &panel(reader).await?).await?;
    reader.tap(&button).await
}

/// Presses "Done today" on the card of a tip, and waits until it says so.
pub(crate) async fn do_today(reader: &Reader, tip: &str) -> Result<()> {
    let page = ArticlePage::of(reader);
    page.press(&format!("Done today {tip}")).await?;
    wait_until_done(reader, tip, true).await
}

/// Waits until the card of a tip says that it is done today, or not.
pub(crate) async fn wait_until_done(reader: &Reader, tip: &str, done: bool) -> Result<()> {
    let name = format!("Done today {tip}");
    until(&format!("“{name}” is {done}"), async || {
        let body = ArticlePage::of(reader).body().await?;
        let pressed = match Role::Button.named(&name, &body).await {
            Ok(button) => button.attr("aria-pressed").await?,
            Err(_) => None, // not yet
        };
        Ok(pressed == Some(done.to_string()))
    })
    .await
}

/// Opens the panel.
pub(crate) async fn open_panel(reader: &Reader, tip: &str) -> Result<()> {
    let page = ArticlePage::of(reader);
    page.press(&format!("Open my plan {tip}")).await
}

/// The days of this week in the panel, which is open, in order.
pub(crate) async fn days(reader: &Reader, tip: &str) -> Result<Vec<Day>> {
    let group = Role::Group.named(tip, &panel(reader).await?).await?;
    let look = "return [...arguments[0].querySelectorAll('button')].map((it) => ({
          name: it.textContent, ticked: it.getAttribute('aria-pressed') === 'true', to_come: it.disabled,
        }))";
    reader.js(look, [group.to_json()?]).await
}

/// Opens the panel, and closes it again: the days of this week in order, and all that the panel says.
pub(crate) async fn week(reader: &Reader, tip: &str) -> Result<(Vec<Day>, String)> {
    open_panel(reader, tip).await?;
    let days = days(reader, tip).await?;
    let words = panel(reader).await?.text().await?;
    press_in_panel(reader, "Close").await?;
    Ok((days, words))
}

/// The names of the days that are ticked.
pub(crate) fn ticked(days: &[Day]) -> Vec<&str> {
    let ticked = days.iter().filter(|day| day.ticked);
    ticked.map(|day| day.name.as_str()).collect()
}

/// What is kept of a tip's days: how often each was tapped.
pub(crate) async fn kept(reader: &Reader, tip: &str) -> Result<BTreeMap<String, u32>> {
    let kept: Option<BTreeMap<String, u32>> = reader
        .js(
            "const [key, tip] = arguments;
             const { value } = JSON.parse(localStorage.getItem(key) ?? '{\"value\":{}}');
             const entry = Object.values(value).find((it) => it.plan.tip === tip);
             return entry ? entry.ticks ?? {} : null;",
            [json!(KEPT), json!(tip)],
        )
        .await?;
    kept.with_context(|| format!("“{tip}” is not in the plan that is kept"))
}

/// Says that these days and no others are kept, each tapped once.
pub(crate) async fn keeps_only(reader: &Reader, days: &[&str]) -> Result<()> {
    let once = days.iter().map(|day| ((*day).to_owned(), 1)).collect();
    assert_eq!(kept(reader, TIP).await?, once);
    Ok(())
}
