//! A thread of ten thousand comments.

use e2e::{Base, Outcome, Reader, wait::until};
use serde_json::{Value, json};

use crate::COMMENTS;

e2e::in_every_browser! {
    a_long_thread_comes_in_parts;
}

const ALL: usize = 10_000;

/// Comments as the device keeps them, in the order of their ids, each a minute after the one before.
fn comments() -> Value {
    let comment = |number: usize| {
        let (hour, minute) = (number / 60, number % 60);
        json!({
            "id": format!("01900000-{number:04x}-7000-8000-000000000000"),
            "name": "Ada",
            "body": format!("This is number {number}."),
            "created": format!("2026-01-{:02}T{:02}:{minute:02}:00.000Z", 1 + hour / 24, hour % 24),
        })
    };
    (0..ALL).map(comment).collect()
}

async fn a_long_thread_comes_in_parts(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.keep(COMMENTS, &comments()).await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let discussion = page.discussion().await?;
    discussion.wait_for(20).await?;
    let shown = discussion.comments().await?;
    assert_eq!(shown[0].text, "This is number 9999.", "the newest first");
    let elements: usize = reader
        .js("return document.querySelectorAll('*').length", [])
        .await?;
    assert!(elements < 3_000, "there are {elements} elements");

    let top = async || -> anyhow::Result<i32> {
        reader
            .js(
                "return Math.round(document.getElementById(arguments[0]).getBoundingClientRect().top + scrollY)",
                [json!(shown[19].id)],
            )
            .await
    };
    let before = top().await?;
    discussion.press("Show more comments").await?;
    discussion.wait_for(40).await?;
    assert_eq!(top().await?, before, "nothing that is read moves");
    until("all are counted", async || {
        Ok(page.text().await?.contains("Comments · 10000"))
    })
    .await
}
