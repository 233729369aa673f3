//! Loading: nothing moves, nothing blocks, nothing comes from elsewhere, and any folder will do.

use anyhow::{Context, Result, ensure};
use e2e::{Base, Fault, Outcome, Reader, Site, pages::ArticlePage, site::SLUG};
use serde::Deserialize;
use serde_json::json;

use crate::{
    SECTIONS, TIPS,
    kept::{PLAN, stress_plan},
};

e2e::in_every_browser! {
    nothing_moves_when_the_program_starts;
    nothing_moves_for_a_reader_who_has_chosen_and_planned;
    nothing_moves_on_a_page_with_comments;
    nothing_blocks_and_nothing_comes_from_elsewhere;
    any_folder_will_do;
}

async fn nothing_moves_when_the_program_starts(reader: &Reader) -> Outcome {
    // Two sites: for the browser the second is another one, of which it has kept nothing.
    for path in ["/", "/#comments"] {
        let site = reader.site(Base::Root).await?;
        site.fail(Fault::HeldBack);
        let page = reader.look_at(&site.address(path)).await?;
        stays_where_it_is(reader, &site, page)
            .await
            .with_context(|| format!("at {path}"))?;
    }
    Ok(())
}

async fn nothing_moves_on_a_page_with_comments(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let other = reader.companion().await?;
    let page = other.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    discussion.say("Ada", "What is said.").await?;
    discussion.answer("What is said.", "And answered.").await?;
    other.leave().await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    stays_where_it_is(reader, &site, page).await
}

async fn nothing_moves_for_a_reader_who_has_chosen_and_planned(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    site.fail(Fault::HeldBack);
    let page = reader.look_at(&site.address("/")).await?;
    let choices = json!({ "theme": "dark", "size": "large", "typeface": "wide", "spacing": "airy", "width": "narrow" });
    reader.keep("inside-out/preferences", &choices).await?;
    let folding = json!({ "open": [], "closed": ["the-gut-skin-axis-a-two-way-street"] });
    reader
        .keep(&format!("inside-out/folding/{SLUG}"), &folding)
        .await?;
    let stopped = json!({ "section": "the-takeaway" });
    reader
        .keep(&format!("inside-out/place/{SLUG}"), &stopped)
        .await?;
    let plan = stress_plan(reader, 7, &[0]).await?;
    reader.keep(PLAN, &plan).await?;
    reader.reload().await?;
    stays_where_it_is(reader, &site, page).await?;
    let kept: Vec<String> = reader.js("return Object.keys(localStorage)", []).await?;
    ensure!(kept.len() == 4, "all of it was understood: {kept:?}");
    page.tip(TIPS[1]).await?.wait_until_ticked(true).await
}

/// Looks where everything is while the program is held back, and once it runs. What lies over the page (the progress
/// line, the thumb's button) moves nothing that a reader reads, and may say something else.
async fn stays_where_it_is(reader: &Reader, site: &Site, page: ArticlePage<'_>) -> Result<()> {
    reader
        .until_js(
            "fonts and late styles are there",
            "return document.fonts.status === 'loaded'
               && [...document.querySelectorAll('link[rel~=stylesheet]')].every((it) => it.media !== 'not all' && it.sheet)",
        )
        .await?;
    let places = "const isOver = (it) => it !== null && (getComputedStyle(it).position === 'fixed' || isOver(it.parentElement));
        return [...document.querySelectorAll('body *')].filter((it) => !isOver(it)).map((it) => {
            const { left, top, width, height } = it.getBoundingClientRect();
            // What is as high as the window at most follows it: Firefox's own bars slide in.
            const tall = getComputedStyle(it).maxHeight === 'none' ? height : 0;
            return [it, it.checkVisibility() ? [left, top, width, tall].map(Math.round).join(' ') : 'where nobody sees it'];
        })";
    reader
        .js::<()>(&format!("window.before = (() => {{ {places} }})()"), [])
        .await?;
    site.mend();
    page.wait_for_program("running").await?;
    reader
        .until_js(
            "the comments are read",
            "return !document.body.textContent.includes('Looking for comments')",
        )
        .await?;

    let moved: Vec<String> = reader
        .js(
            &format!(
                "const now = new Map((() => {{ {places} }})());
                 // What appears and moves nothing is no shift: a browser with a voice shows the buttons that it needs.
                 return window.before.filter(([it, place]) => it.isConnected && place !== 'where nobody sees it' && now.get(it) !== place)
                   .map(([it, place]) => `${{it.cloneNode().outerHTML}} from ${{place}} to ${{now.get(it)}}`)"
            ),
            [],
        )
        .await?;
    ensure!(moved.is_empty(), "moved: {}", moved.join("\n"));
    let shifts = layout_shifts(reader).await?;
    ensure!(shifts.is_empty(), "shifted: {}", shifts.join("\n"));
    Ok(())
}

