//! Day and night.

use e2e::{Base, Fault, Outcome, Reader};
use serde_json::json;

e2e::in_every_browser! {
    the_button_goes_round_and_the_theme_stays;
    a_kept_theme_is_there_before_the_program;
    the_system_decides_until_the_reader_does: Device::dark();
}

async fn the_button_goes_round_and_the_theme_stays(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let button = page.theme().await?;
    button.wait_until_it_says("Theme: system").await?;
    assert_eq!(button.given().await?, None);
    let day = reader.colours().await?;

    button.turn_to("Theme: light").await?;
    assert_eq!(button.given().await?.as_deref(), Some("light"));
    assert_eq!(reader.colours().await?, day);
    button.turn_to("Theme: dark").await?;
    assert_eq!(button.given().await?.as_deref(), Some("dark"));
    let night = reader.colours().await?;
    assert_ne!(night.0, day.0, "the paper changes");
    assert_ne!(night.1, day.1, "the ink changes");

    reader.reload().await?;
    page.wait_for_program("running").await?;
    let button = page.theme().await?;
    button.wait_until_it_says("Theme: dark").await?;
    assert_eq!(reader.colours().await?, night);
    button.turn_to("Theme: system").await?;
    assert_eq!(button.given().await?, None);
    reader.reload().await?;
    page.wait_for_program("running").await?;
    assert_eq!(page.theme().await?.given().await?, None);
    Ok(())
}

async fn a_kept_theme_is_there_before_the_program(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    let day = reader.colours().await?;
    let kept = json!({ "version": 1, "value": { "theme": "dark" } }).to_string();
    reader
        .js::<()>(
            "localStorage.setItem(...arguments)",
            [json!("inside-out/preferences"), json!(kept)],
        )
        .await?;

    reader.reload().await?;
    page.wait_for_program("starting").await?;
    let night = reader.colours().await?;
    assert_ne!(night.0, day.0, "it is night before the program is there");
    site.mend();
    page.wait_for_program("running").await?;
    page.theme()
        .await?
        .wait_until_it_says("Theme: dark")
        .await?;
    assert_eq!(reader.colours().await?, night);
    Ok(())
}

async fn the_system_decides_until_the_reader_does(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let button = page.theme().await?;
    let systems = reader.colours().await?;
    button.turn_to("Theme: light").await?;
    let day = reader.colours().await?;
    button.turn_to("Theme: dark").await?;
    assert_eq!(
        reader.colours().await?,
        systems,
        "the system's night is ours"
    );
    assert_ne!(day.0, systems.0);
    Ok(())
}
