//! The harness itself: it hears what each browser says. Without this, silence would prove nothing.

use anyhow::{Context, Result, ensure};
use e2e::{Base, Browser, Device, Outcome, Reader, story};

#[tokio::test]
async fn chromium_is_heard() -> Outcome {
    is_heard(Browser::Chromium).await
}

#[tokio::test]
async fn firefox_is_heard() -> Outcome {
    is_heard(Browser::Firefox).await
}

#[tokio::test]
async fn webkit_is_heard() -> Outcome {
    is_heard(Browser::WebKit).await
}

async fn is_heard(browser: Browser) -> Result<()> {
    let outcome = story::tell(browser, Device::default(), a_page_that_says_much).await;
    let said = format!("{:#}", outcome.err().context("the story passes")?);
    for words in [
        "warned before the reload",
        "warned after",
        "an error of the page",
        "thrown",
        "style-src",
    ] {
        ensure!(
            said.contains(words),
            "{browser} is not heard to say “{words}”:\n{said}"
        );
    }
    ensure!(
        !said.contains("expected"),
        "what a story expects is no failure:\n{said}"
    );
    Ok(())
}

async fn a_page_that_says_much(reader: &Reader) -> Outcome {
    reader.expect_to_hear(&["expected"]);
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader
        .js::<()>("console.warn('warned before the reload')", [])
        .await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    let script = "console.warn('warned after'); console.error('an error of the page'); console.warn('expected');
        document.head.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }));
        setTimeout(() => { window.hasThrown = true; throw new Error('thrown') });";
    reader.js::<()>(script, []).await?;
    reader
        .until_js("it is thrown", "return window.hasThrown === true")
        .await
}
