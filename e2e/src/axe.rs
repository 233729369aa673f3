//! axe-core: what keeps people from using the page. All of its rules that are on by default, without exclusions.

use std::fmt;

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::{folders, reader::Reader};

/// A rule that the page breaks.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// The rule.
    id: String,
    /// What it asks for.
    help: String,
    /// Where it is broken.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    failure_summary: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.help)?;
        for Node {
            html,
            failure_summary,
        } in &self.nodes
        {
            let why = failure_summary
                .as_deref()
                .unwrap_or_default()
                .replace('\n', "\n      ");
            write!(f, "\n    {html}\n      {why}")?;
        }
        Ok(())
    }
}

/// Whether nothing on the page moves or changes its colour: a script.
pub const AT_REST: &str =
    "return document.getAnimations().every(({ playState }) => playState !== 'running')";

impl Reader {
    /// What axe finds on the page as it is now; `state` says how it is.
    ///
    /// # Errors
    /// Where axe cannot be had, or does not run.
    pub async fn axe(&self, state: &str) -> Result<Vec<String>> {
        let is_there: bool = self.js("return 'axe' in window", []).await?;
        if !is_there {
            self.driver().execute(folders::axe()?, []).await?;
        }
        // What moves is at rest, or its colours are those of a moment.
        self.until_js("nothing moves", AT_REST).await?;
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations), (e) => done(`${e}`))";
        let found: Vec<Violation> = self.driver().execute_async(run, []).await?.convert()?;
        Ok(found
            .iter()
            .map(|violation| format!("{state}: {violation}"))
            .collect())
    }

    /// Checks that axe finds nothing on the page as it is now; `state` says how it is.
    ///
    /// # Errors
    /// Where it finds something: with all of it.
    pub async fn passes_axe(&self, state: &str) -> Result<()> {
        let found = self.axe(state).await?;
        ensure!(found.is_empty(), "{}", found.join("\n\n"));
        Ok(())
    }
}
