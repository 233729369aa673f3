//! What the publisher does from the command line, on the same database, while the server runs or not.
//!
//! A running server hears of each change: over PostgreSQL's `NOTIFY`, or by looking at SQLite's file every second. Open pages
//! show it then.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Subcommand;
use comments::CommentId;

use crate::{
    clock::now,
    repository::{Database, OpenError, Repository, RepositoryError, backup::BackupError},
};

mod reports;

/// What the publisher can do.
#[derive(Clone, Debug, Subcommand)]
pub enum Manage {
    /// Read what readers have reported
    #[command(subcommand)]
    Reports(Reports),
    /// Hide a comment: to readers it is as if it were deleted, until it is shown again
    Hide {
        /// The comment's id
        id: CommentId,
    },
    /// Show a hidden comment again
    Show {
        /// The comment's id
        id: CommentId,
    },
    /// Delete a comment for good, with its votes and reports
    Delete {
        /// The comment's id
        id: CommentId,
    },
    /// Copy the database of SQLite into a new file, while the server serves
    Backup {
        /// The new file
        file: PathBuf,
    },
}

/// What can be done with reports.
#[derive(Clone, Debug, Subcommand)]
pub enum Reports {
    /// List the reported comments, the oldest comment first
    List,
    /// Remove the reports on a comment, which stays
    Dismiss {
        /// The comment's id
        id: CommentId,
    },
}

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The repository could not do it.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// There is no backup.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// What it says cannot be written.
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
}

impl Manage {
    /// Does it, and says what was done.
    ///
    /// # Errors
    /// [`CommandError`].
    pub async fn run(&self, database: &Database, out: &mut impl Write) -> Result<(), CommandError> {
        let repository = Repository::open_beside(database).await?;
        let done = self.run_on(&repository, out).await;
        repository.close().await;
        done
    }

    async fn run_on(
        &self,
        repository: &Repository,
        out: &mut impl Write,
    ) -> Result<(), CommandError> {
        match self {
            Self::Reports(Reports::List) => reports::list(repository, out).await?,
            Self::Reports(Reports::Dismiss { id }) => {
                let count = repository.dismiss(*id).await?;
                writeln!(out, "Reports dismissed: {count}.")?;
            }
            Self::Hide { id } => {
                let is_new = repository.hide(*id, now()).await?;
                say(out, is_new, "Hidden.", "It was hidden already.")?;
            }
            Self::Show { id } => {
                let is_new = repository.show(*id).await?;
                say(out, is_new, "Shown again.", "It was not hidden.")?;
            }
            Self::Delete { id } => {
                let is_new = repository.delete_any(*id).await?;
                repository.scrub().await?;
                say(out, is_new, "Deleted.", "It was deleted already.")?;
            }
            Self::Backup { file } => {
                repository.backup(file).await?;
                writeln!(out, "Backed up to {}.", file.display())?;
            }
        }
        Ok(())
    }
}

fn say(out: &mut impl Write, is_new: bool, done: &str, was: &str) -> io::Result<()> {
    writeln!(out, "{}", if is_new { done } else { was })
}
