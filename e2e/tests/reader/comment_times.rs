//! When something was said, and how much.

use e2e::{Base, Outcome, Reader, wait::until};

e2e::in_every_browser! {
    a_comment_says_how_long_ago_it_was;
    comments_are_counted_wherever_they_are_named;
}

async fn a_comment_says_how_long_ago_it_was(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.stop_the_clock("2026-11-25T12:00:00");
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "Now.").await?;
    let words = async || -> anyhow::Result<String> {
        reader
            .js(
                "return document.querySelector('.comment time').textContent",
                [],
            )
            .await
    };
    assert_eq!(words().await?, "just now");
    for (seconds, expected) in [(180, "3 minutes ago"), (7_200, "2 hours ago")] {
        reader.pass(seconds).await?;
        until(expected, async || Ok(words().await? == expected)).await?;
    }
    let exact: (String, String) = reader
        .js(
            "const time = document.querySelector('.comment time');
             return [time.dateTime, time.title];",
            [],
        )
        .await?;
    assert!(exact.0.starts_with("2026-11-25T"), "{exact:?}");
    assert!(
        exact.1.contains("2026") && exact.1.contains("12:00"),
        "{exact:?}"
    );
    Ok(())
}

async fn comments_are_counted_wherever_they_are_named(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let discussion = page.discussion().await?;
    let counts = async || -> anyhow::Result<Vec<String>> {
        reader
            .js(
                "const places = ['h2', '.contents a', '.trust a'].map((it) => [...document.querySelectorAll(it)]);
                 return places.map((all) => all.find((it) => it.textContent.startsWith('Comments')).textContent)",
                [],
            )
            .await
    };
    assert_eq!(counts().await?, ["Comments"; 3]);
    discussion.say("Ada", "One.").await?;
    discussion.say("Ada", "Two.").await?;
    assert_eq!(counts().await?, ["Comments · 2"; 3]);
    discussion.press_at("One.", "Delete").await?;
    until("one is counted", async || {
        Ok(counts().await? == ["Comments · 1"; 3])
    })
    .await
}