/// Every shift that the browser has noted since the page began. Chromium alone does; in the others the places say it.
async fn layout_shifts(reader: &Reader) -> Result<Vec<String>> {
    let noted = "const done = arguments[arguments.length - 1];
        if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return done([]);
        new PerformanceObserver((list) => done(list.getEntries().map(({ value, startTime, sources }) =>
          `${value} at ${startTime} ms: ${sources.map(({ node }) => node?.cloneNode().outerHTML ?? node?.data).join(', ')}`)))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done([]), 300); // without any, the observer is never called";
    Ok(reader.driver().execute_async(noted, []).await?.convert()?)
}

/// Something that the browser has fetched.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    name: String,
    /// Only Chromium says.
    render_blocking_status: Option<String>,
}

async fn nothing_blocks_and_nothing_comes_from_elsewhere(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    page.discussion()
        .await?
        .say("Ada", "https://example.org/picture.png")
        .await?;
    page.press("Collapse all").await?;

    let fetched: Vec<Resource> = reader
        .js(
            "return performance.getEntriesByType('resource').map((it) => it.toJSON())",
            [],
        )
        .await?;
    assert!(
        fetched.iter().any(|it| it.name.contains(".wasm")),
        "{fetched:?}"
    );
    for resource in &fetched {
        assert!(
            resource.name.starts_with(&site.origin()),
            "{} is elsewhere",
            resource.name
        );
        let blocks = resource.render_blocking_status.as_deref() == Some("blocking");
        assert!(!blocks, "{} blocks the first paint", resource.name);
    }
    everything_was_there(&site);

    // The late styles are turned on by now; that they were off at first, `sizes` looks up in the HTML.
    let blocking: Vec<String> = reader
        .js(
            "const kinds = 'link[rel~=stylesheet]:not([media=print], [href*=\"/late-\"], [href*=\"/plan-\"]), script[src]:not([async], [defer], [type=module])';
             return [...document.querySelectorAll(kinds)].map((it) => it.outerHTML)",
            [],
        )
        .await?;
    assert_eq!(blocking, Vec::<String>::new());
    Ok(())
}

fn everything_was_there(site: &Site) {
    let missing: Vec<_> = site
        .asked()
        .into_iter()
        .filter(|it| it.status.is_client_error() || it.status.is_server_error())
        .collect();
    assert_eq!(missing, []);
}

async fn any_folder_will_do(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Blog).await?;
    let base = Base::Blog.path();
    let address = site.address(&format!("{base}{SLUG}/"));
    let page = reader.open(&address).await?;
    page.section(SECTIONS[0]).await?.tap_heading().await?;
    page.section(SECTIONS[0]).await?.wait_until_closed().await?;
    page.tip(TIPS[0]).await?.follow().await?;
    page.tip(TIPS[0]).await?.tick().await?;
    page.tip(TIPS[0]).await?.wait_until_ticked(true).await?;
    page.discussion().await?.say("Ada", "In a folder.").await?;

    // From the list of articles, it is found as it was left.
    reader.open(&site.address(base)).await?;
    reader.open(&address).await?;
    page.tip(TIPS[0]).await?.wait_until_ticked(true).await?;
    page.discussion().await?.wait_for(1).await?;
    assert!(!page.section(SECTIONS[0]).await?.is_open().await?);
    page.follow(SECTIONS[0]).await?;
    page.section(SECTIONS[0]).await?.wait_until_open().await?;
    let home: String = reader
        .js("return document.querySelector('header a').href", [])
        .await?;
    assert_eq!(home, site.address(base));

    everything_was_there(&site);
    let outside: Vec<_> = site
        .asked()
        .into_iter()
        .filter(|asked| !asked.path.starts_with(base))
        .collect();
    assert_eq!(outside, []);
    Ok(())
}
