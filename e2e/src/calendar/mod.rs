//! A calendar file as other people's programs read it: Python's icalendar with recurring-ical-events, and Node's ical.js.
//!
//! ```text
//! page --saves--> my-plan.ics --expand.py, expand.mjs--> JSON --serde--> Vec<Event>
//! ```

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::{folders, reader::Reader, session::DOWNLOADS, wait::until_some};

/// A program that reads calendar files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Python's icalendar; recurring-ical-events finds the occurrences.
    Icalendar,
    /// Node's ical.js.
    IcalJs,
}

/// An event of a calendar, with all that a program makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Event {
    /// What it is for a second import.
    pub uid: String,
    /// How often it was changed.
    pub sequence: u32,
    /// What it says.
    pub summary: String,
    /// When it takes place.
    pub occurrences: Vec<Occurrence>,
}

/// One time at which an event takes place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Occurrence {
    /// The day, such as `2026-03-29`.
    pub day: String,
    /// The time on the clock on the wall, such as `08:00:00`.
    pub time: String,
    /// How far that clock is ahead of UTC, such as `+02:00`.
    pub offset: String,
    /// When the alarm rings, on that clock.
    pub alarms: Vec<String>,
}

impl Program {
    /// The events of the calendar in `file`, by their ids: of each, what takes place from the day `from` until before the
    /// day `to`, on a device in `zone`.
    ///
    /// # Errors
    /// Where the program has a complaint about the file, or cannot be had; names the mend.
    pub fn read(self, file: &Path, zone: &str, [from, to]: [&str; 2]) -> Result<Vec<Event>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/calendar");
        let mut command = match self {
            Self::Icalendar => {
                let mut python = Command::new("python3");
                python.env("PYTHONPATH", folders::icalendar()?);
                python.arg(folder.join("expand.py"));
                python
            }
            Self::IcalJs => {
                let mut node = Command::new("node");
                node.env("ICAL", folders::ical_js()?);
                node.arg(folder.join("expand.mjs"));
                node
            }
        };
        command.env("TZ", zone).arg(file).args([zone, from, to]);
        let output = command.output().with_context(|| {
            let name = command.get_program().display();
            format!("this machine has no {name}: `make test-e2e` gets it")
        })?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success() && complaint.is_empty(),
            "{self:?} says: {complaint}"
        );
        let mut events: Vec<Event> = serde_json::from_slice(&output.stdout)?;
        events.sort_by(|one, other| one.uid.cmp(&other.uid));
        Ok(events)
    }
}

impl Reader {
    /// Waits until the browser has saved a file that is whole by its end, and answers where.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn saved(&self, name: &str, end: &str) -> Result<PathBuf> {
        let path = self.folder().join(DOWNLOADS).join(name);
        until_some(&format!("{name} is saved"), async || {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            Ok(text.ends_with(end).then(|| path.clone()))
        })
        .await
    }
}
