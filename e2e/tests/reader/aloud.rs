//! Reading aloud. The browsers here have no voice of their own, so the page is given one that notes what it is told.

use anyhow::Result;
use e2e::{
    Base, Fault, Outcome, Reader, Role,
    fakes::Said,
    pages::{ArticlePage, joined},
    wait::{until, until_some},
};
use thirtyfour::By;

use crate::SECTIONS;

e2e::in_every_browser! {
    the_voice_reads_sentence_by_sentence;
    the_voice_pauses_and_changes_its_speed;
    the_voice_opens_what_it_comes_to;
    without_a_voice_nothing_offers_one;
}

/// The page, with a voice.
async fn with_voice(reader: &Reader, site: &e2e::Site) -> Result<()> {
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    reader.fake_voice().await?;
    site.mend();
    page.wait_for_program("running").await?;
    until("there is a voice", async || {
        Ok(!page.listen_buttons().await?.is_empty())
    })
    .await
}

/// Waits until the voice was told `count` things, and says the last.
async fn nth(reader: &Reader, count: usize) -> Result<Said> {
    until_some(&format!("the voice was told {count} things"), async || {
        let said = reader.said().await?;
        Ok((said.len() == count)
            .then(|| said.last().cloned())
            .flatten())
    })
    .await
}

/// What is marked on the page as spoken: where the browser has such marks.
async fn marked(reader: &Reader) -> Result<Option<Vec<String>>> {
    let marked: Option<Vec<String>> = reader
        .js(
            "if (!CSS.highlights) return null;
             return [...(CSS.highlights.get('spoken') ?? [])].map((it) => it.toString())",
            [],
        )
        .await?;
    Ok(marked.map(|marked| marked.iter().map(|words| joined(words)).collect()))
}

async fn is_marked(reader: &Reader, said: &Said) -> Result<()> {
    if let Some(marked) = marked(reader).await? {
        assert_eq!(marked, [joined(&said.text)]);
    }
    Ok(())
}

async fn the_voice_reads_sentence_by_sentence(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    with_voice(reader, &site).await?;
    let page = ArticlePage::of(reader);
    page.listen(SECTIONS[1]).await?;
    let said = nth(reader, 1).await?;
    assert_eq!(
        (said.text.as_str(), said.lang.as_str()),
        (SECTIONS[1], "en")
    );
    assert!((said.rate - 1.0).abs() < f64::EPSILON);
    is_marked(reader, &said).await?;

    let sentences = [
        "The gut and skin are constantly communicating through a complex network of nerves, hormones, and the immune \
         system, forming what scientists call the gut-skin axis.",
        "Here's how gut health can influence your skin:",
    ];
    for (before, sentence) in sentences.iter().enumerate() {
        reader.end_sentence().await?;
        let said = nth(reader, before + 2).await?;
        assert_eq!(joined(&said.text), *sentence);
        is_marked(reader, &said).await?;
    }

    // Another section, in the middle of a sentence.
    page.listen(SECTIONS[3]).await?;
    let said = nth(reader, 4).await?;
    assert_eq!(said.text, SECTIONS[3]);
    for told in 5..20 {
        reader.end_sentence().await?;
        if !reader.voice_speaks().await? {
            break;
        }
        let said = nth(reader, told).await?;
        assert!(!said.text.contains("Link"), "{said:?}");
    }
    until("at the end the buttons go", async || {
        Ok(!page.shows_player().await?)
    })
    .await?;
    assert!(marked(reader).await?.is_none_or(|marked| marked.is_empty()));
    Ok(())
}

async fn the_voice_pauses_and_changes_its_speed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    with_voice(reader, &site).await?;
    let page = ArticlePage::of(reader);
    page.listen(SECTIONS[1]).await?;
    nth(reader, 1).await?;
    reader.end_sentence().await?;
    let sentence = nth(reader, 2).await?;
    let player = page.player().await?;
    let press = async |name| reader.tap(&Role::Button.named(name, &player).await?).await;

    press("Pause").await?;
    until("the voice is silent", async || {
        Ok(!reader.voice_speaks().await?)
    })
    .await?;
    press("Resume").await?;
    let again = nth(reader, 3).await?;
    assert_eq!(again, sentence, "it begins the sentence anew");

    player
        .find(By::XPath(".//option[normalize-space() = '1.5×']"))
        .await?
        .click()
        .await?;
    let faster = nth(reader, 4).await?;
    assert_eq!(faster.text, sentence.text);
    assert!((faster.rate - 1.5).abs() < f64::EPSILON, "{faster:?}");
    reader.end_sentence().await?;
    let next = nth(reader, 5).await?;
    assert!((next.rate - 1.5).abs() < f64::EPSILON, "{next:?}");

    press("Stop").await?;
    until("the buttons go", async || Ok(!page.shows_player().await?)).await?;
    assert!(!reader.voice_speaks().await?);
    assert!(marked(reader).await?.is_none_or(|marked| marked.is_empty()));
    Ok(())
}

async fn the_voice_opens_what_it_comes_to(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    with_voice(reader, &site).await?;
    let page = ArticlePage::of(reader);
    let next = page.section(SECTIONS[1]).await?;
    next.tap_heading().await?;
    next.wait_until_closed().await?;
    page.listen(SECTIONS[0]).await?;
    nth(reader, 1).await?;
    for told in 2..20 {
        reader.end_sentence().await?;
        if nth(reader, told).await?.text == SECTIONS[1] {
            break;
        }
    }
    next.wait_until_open().await
}

async fn without_a_voice_nothing_offers_one(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader
        .until_js(
            "the comments are read",
            "return !document.body.textContent.includes('Looking for comments')",
        )
        .await?;
    let has_voice: bool = reader
        .js(
            "return (window.speechSynthesis?.getVoices() ?? []).length > 0",
            [],
        )
        .await?;
    // A machine that has a voice offers it; the other stories show what it does.
    assert_eq!(!page.listen_buttons().await?.is_empty(), has_voice);
    assert!(!page.shows_player().await?);
    Ok(())
}
