//! A child process that ends with us, however we end, and takes its own children along.

use std::{
    fs::{self, File},
    io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// Runs a command beside a wait for the end of standard input, which comes when we close it or are gone. Whichever ends
/// first, all that the command has started ends with it: it is of one process group.
const GUARD: &str = r#"{ "$@"; kill -KILL 0; } & read -r _; kill -KILL 0"#;

/// A running command. What it prints goes to a file. Dropped, it ends.
#[derive(Debug)]
pub struct Process {
    guard: Child,
    output: PathBuf,
}

impl Process {
    /// Starts `command`; its output goes to the file `output`.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn start(command: &Command, output: &Path) -> Result<Self> {
        let file = File::create(output)?;
        let mut guard = Command::new("sh");
        guard
            .args(["-c", GUARD, "sh"])
            .arg(command.get_program())
            .args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => guard.env(name, value),
                None => guard.env_remove(name),
            };
        }
        let guard = guard
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        Ok(Self {
            guard,
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
        match self.guard.try_wait()? {
            None => Ok(()),
            Some(_) => bail!("it ended by itself:\n{}", self.output()?),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use super::*;

    #[test]
    fn it_takes_its_children_along() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600 & echo $!; wait"]);
        let mut process = Process::start(&command, &folder.path().join("output"))?;
        let child = loop {
            process.still_runs()?;
            if let Some(line) = process.output()?.lines().next() {
                break line.to_owned();
            }
        };
        drop(process);
        // A process that is gone takes no signal; one that nobody has buried yet counts as gone.
        let state = Command::new("ps")
            .args(["-o", "stat=", "-p", &child])
            .output()?
            .stdout;
        let state = String::from_utf8(state)?;
        anyhow::ensure!(
            state.trim().is_empty() || state.starts_with('Z'),
            "{child} is {state}"
        );
        Ok(())
    }

    #[test]
    fn its_own_end_is_told() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let mut command = Command::new("sh");
        command.args(["-c", "echo No port is free"]);
        let mut process = Process::start(&command, &folder.path().join("output"))?;
        let error = loop {
            match process.still_runs() {
                Ok(()) => thread::sleep(Duration::from_millis(5)),
                Err(error) => break error,
            }
        };
        assert!(error.to_string().contains("No port is free"));
        Ok(())
    }
}
