//! Printing: everything, or only what is open.

use e2e::{Base, Outcome, Reader, Role, wait::until};
use serde_json::json;

use crate::COMMENTS;

e2e::in_every_browser! {
    the_reader_chooses_what_is_printed;
    no_control_is_printed;
}

async fn the_reader_chooses_what_is_printed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.fake_printer().await?;
    for (choice, printed) in [("Everything", "everything"), ("Only what is open", "open")] {
        page.press("Print").await?;
        let choices = Role::Group
            .named("What to print", &page.body().await?)
            .await?;
        let button = Role::Button.named(choice, &choices).await?;
        reader.tap(&button).await?;
        until("it is printed", async || {
            Ok(reader
                .printed()
                .await?
                .last()
                .is_some_and(|last| last == printed))
        })
        .await?;
        assert!(!choices.is_displayed().await?, "the choices go");
        let left: Option<String> = reader
            .js("return document.documentElement.dataset.print ?? null", [])
            .await?;
        assert_eq!(left, None, "the choice is for one time");
    }
    assert_eq!(reader.printed().await?.len(), 2);
    Ok(())
}

async fn no_control_is_printed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    // More than are shown at first.
    let comments: Vec<_> = (0..30)
        .map(|number| {
            json!({
                "id": format!("01900000-{number:04x}-7000-8000-000000000000"), "body": format!("This is number {number}."),
                "created": format!("2026-01-01T00:{number:02}:00.000Z"),
            })
        })
        .collect();
    reader.keep(COMMENTS, &json!(comments)).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for_text("This is number 29.").await?;
    discussion.press_at("This is number 29.", "Reply").await?;
    reader.show_as_printed().await?;
    assert_eq!(page.controls().await?, Vec::<String>::new());
    assert!(page.text().await?.contains("This is number 29."));
    Ok(())
}
