//! A child process that ends with us, and takes its own children along.

use std::{
    fs::{self, File},
    io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

/// A running command, in a process group of its own. What it prints goes to a file.
#[derive(Debug)]
pub struct Process {
    child: Child,
    output: PathBuf,
}

impl Process {
    /// Starts `command`; its output goes to the file `output`.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn start(command: &mut Command, output: &Path) -> Result<Self> {
        let file = File::create(output)?;
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        Ok(Self {
            child,
            output: output.to_owned(),
        })
    }

    /// What it has printed until now.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn output(&self) -> io::Result<String> {
        Ok(String::from_utf8_lossy(&fs::read(&self.output)?).into_owned())
    }

    /// Nothing, while it runs.
    ///
    /// # Errors
    /// Once it has ended by itself; with what it printed.
    pub fn still_runs(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!(
                "{} ended with {status}:\n{}",
                self.output.display(),
                self.output()?
            ),
        }
    }
}

impl Drop for Process {
    /// Ends the command and all that it has started: they are of its group, which has its id.
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // Fails where all have ended already.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}
