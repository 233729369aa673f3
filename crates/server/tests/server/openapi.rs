//! The description of the API is true: a program that knows nothing else asks for everything in it, rightly and wrongly.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};

use crate::running::{ARTICLE, Running, folder};

/// What every answer must be.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
    response_schema_conformance,negative_data_rejection,unsupported_method,missing_required_header";

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_as_described() -> Result<()> {
    let tester = std::env::var_os("SCHEMATHESIS")
        .context("schemathesis is not there: make setup-unit; then scripts/native cargo test")?;
    let tester = PathBuf::from(tester);
    let folder = folder()?;
    let server = Running::start(folder.path(), &["--changes", "0", "--requests", "0"])?;
    let comment = server.post(None, "asked for").await?.id;
    server.post(Some(&comment), "a reply").await?;
    let known = format!(
        "[parameters]\n\"path.slug\" = \"{ARTICLE}\"\n\"query.slug\" = \"{ARTICLE}\"\n\"path.id\" = \"{comment}\"\n"
    );
    let config = folder.path().join("schemathesis.toml");
    std::fs::write(&config, known)?;
    // A stream of events has no end to wait for: it has tests of its own.
    let output = Command::new("python3")
        .arg(tester.join("bin/schemathesis"))
        .arg("--config-file")
        .arg(&config)
        .args([
            "run",
            &format!("{}/api/v1/openapi.json", server.origin()),
            "--exclude-path-regex",
            "events$",
        ])
        .args([
            "--checks",
            CHECKS,
            "--max-examples",
            "30",
            "--seed",
            "1",
            "--continue-on-failure",
            "--no-color",
        ])
        .env("PYTHONPATH", &tester)
        .current_dir(folder.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    ensure!(
        said.contains("12 selected / 13 total"),
        "all but the stream were asked for: {said}"
    );
    Ok(())
}
