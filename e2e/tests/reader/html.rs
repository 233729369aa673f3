//! The finished pages are HTML as the standard has it: the Nu HTML checker finds no error. No browser: the files.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use e2e::{Outcome, folders, site::SLUG};
use serde::Deserialize;

#[derive(Deserialize)]
struct Report {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    url: Option<String>,
    last_line: Option<u32>,
    last_column: Option<u32>,
    #[serde(rename = "message")]
    words: String,
    extract: Option<String>,
}

#[test]
fn the_checker_finds_no_error_on_the_finished_pages() -> Outcome {
    let pages = [
        folders::dist().join("index.html"),
        folders::dist().join(SLUG).join("index.html"),
    ];
    let mut command = Command::new("java");
    command.arg("-jar").arg(folders::html_checker()?);
    let output = command
        .args(["--format", "json"])
        .args(pages)
        .output()
        .context("no Java: `make test-e2e` gets it")?;
    let report = String::from_utf8_lossy(&output.stderr);
    let report: Report =
        serde_json::from_str(&report).with_context(|| format!("the checker says: {report}"))?;
    let errors = errors(&report)?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// What is wrong, once each, with how often and where first.
fn errors(report: &Report) -> Result<Vec<String>> {
    let mut errors: Vec<(usize, &Message)> = Vec::new();
    for message in report.messages.iter().filter(|it| it.kind != "info") {
        let known = errors
            .iter_mut()
            .find(|(_, error)| error.words == message.words);
        match known {
            Some((count, _)) => *count += 1,
            None => errors.push((1, message)),
        }
    }
    errors
        .into_iter()
        .map(|(count, error)| {
            Ok(format!(
                "{count} times: {} ({}:{}:{}) {}",
                error.words,
                error.url.as_deref().unwrap_or_default(),
                error.last_line.unwrap_or_default(),
                error.last_column.unwrap_or_default(),
                serde_json::to_string(&error.extract)?,
            ))
        })
        .collect()
}
