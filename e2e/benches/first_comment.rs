//! When the first comment is there, on a slow line and a slow device, beside the page's first paint. Figures, not a test:
//! `make bench`.
//!
//! Input: the site in `target/site-shared/`. Output: a table of medians.

use anyhow::{Context, Result};
use e2e::{Base, Reader, story};
use serde::Deserialize;

/// So many visits, each with nothing in the browser's cache.
const VISITS: usize = 7;

/// Notes when a comment is in the page and shows.
const WATCH: &str = "
    const look = () => {
      if (document.querySelector('article.comment')?.checkVisibility()) window.firstComment = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

/// What was seen on one visit, in milliseconds from its beginning.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Seen {
    paint: f64,
    comment: f64,
    program: f64,
}

/// A row of the table: what, and where it is found.
type Row = (&'static str, fn(&Seen) -> f64);

const ROWS: [Row; 3] = [
    ("first paint", |it| it.paint),
    ("first comment", |it| it.comment),
    ("program runs", |it| it.program),
];

fn main() -> Result<()> {
    story::measure(async |reader| measure(reader).await)
}

async fn measure(reader: &Reader) -> Result<()> {
    let mut site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    for text in ["One.", "Two.", "Three."] {
        page.discussion().await?.say("Ada", text).await?;
    }
    reader.on_a_slow_line().await?;
    reader.watch(WATCH).await?;
    let mut seen: Vec<Seen> = Vec::new();
    for _ in 0..VISITS {
        // At another port it is another site, of which the browser has nothing.
        site = site.replica().await?;
        reader.open(&site.address("/")).await?;
        let now = reader
            .js(
                "return {
                   paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
                   comment: window.firstComment,
                   program: performance.now(),
                 }",
                [],
            )
            .await?;
        seen.push(now);
    }
    println!("| on slow 4G, four times as slow a device | ms |");
    println!("| --- | ---: |");
    for (what, of) in ROWS {
        let mut values: Vec<f64> = seen.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let median = values.get(values.len() / 2).context("nothing was seen")?;
        println!("| {what} | {median:.0} |");
    }
    Ok(())
}
