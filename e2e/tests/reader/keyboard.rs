//! Reading by the keyboard alone.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, roles::label, wait::until};
use thirtyfour::Key;

use crate::{SECTIONS, TIPS};

e2e::in_every_browser! {
    the_tab_key_reaches_everything_in_the_page_s_order;
    the_skip_link_skips;
    a_comment_needs_no_finger;
    a_plan_needs_no_finger;
}

/// More steps than any page here has.
const STEPS: usize = 160;

/// Whether a line or a shadow shows where the focus is, in the view; in a drawing, lines that are thicker than those of
/// its other links.
const SHOWS: &str = "
    const it = document.activeElement, { top, bottom } = it.getBoundingClientRect();
    const drawn = (it) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    const lines = (it) => [...it.querySelectorAll('*')].reduce((sum, it) => sum + parseFloat(getComputedStyle(it).strokeWidth), 0);
    const others = [...(it.ownerSVGElement?.querySelectorAll('a') ?? [])].filter((other) => other !== it);
    const standsOut = others.length > 0 && others.every((other) => lines(it) > lines(other));
    return bottom > 0 && top < innerHeight && it.checkVisibility({ opacityProperty: true })
      && (standsOut || drawn(it) || (it.parentElement.matches(':focus-within') && drawn(it.parentElement)));";

/// The name of what has the focus.
async fn focused(reader: &Reader) -> Result<String> {
    label(&reader.driver().active_element().await?).await
}

async fn the_tab_key_reaches_everything_in_the_page_s_order(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    // The contents stand in the margin, then in a sheet that a button opens.
    for width in [1440, 900] {
        let page = reader.open_wide(width, &site, "/").await?;
        let contents = if page.shows_contents().await? {
            page.contents().await?
        } else {
            vec![label(&page.contents_button().await?).await?]
        };
        let expected = everything(contents);

        let (mut reached, mut unseen) = (Vec::new(), Vec::new());
        while reached.last().is_none_or(|name| name != "Post comment") && reached.len() < STEPS {
            reader.press(Key::Tab).await?;
            let name = focused(reader).await?;
            let seen = until("the focus is seen", async || reader.js(SHOWS, []).await);
            if seen.await.is_err() {
                unseen.push(name.clone());
            }
            reached.push(name);
        }
        // Notes, terms and the parts of the figure stand between them.
        let mut rest = reached.iter();
        let missed = expected
            .iter()
            .find(|name| !rest.any(|reached| reached.starts_with(name.as_str())));
        assert_eq!(
            missed, None,
            "at {width} px, after all before it: {reached:#?}"
        );
        assert_eq!(
            unseen,
            Vec::<String>::new(),
            "what has the focus shows it, at {width} px"
        );
    }
    Ok(())
}

/// What there is to be reached, in the page's order.
fn everything(contents: Vec<String>) -> Vec<String> {
    let mut expected: Vec<String> = [
        "Skip to the article",
        "Inside Out",
        "Reading settings",
        "My plan",
    ]
    .map(str::to_owned)
    .into();
    expected.extend(contents);
    expected.extend(["Share", "Print", "Collapse all"].map(str::to_owned));
    for title in SECTIONS {
        expected.extend([title.to_owned(), format!("Link {title}")]);
        if title == SECTIONS[2] {
            expected.extend(TIPS.map(|tip| format!("Add to my plan {tip}")));
        }
    }
    expected.extend(["Name", "Comment", "Post comment"].map(str::to_owned));
    expected
}

async fn the_skip_link_skips(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    reader.open_wide(1440, &site, "/").await?;
    reader.press(Key::Tab).await?;
    assert_eq!(focused(reader).await?, "Skip to the article");
    reader.press(Key::Enter).await?;
    reader.wait_for_focus("article").await?;
    reader.press(Key::Tab).await?;
    until(
        "the next stop is the first link in the article",
        async || Ok(focused(reader).await? == "Comments"),
    )
    .await
}

async fn a_comment_needs_no_finger(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.type_into("Name", "Ada").await?;
    reader.press(Key::Tab).await?;
    reader.paste("By keys alone.").await?;
    reader.press(Key::Tab).await?;
    reader.press(Key::Space).await?;
    discussion.wait_for(1).await?;
    assert_eq!(discussion.comments().await?[0].text, "By keys alone.");
    Ok(())
}

/// Presses the Tab key until what has the focus is called `name`.
async fn tab_to(reader: &Reader, name: &str) -> Result<()> {
    let mut passed = Vec::new();
    while passed.len() < STEPS {
        reader.press(Key::Tab).await?;
        let reached = focused(reader).await?;
        if reached == name {
            return Ok(());
        }
        passed.push(reached);
    }
    anyhow::bail!("no “{name}” after {passed:#?}")
}

async fn wait_for_focus_on(reader: &Reader, name: &str) -> Result<()> {
    until(&format!("“{name}” has the focus"), async || {
        Ok(focused(reader).await? == name)
    })
    .await
}

async fn a_plan_needs_no_finger(reader: &Reader) -> Outcome {
    let tip = TIPS[1];
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    tab_to(reader, &format!("Add to my plan {tip}")).await?;
    reader.press(Key::Enter).await?;
    let plan = page.opened_plan().await?;
    plan.wait_for_form().await?;
    tab_to(reader, "I will").await?;
    reader.press(Key::End).await?;
    reader.paste(" and smile").await?;
    reader.press(Key::Enter).await?;
    let planned = plan.plan_for(tip).await?;
    assert!(planned.sentence.ends_with("and smile."), "{planned:?}");
    reader.press(Key::Escape).await?;
    plan.wait_until_closed().await?;
    // The focus is back where it was: the button now opens the plan.
    wait_for_focus_on(reader, &format!("Open my plan {tip}")).await?;
    tab_to(reader, &format!("Done today {tip}")).await?;
    reader.press(Key::Space).await?;
    page.tip(tip).await?.wait_until_ticked(true).await?;

    // From the top of the page.
    reader.reload().await?;
    page.wait_for_program("running").await?;
    tab_to(reader, "My plan · 1").await?;
    reader.press(Key::Enter).await?;
    let plan = page.opened_plan().await?;
    let today = planned.days.iter().rfind(|day| !day.to_come);
    let today = today.context("a week without today")?;
    tab_to(reader, &today.name).await?;
    reader.press(Key::Space).await?;
    page.tip(tip).await?.wait_until_ticked(false).await?;
    wait_for_focus_on(reader, &today.name).await?;
    reader.press(Key::Escape).await?;
    plan.wait_until_closed().await?;
    wait_for_focus_on(reader, "My plan · 1").await
}
