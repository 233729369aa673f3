//! Passing on: the article, a section, a passage.

use anyhow::{Context, Result};
use e2e::{
    Base, Fault, Outcome, Reader, Role, Site,
    fakes::{Clipboard, Shared},
    pages::ArticlePage,
    wait::until,
};
use serde_json::json;

use crate::{SECTION_IDS, SECTIONS};

e2e::in_every_browser! {
    the_share_sheet_gets_title_and_address;
    without_a_share_sheet_the_link_is_copied;
    a_refused_clipboard_tells_the_link;
    a_section_has_a_link_of_its_own;
    a_passage_can_be_linked_to;
}

/// Opens the page, with a clipboard that stories can look into.
pub(crate) async fn with_clipboard<'r>(
    reader: &'r Reader,
    site: &Site,
    clipboard: Clipboard,
) -> Result<ArticlePage<'r>> {
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    reader.fake_clipboard(clipboard).await?;
    site.mend();
    page.wait_for_program("running").await?;
    Ok(page)
}

async fn wait_for_news(page: ArticlePage<'_>, words: &str) -> Result<()> {
    until(&format!("the page says “{words}”"), async || {
        let messages = page.messages().await?;
        Ok(messages.iter().any(|message| message.contains(words)))
    })
    .await
}

async fn the_share_sheet_gets_title_and_address(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/#the-takeaway")).await?;
    reader.fake_share_sheet().await?;
    site.mend();
    page.wait_for_program("running").await?;
    page.press("Share").await?;
    let expected = Shared {
        title: reader.driver().title().await?,
        url: site.address("/"),
    };
    until("the share sheet opens", async || {
        Ok(!reader.shared().await?.is_empty())
    })
    .await?;
    assert_eq!(reader.shared().await?, [expected]);
    Ok(())
}

async fn without_a_share_sheet_the_link_is_copied(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    page.press("Share").await?;
    assert_eq!(reader.copied_after(0).await?, site.address("/"));
    wait_for_news(page, "Link copied.").await
}

async fn a_refused_clipboard_tells_the_link(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Refused).await?;
    page.press("Share").await?;
    wait_for_news(page, &format!("The link is {}", site.address("/"))).await
}

async fn a_section_has_a_link_of_its_own(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    page.section(SECTIONS[2]).await?.follow_link().await?;
    let link = site.address(&format!("/#{}", SECTION_IDS[2]));
    assert_eq!(reader.copied_after(0).await?, link);
    wait_for_news(page, "Link copied.").await?;
    page.wait_until_in_view(SECTION_IDS[2]).await?;
    assert_eq!(reader.driver().current_url().await?.as_str(), link);
    Ok(())
}

const OFFER: &str = "Copy link to this passage";
const WORDS: &str = "constantly communicating through a complex network";

async fn a_passage_can_be_linked_to(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    reader
        .js::<()>(
            "const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
             while (texts.nextNode()) {
               const text = texts.currentNode, at = text.data.indexOf(arguments[0]);
               if (at < 0) continue;
               text.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
               return getSelection().setBaseAndExtent(text, at, text, at + arguments[0].length);
             }",
            [json!(WORDS)],
        )
        .await?;
    until("a button offers the link", async || {
        let names = Role::Button.names(&page.body().await?).await?;
        Ok(names.iter().any(|name| name == OFFER))
    })
    .await?;
    page.press(OFFER).await?;
    let link = reader.copied_after(0).await?;
    let (address, directive) = link
        .split_once("#:~:text=")
        .with_context(|| format!("“{link}” names words"))?;
    assert_eq!(address, site.address("/"));
    assert!(directive.starts_with("constantly"), "{directive}");

    reader.look_at("about:blank").await?;
    reader.open(&link).await?;
    let leads_there: bool = reader
        .js("return 'fragmentDirective' in document", [])
        .await?;
    if leads_there {
        reader
            .until_js(
                "the passage is in view",
                &format!(
                    "const it = [...document.querySelectorAll('main p')].find((it) => it.textContent.includes('{WORDS}'));
                     const {{ top, bottom }} = it.getBoundingClientRect();
                     return scrollY > 0 && top >= 0 && bottom <= innerHeight;"
                ),
            )
            .await
    } else {
        // The link is the article's address all the same.
        let (title, ..) = page.opening().await?;
        assert_eq!(title, reader.driver().title().await?);
        Ok(())
    }
}
