//! How much a reader downloads, in bytes; and that all of it is here. No browser: the finished files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use e2e::{
    Outcome,
    folders::{dist, shared},
};

/// Finished HTML with all that it needs to paint: the first round trip.
const HTML: u64 = 14_600;

/// The program and its JavaScript.
const PROGRAM: u64 = 100_000;

#[test]
fn the_finished_html_fits_the_first_round_trip() -> Outcome {
    for site in [dist(), shared()] {
        let size = compressed(&site, &["index.html"])?;
        println!("finished HTML with its styles: {size} B of {HTML} B");
        ensure!(
            size <= HTML,
            "index.html has {size} B in brotli; {HTML} B is the budget"
        );
    }
    Ok(())
}

#[test]
fn the_program_is_small() -> Outcome {
    for site in [dist(), shared()] {
        let size = compressed(&site, &[".js", ".wasm"])?;
        println!("wasm and JavaScript: {size} B of {PROGRAM} B");
        ensure!(
            size <= PROGRAM,
            "wasm and JavaScript have {size} B in brotli; {PROGRAM} B is the budget"
        );
    }
    Ok(())
}

#[test]
fn nothing_in_the_head_blocks_the_first_paint() -> Outcome {
    let page = fs::read_to_string(dist().join("index.html"))?;
    let head = page.split("</head>").next().unwrap_or_default();
    for element in head.split('<').filter_map(|rest| rest.split('>').next()) {
        let is_for_later = ["print", "\"print\"", "\"not all\""]
            .iter()
            .any(|media| element.contains(&format!("media={media}")));
        let is_sheet =
            element.starts_with("link") && element.contains("stylesheet") && !is_for_later;
        let is_script = element.starts_with("script") && element.contains("src=");
        let waits = ["async", "defer", "module"]
            .iter()
            .any(|kind| element.contains(kind));
        ensure!(
            !is_sheet && (!is_script || waits),
            "<{element}> blocks the first paint"
        );
    }
    Ok(())
}

#[test]
fn no_file_loads_anything_from_elsewhere() -> Outcome {
    for path in files(&dist())? {
        let kind = path.extension().unwrap_or_default();
        if !["css", "html", "js", "json", "svg", "webmanifest"]
            .iter()
            .any(|text| kind == *text)
        {
            continue;
        }
        let content = fs::read_to_string(&path)?;
        for (at, _) in content.match_indices("//") {
            let before = &content[..at];
            let scheme = ["http:", "https:"]
                .iter()
                .find(|scheme| before.ends_with(*scheme))
                .map_or(0, |scheme| scheme.len());
            let before = before[..at - scheme].trim_end_matches(['"', '\'', ' ']);
            let loads = [
                "src=", "srcset=", "poster=", "data=", "url(", "@import", "import", "import(",
                "fetch(", "Worker(",
            ];
            let links = before.ends_with("href=")
                && before
                    .rsplit('<')
                    .next()
                    .is_some_and(|tag| tag.starts_with("link"));
            ensure!(
                !links && !loads.iter().any(|load| before.ends_with(load)),
                "{}: …{}…",
                path.display(),
                content[at - scheme..].chars().take(60).collect::<String>(),
            );
        }
    }
    Ok(())
}

/// The bytes of all files at the top of the site whose names end with one of `endings`, in brotli.
fn compressed(site: &Path, endings: &[&str]) -> Result<u64> {
    let mut sum = 0;
    let mut counted = 0;
    for entry in fs::read_dir(site).context("no site: `make test-e2e` builds it")? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if endings.iter().any(|ending| name.ends_with(ending)) {
            let copy = PathBuf::from(format!("{name}.br"));
            sum += fs::metadata(&copy)
                .with_context(|| format!("{} is made by a release build", copy.display()))?
                .len();
            counted += 1;
        }
    }
    ensure!(counted == endings.len(), "{counted} files for {endings:?}");
    Ok(sum)
}

/// Every file below `folder`.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}
