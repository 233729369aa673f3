//! What can be typed besides words, and how it will look.

use anyhow::Result;
use e2e::{Base, Outcome, Reader, roles::Role, wait::until};
use thirtyfour::By;

e2e::in_every_browser! {
    what_has_a_meaning_is_shown_so;
    a_preview_follows_what_is_typed;
    how_to_type_it_is_told;
}

const TYPED: &str = "Try *this* and **that**, says `cargo`:\n\n- one\n- two\n\n> quoted\n\n```\ncode();\n```\n\n\
                     [Paul](https://example.org/why) or https://example.com/";

const SHOWN: [&str; 13] = [
    "p",
    "em",
    "strong",
    "code",
    "ul",
    "li",
    "p",
    "li",
    "p",
    "blockquote",
    "p",
    "pre",
    "code",
];

async fn what_has_a_meaning_is_shown_so(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let shown = discussion.say("Ada", TYPED).await?;
    assert_eq!(shown.markup[..SHOWN.len()], SHOWN);
    assert_eq!(shown.markup[SHOWN.len()..], ["p", "a", "a"]);
    let links: Vec<(String, String, String)> = reader
        .js(
            "return [...document.querySelectorAll('.said a')].map((it) => [it.href, it.rel, it.textContent])",
            [],
        )
        .await?;
    let link = |href: &str, words: &str| {
        (
            href.to_owned(),
            "nofollow ugc noopener".to_owned(),
            words.to_owned(),
        )
    };
    assert_eq!(
        links,
        [
            link("https://example.org/why", "Paul (example.org)"),
            link("https://example.com/", "https://example.com/"),
        ],
        "a link says where it leads"
    );
    reader.passes_axe("a comment has markup").await
}

async fn a_preview_follows_what_is_typed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    let says = async |words: &str| -> Result<()> {
        until(&format!("the preview says “{words}”"), async || {
            Ok(discussion.preview().await?.text().await? == words)
        })
        .await
    };
    discussion.type_into("Comment", "So *it").await?;
    discussion.press("Preview").await?;
    says("So *it").await?;
    discussion.type_into("Comment", " is*").await?;
    says("So it is").await?;
    reader.passes_axe("a preview shows").await?;

    // It is there for an answer, too; and it goes when it is no longer of use.
    discussion.post().await?;
    discussion.wait_for(1).await?;
    let preview = Role::Region.named("Preview", &page.body().await?).await;
    assert!(preview.is_err(), "what is posted shows itself");
    discussion.press_at("So it is", "Reply").await?;
    discussion.type_into("Your reply", "`Yes`").await?;
    discussion.press_at("So it is", "Preview").await?;
    says("Yes").await
}

async fn how_to_type_it_is_told(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    let body = page.body().await?;
    assert!(!page.text().await?.contains("a quote"));
    let help = body.find(By::Css("#comments summary")).await?;
    reader.tap(&help).await?;
    until("the help shows", async || {
        Ok(page.text().await?.contains("a quote"))
    })
    .await?;
    // What the reader has opened stays open while the form changes.
    let discussion = page.discussion().await?;
    discussion.paste_into("Comment", &"a".repeat(4_990)).await?;
    until("the form says how much is left", async || {
        Ok(page.text().await?.contains("10 characters left"))
    })
    .await?;
    assert!(page.text().await?.contains("a quote"));
    reader.passes_axe("the help shows").await
}
