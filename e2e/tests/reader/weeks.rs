//! Weeks: where they begin, and that none loses or doubles a day.

use std::collections::BTreeSet;

use anyhow::Result;
use e2e::{Base, Outcome, Reader};

use crate::planning::{
    TIP, days, first_visit, kept, open_panel, plan, press_in_panel, ticked, visit, week,
};

e2e::in_every_browser! {
    weeks_begin_where_germans_begin_them: Device::in_zone("Europe/Berlin").reading("de-DE");
    weeks_begin_where_americans_begin_them: Device::in_zone("Europe/Berlin").reading("en-US");
    a_week_in_which_the_clock_changes_has_seven_days: Device::in_zone("Europe/Berlin").reading("de-DE");
}

/// What the browser itself says of the day on which weeks begin, 1 for Monday to 7 for Sunday; nothing where it does not know.
async fn first_day(reader: &Reader) -> Result<Option<usize>> {
    reader
        .js(
            "try {
               const locale = new Intl.Locale(navigator.language);
               return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? null;
             } catch {
               return null; // a system without a language
             }",
            [],
        )
        .await
}

async fn weeks_begin_where_germans_begin_them(reader: &Reader) -> Outcome {
    begins(reader, "de-DE", 1).await
}

async fn weeks_begin_where_americans_begin_them(reader: &Reader) -> Outcome {
    begins(reader, "en-US", 7).await
}

async fn begins(reader: &Reader, language: &str, there: usize) -> Outcome {
    let site = reader.site(Base::Root).await?;
    first_visit(reader, &site, "2026-11-25T12:00:00").await?;
    let known = first_day(reader).await?;
    let spoken: String = reader.js("return navigator.language", []).await?;
    if spoken == language {
        assert!(known.is_none_or(|first| first == there), "{known:?}");
    }
    plan(reader, TIP).await?;
    let (days, _) = week(reader, TIP).await?;
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let first = known.unwrap_or(1) - 1;
    let expected: Vec<_> = (0..7).map(|day| weekdays[(first + day) % 7]).collect();
    let shown: Vec<_> = days.iter().map(|day| &day.name[..3]).collect();
    assert_eq!(shown, expected);
    Ok(())
}

async fn a_week_in_which_the_clock_changes_has_seven_days(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    reader.look_at(&site.address("/")).await?;
    let sunday_ends_it = first_day(reader).await? != Some(7);
    // The last days of such weeks, and the days after.
    let weeks = if sunday_ends_it {
        [["2026-03-29", "2026-03-30"], ["2026-10-25", "2026-10-26"]]
    } else {
        [["2026-04-04", "2026-04-05"], ["2026-10-31", "2026-11-01"]]
    };
    for [last, next] in weeks {
        first_visit(reader, &site, &format!("{last}T12:00:00")).await?;
        plan(reader, TIP).await?;
        open_panel(reader, TIP).await?;
        for day in days(reader, TIP).await? {
            assert!(!day.to_come, "{day:?}");
            press_in_panel(reader, &day.name).await?;
        }
        let shown = days(reader, TIP).await?;
        let numbers: BTreeSet<_> = shown.iter().map(|day| &day.name[4..]).collect();
        assert_eq!(numbers.len(), 7, "{shown:?}");
        assert_eq!(ticked(&shown).len(), 7, "{shown:?}");
        let kept = kept(reader, TIP).await?;
        assert_eq!(kept.keys().next_back().map(String::as_str), Some(last));
        assert_eq!(kept.values().collect::<Vec<_>>(), [&1; 7], "{kept:?}");
        let kept: BTreeSet<_> = kept
            .keys()
            .map(|day| day[8..].trim_start_matches('0'))
            .collect();
        assert_eq!(kept, numbers);

        visit(reader, &site, &format!("{next}T00:30:00")).await?;
        let (_, words) = week(reader, TIP).await?;
        assert!(words.contains("0 of 7 days"), "{words}");
        assert!(words.contains(": 7 of 7 days"), "{words}");
    }
    Ok(())
}
