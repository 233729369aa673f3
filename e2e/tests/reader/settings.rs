//! The reader's own choices: they hold at once, after a reload, and before the program is there.

use anyhow::Result;
use e2e::{
    Base, Fault, Outcome, Reader,
    pages::{ArticlePage, Looks},
};
use serde_json::json;

use crate::DENIED;

e2e::in_every_browser! {
    each_choice_holds_at_once_and_after_a_reload;
    kept_choices_are_there_before_the_program;
    the_system_decides_until_the_reader_does: Device::dark();
    choices_hold_for_the_visit_where_nothing_can_be_kept: Device::without_storage();
}

/// Each setting with an option that is not the usual one, and the usual one.
const CHOICES: [(&str, &str, &str); 5] = [
    ("Theme", "Dark", "System"),
    ("Text size", "Largest", "Normal"),
    ("Typeface", "Wide-spaced", "Serif"),
    ("Line spacing", "Airy", "Normal"),
    ("Width", "Narrow", "Normal"),
];

/// Which of the settings' effects show: in the order of [`CHOICES`].
fn changed(before: &Looks, now: &Looks) -> [bool; 5] {
    [
        before.theme != now.theme,
        before.size != now.size,
        before.typeface != now.typeface,
        before.spacing != now.spacing,
        before.width != now.width,
    ]
}

async fn each_choice_holds_at_once_and_after_a_reload(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let usual = reader.looks().await?;

    for (index, (setting, option, normal)) in CHOICES.into_iter().enumerate() {
        let settings = page.settings().await?;
        assert_eq!(settings.chosen(setting).await?, normal);
        settings.choose(setting, option).await?;
        let now = reader.looks().await?;
        assert!(
            changed(&usual, &now)[index],
            "{setting}: {option} changes {usual:?} to {now:?}"
        );

        reader.reload().await?;
        page.wait_for_program("running").await?;
        assert_eq!(reader.looks().await?, now, "{setting}: {option} stays");
        let settings = page.settings().await?;
        assert_eq!(settings.chosen(setting).await?, option);
        settings.reset().await?;
        e2e::wait::until("the page looks as before", async || {
            Ok(reader.looks().await? == usual)
        })
        .await?;
        assert_eq!(settings.chosen(setting).await?, normal);
    }
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert_eq!(reader.looks().await?, usual, "“Reset” stays, too");
    Ok(())
}

async fn kept_choices_are_there_before_the_program(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    reader.driver().set_window_rect(0, 0, 1440, 900).await?;
    let page = reader.look_at(&site.address("/")).await?;
    let usual = reader.looks().await?;
    let kept = json!({
        "theme": "dark", "size": "large", "typeface": "sans", "spacing": "tight", "width": "narrow",
    });
    reader.keep("inside-out/preferences", &kept).await?;

    reader.reload().await?;
    page.wait_for_program("starting").await?;
    let chosen = reader.looks().await?;
    assert_eq!(changed(&usual, &chosen), [true; 5], "{chosen:?}");
    site.mend();
    page.wait_for_program("running").await?;
    let settings = page.settings().await?;
    for (setting, option) in [
        ("Theme", "Dark"),
        ("Text size", "Large"),
        ("Typeface", "Sans"),
        ("Line spacing", "Tight"),
        ("Width", "Narrow"),
    ] {
        assert_eq!(settings.chosen(setting).await?, option);
    }
    assert_eq!(reader.looks().await?, chosen);
    Ok(())
}

async fn the_system_decides_until_the_reader_does(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let systems = reader.looks().await?.theme;
    let settings = page.settings().await?;
    settings.choose("Theme", "Light").await?;
    let day = reader.looks().await?.theme;
    settings.choose("Theme", "Dark").await?;
    let night = reader.looks().await?.theme;
    assert_eq!(night, systems, "the system's night is ours");
    assert_ne!(day.0, night.0, "the paper changes");
    assert_ne!(day.1, night.1, "the ink changes");
    Ok(())
}

async fn choices_hold_for_the_visit_where_nothing_can_be_kept(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&[DENIED]);
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let usual = reader.looks().await?;
    let before = page.messages().await?;
    choose_all(page).await?;
    let chosen = reader.looks().await?;
    assert_eq!(changed(&usual, &chosen), [true; 5], "{chosen:?}");
    assert_eq!(page.messages().await?, before, "nothing to be troubled by");
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert_eq!(reader.looks().await?, usual);
    Ok(())
}

async fn choose_all(page: ArticlePage<'_>) -> Result<()> {
    let settings = page.settings().await?;
    for (setting, option, _) in CHOICES {
        settings.choose(setting, option).await?;
    }
    settings.close().await
}
