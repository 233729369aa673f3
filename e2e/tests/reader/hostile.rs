//! What is written to do harm: posted through the form, as a name and as a text.

use anyhow::{Context, Result, ensure};
use e2e::{Base, Outcome, Reader, folders};
use serde::Deserialize;
use serde_json::json;

e2e::in_every_browser! {
    nothing_that_is_posted_runs_or_breaks_out;
}

/// Posts texts and looks what has become of them in the page.
const POST: &str = "
    const [texts] = arguments;
    return (async () => {
    for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { window.pwned = name };
    const type = (id, text) => {
      const field = document.getElementById(id);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const form = document.getElementById('comments--form');
    let refused = 0;
    for (const text of texts) {
      for (const [name, body] of [[text, 'A body.'], ['A name', text]]) {
        type('comments--name', name);
        type('comments--body', body);
        form.requestSubmit();
        // What the page does next, it does by then.
        await new Promise((then) => setTimeout(then));
        refused += form.querySelectorAll('[aria-invalid]').length > 0;
      }
    }
    const list = document.getElementById('comments--list');
    const elements = ['LI', 'ARTICLE', 'P', 'BDI', 'TIME', 'DIV', 'BUTTON',
      'BR', 'EM', 'STRONG', 'CODE', 'PRE', 'BLOCKQUOTE', 'OL', 'UL', 'A'];
    const attributes = ['href', 'rel', 'start', 'id', 'class', 'aria-labelledby', 'aria-describedby', 'aria-pressed', 'datetime', 'title', 'dir', 'type', 'name', 'value'];
    // A link says where it leads, and gains its target nothing.
    const isPlain = (link) => /^(https?|mailto):/.test(link.href) && link.rel === 'nofollow ugc noopener'
      && link.textContent.includes(link.getAttribute('href').match(/^(?:https?:\\/\\/|mailto:)([^/?#:]+)/i)[1]);
    const strange = [...list.querySelectorAll('*')].filter((it) =>
      !elements.includes(it.tagName) || it.getAttributeNames().some((name) => !attributes.includes(name))
      || (it.tagName === 'A' && !isPlain(it)));
    const shown = [...list.querySelectorAll('.said')].map((it) => it.textContent);
    const gone = document.querySelectorAll('h1').length !== 1 || !document.getElementById('comments');
    return { pwned: window.pwned ?? null, strange: strange.map((it) => it.outerHTML), shown, refused, gone };
    })();";

#[derive(Debug, Deserialize)]
struct Seen {
    pwned: Option<String>,
    strange: Vec<String>,
    shown: Vec<String>,
    refused: usize,
    gone: bool,
}

/// The strings of the corpus, one JSON string a line.
fn corpus() -> Result<Vec<String>> {
    let path = folders::workspace().join("crates/comments/corpus/hostile.txt");
    let text = std::fs::read_to_string(path).context("the corpus")?;
    text.lines()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

async fn nothing_that_is_posted_runs_or_breaks_out(reader: &Reader) -> Outcome {
    let texts = corpus()?;
    ensure!(texts.len() >= 300, "there are {} texts", texts.len());
    let mut posted = 0;
    // A new page now and then: of many comments the page shows the first only.
    for some in texts.chunks(20) {
        let site = reader.site(Base::Root).await?;
        reader.open(&site.address("/")).await?;
        let seen: Seen = reader.js(POST, [json!(some)]).await?;
        ensure!(seen.pwned.is_none(), "{:?} ran: {some:?}", seen.pwned);
        ensure!(seen.strange.is_empty(), "strange: {:?}", seen.strange);
        ensure!(!seen.gone, "the page is broken: {some:?}");
        ensure!(
            seen.shown.len() + seen.refused == 2 * some.len(),
            "each is shown or refused: {seen:?}"
        );
        posted += seen.shown.len();
    }
    ensure!(posted > texts.len(), "only {posted} were posted");
    Ok(())
}
