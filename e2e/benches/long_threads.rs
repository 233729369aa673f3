//! How a discussion grows: threads of 100, 1,000 and 10,000 comments beside each other, in Chromium. Figures, not a test:
//! `make bench`.
//!
//! Input: the release site in `dist/`. Output: a table of medians, and how much each grows from 1,000 to 10,000.

use anyhow::{Context, Result};
use e2e::{Base, Fault, Reader, site::SLUG, story};
use serde::Deserialize;
use serde_json::{Value, json};

/// So many comments.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// So often each of them, in turn: what else the machine does meanwhile meets all of them.
const ROUNDS: usize = 7;

/// So many answers has each comment on the article.
const ANSWERS: usize = 4;

/// Notes when the program starts, how much memory it takes, and when the first comment is there. Runs before the program.
const WATCH: &str = "
    const stream = WebAssembly.instantiateStreaming;
    window.seen = {};
    WebAssembly.instantiateStreaming = async (...all) => {
      const program = await stream.apply(WebAssembly, all);
      window.seen.memory = program.instance.exports.memory;
      window.seen.start = performance.now();
      return program;
    };
    new MutationObserver((_, observer) => {
      if (!document.querySelector('article.comment')) return;
      window.seen.first = performance.now();
      observer.disconnect();
    }).observe(document.body, { childList: true, subtree: true });";

/// Posts a comment, and says what was seen.
const POST: &str = "
    const body = document.getElementById('comments--body'), list = document.getElementById('comments--list');
    const before = list.children.length, elements = document.querySelectorAll('*').length;
    body.value = 'One more.';
    body.dispatchEvent(new Event('input', { bubbles: true }));
    const begin = performance.now();
    return new Promise((then) => {
      new MutationObserver(() => {
        if (list.children.length === before) return;
        const { start, first, memory } = window.seen;
        // Painted: behind the next frame.
        requestAnimationFrame(() => setTimeout(() => then({
          first: first - start,
          insert: performance.now() - begin,
          elements,
          memory: memory.buffer.byteLength / 2 ** 20,
        })));
      }).observe(list, { childList: true });
      document.getElementById('comments--form').requestSubmit();
    });";

/// What was seen of one thread.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Seen {
    /// From the start of the program to the first comment, in milliseconds.
    first: f64,
    /// From sending a comment until it is painted, in milliseconds.
    insert: f64,
    /// Elements of the page.
    elements: f64,
    /// The program's memory, in MiB.
    memory: f64,
}

/// A row of the table: what, how it is written, and where it is found.
type Row = (&'static str, fn(f64) -> String, fn(&Seen) -> f64);

const ROWS: [Row; 4] = [
    (
        "time to the first comment",
        |it| format!("{it:.1} ms"),
        |it| it.first,
    ),
    (
        "time of an insert",
        |it| format!("{it:.1} ms"),
        |it| it.insert,
    ),
    (
        "elements in the page",
        |it| format!("{it:.0}"),
        |it| it.elements,
    ),
    (
        "memory of the program",
        |it| format!("{it:.1} MiB"),
        |it| it.memory,
    ),
];

fn main() -> Result<()> {
    story::measure(async |reader| compare(reader).await)
}

async fn compare(reader: &Reader) -> Result<()> {
    let mut seen: [Vec<Seen>; SIZES.len()] = Default::default();
    for _ in 0..ROUNDS {
        for (size, seen) in SIZES.iter().zip(&mut seen) {
            // Each time another site, of which the browser has nothing: its program waits until all is prepared.
            let site = reader.site(Base::Root).await?;
            site.fail(Fault::HeldBack);
            let page = reader.look_at(&site.address("/")).await?;
            reader
                .keep(&format!("inside-out/comments/{SLUG}"), &thread(*size))
                .await?;
            let _: Value = reader.js(WATCH, []).await?;
            site.mend();
            page.wait_for_program("running").await?;
            reader
                .until_js(
                    "the first comment is there",
                    "return 'first' in window.seen",
                )
                .await?;
            seen.push(reader.js(POST, []).await?);
        }
    }
    report(&seen)
}

/// Comments as the device keeps them: see `docs/comments.md`.
fn thread(size: usize) -> Value {
    let id = |number: usize| format!("01900000-{number:04x}-7000-8000-000000000000");
    let comment = |number: usize| {
        let (hour, minute) = (number / 60, number % 60);
        let mut comment = json!({
            "id": id(number), "name": "Ada",
            "body": format!("Number {number}. {}", "Some words that a reader may have written. ".repeat(3)),
            "created": format!("2026-01-{:02}T{:02}:{minute:02}:00.000Z", 1 + hour / 24, hour % 24),
        });
        let first = number - number % (ANSWERS + 1);
        if first < number {
            comment["parent"] = json!(id(first));
        }
        comment
    };
    (0..size).map(comment).collect()
}

fn median(seen: &[Seen], of: fn(&Seen) -> f64) -> Result<f64> {
    let mut values: Vec<f64> = seen.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values
        .get(values.len() / 2)
        .copied()
        .context("nothing was seen")
}

fn report(seen: &[Vec<Seen>; SIZES.len()]) -> Result<()> {
    println!("| comments | 100 | 1,000 | 10,000 | growth from 1,000 to 10,000 |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (what, write, of) in ROWS {
        let medians = seen.iter().map(|seen| median(seen, of));
        let medians: Vec<f64> = medians.collect::<Result<_>>()?;
        let growth = medians[2] / medians[1];
        let cells: Vec<String> = medians.into_iter().map(write).collect();
        println!("| {what} | {} | {growth:.2}× |", cells.join(" | "));
    }
    Ok(())
}
