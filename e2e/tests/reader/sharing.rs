//! Passing on: the article, a section, a passage.

use anyhow::{Context, Result};
use e2e::{
    Base, Browser, Fault, Outcome, Reader, Role, Site,
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
    a_link_to_any_selection_leads_back_to_it;
    a_passage_over_a_heading_leaves_out_the_tools_below_it;
    what_cannot_be_linked_offers_its_section;
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
const OFFER_OF_SECTION: &str = "Copy link to this section";
const WORDS: &str = "constantly communicating through a complex network";

/// The text nodes of the article itself, and the range of its `arguments[0]`th to `arguments[1]`th character.
const RANGE: &str = "
    const own = (node) => !node.parentElement.closest('nav, button, .trust, .tools, .section-tools, .tip-tools, [id$=\"--plan\"], .aside, .over, .passage, #comments');
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT,
      (node) => own(node) && node.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    const range = document.createRange(), [from, to] = arguments;
    let passed = 0, all = 0;
    while (texts.nextNode()) {
      const { data } = texts.currentNode;
      if (from >= passed && from < passed + data.length) range.setStart(texts.currentNode, from - passed);
      if (to > passed && to <= passed + data.length) range.setEnd(texts.currentNode, to - passed);
      passed += data.length;
    }
    all = passed;";

/// Selects these characters of the article.
async fn select(reader: &Reader, from: usize, to: usize) -> Result<()> {
    let script = format!(
        "{RANGE}
         getSelection().removeAllRanges();
         range.startContainer.parentElement.scrollIntoView({{ block: 'center', behavior: 'instant' }});
         getSelection().addRange(range);"
    );
    reader.js(&script, [json!(from), json!(to)]).await
}

/// Selects all of the first element that `selector` finds.
async fn select_all_of(reader: &Reader, selector: &str) -> Result<()> {
    reader
        .js(
            "const it = document.querySelector(arguments[0]);
             it.scrollIntoView({ block: 'center', behavior: 'instant' });
             getSelection().selectAllChildren(it);",
            [json!(selector)],
        )
        .await
}

/// The link that is offered for the selection by the button of this name.
async fn link_to_selection(
    reader: &Reader,
    page: ArticlePage<'_>,
    offer: &str,
    before: usize,
) -> Result<String> {
    until(&format!("a button offers “{offer}”"), async || {
        let names = Role::Button.names(&page.body().await?).await?;
        Ok(names.iter().any(|name| name == offer))
    })
    .await?;
    page.press(offer).await?;
    reader.copied_after(before).await
}

/// Whether the browser follows text directives.
async fn follows_directives(reader: &Reader) -> Result<bool> {
    reader
        .js("return 'fragmentDirective' in document", [])
        .await
}

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
    let link = link_to_selection(reader, page, OFFER, 0).await?;
    let (address, directive) = link
        .split_once(":~:text=")
        .with_context(|| format!("“{link}” names words"))?;
    assert_eq!(address, site.address("/#introduction"));
    assert!(directive.starts_with("constantly"), "{directive}");

    reader.look_at("about:blank").await?;
    reader.open(&link).await?;
    if follows_directives(reader).await? {
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
        page.wait_until_in_view("introduction").await
    }
}

/// How many selections are tried: each opens a page of its own.
fn selections(browser: Browser) -> usize {
    match browser {
        Browser::Chromium => 26,
        Browser::Firefox | Browser::WebKit => 6,
    }
}

async fn a_link_to_any_selection_leads_back_to_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    let length: usize = reader
        .js(&format!("{RANGE} return all"), [json!(0), json!(1)])
        .await?;
    let count = selections(reader.browser());
    let (mut copied, mut links) = (0, Vec::new());
    for number in 0..count {
        // They begin and end anywhere, inside words too, and are a word, a line or some paragraphs long.
        let from = (number * (length - 700) / count) + number % 7;
        let to = from + [3, 12, 40, 97, 260, 601][number % 6];
        select(reader, from, to).await?;
        reader
            .until_js(
                "something is offered",
                "return document.querySelector('#passage button') !== null",
            )
            .await?;
        let names = Role::Button.names(&page.body().await?).await?;
        if !names.iter().any(|name| name == OFFER) {
            continue;
        }
        let link = link_to_selection(reader, page, OFFER, copied).await?;
        copied += 1;
        links.push((link, from, to));
        reader
            .js::<()>("getSelection().removeAllRanges()", [])
            .await?;
        reader
            .until_js(
                "nothing is offered",
                "return document.querySelector('#passage button') === null",
            )
            .await?;
    }
    assert!(
        links.len() * 10 >= count * 8,
        "{} of {count} can be linked",
        links.len()
    );

    let mut lost = Vec::new();
    for (link, from, to) in links {
        reader.look_at("about:blank").await?;
        reader.open(&link).await?;
        if !follows_directives(reader).await? {
            return Ok(());
        }
        // Browsers put the middle of what they have found into the middle of the window, as far as the page goes.
        let script = format!(
            "{RANGE}
             const {{ top, bottom, height }} = range.getBoundingClientRect();
             const off = (top + bottom) / 2 - innerHeight / 2, most = document.documentElement.scrollHeight - innerHeight;
             const isAtEnd = (scrollY < 1 && off < 0) || (scrollY > most - 1 && off > 0);
             return Math.abs(off) < 60 || isAtEnd || (height > innerHeight / 2 && top > -60 && top < innerHeight);"
        );
        let arguments = || [json!(from), json!(to)];
        let came = until("the passage is in the middle", async || {
            reader.js(&script, arguments()).await
        });
        if came.await.is_err() {
            let words: String = reader
                .js(&format!("{RANGE} return String(range)"), arguments())
                .await?;
            lost.push(format!("{link} for “{words}”"));
        }
    }
    assert!(lost.is_empty(), "dead: {}", lost.join("\n"));
    Ok(())
}

async fn a_passage_over_a_heading_leaves_out_the_tools_below_it(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    reader
        .js::<()>(
            "const section = document.getElementById(arguments[0]), range = document.createRange();
             range.setStart(section.querySelector('h2').firstChild, 4);
             range.setEnd(section.querySelector('.prose p').firstChild, 30);
             section.scrollIntoView({ behavior: 'instant' });
             getSelection().addRange(range);",
            [json!(SECTION_IDS[1])],
        )
        .await?;
    let link = link_to_selection(reader, page, OFFER, 0).await?;
    assert!(
        link.contains(&format!("#{}:~:text=", SECTION_IDS[1])),
        "{link}"
    );
    for tool in ["Link", "Listen", "min"] {
        assert!(!link.contains(tool), "{link}");
    }
    reader.look_at("about:blank").await?;
    reader.open(&link).await?;
    page.wait_until_in_view(SECTION_IDS[1]).await
}

async fn what_cannot_be_linked_offers_its_section(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = with_clipboard(reader, &site, Clipboard::Works).await?;
    // The title of the first section stands in the contents before, and tools stand around it.
    select_all_of(reader, "section h2").await?;
    let link = link_to_selection(reader, page, OFFER_OF_SECTION, 0).await?;
    assert_eq!(link, site.address(&format!("/#{}", SECTION_IDS[0])));
    Ok(())
}
