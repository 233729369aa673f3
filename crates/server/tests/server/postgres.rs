//! A PostgreSQL server of its own, in a temporary folder, on a free port of this machine.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

/// A running server. It ends, and its folder goes, when dropped.
#[derive(Debug)]
pub(crate) struct Postgres {
    process: Child,
    port: u16,
    programs: PathBuf,
    folder: TempDir,
}

/// So long it may take to start.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where Debian and others put the programs; the newest version.
fn programs() -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut versions: Vec<_> = versions.flatten().map(|it| it.path().join("bin")).collect();
    versions.sort();
    found.extend(versions);
    let is_whole = |bin: &PathBuf| {
        ["initdb", "createdb", "pg_isready"]
            .iter()
            .all(|it| bin.join(it).is_file())
    };
    found.into_iter().rfind(is_whole).context(
        "PostgreSQL is not installed. Install it: make setup-test (Debian: apt-get install postgresql)",
    )
}

/// A program of PostgreSQL's, as a user that may run it: it refuses to be root.
fn command(program: &Path) -> Result<Command> {
    let id = Command::new("id").arg("-u").output()?;
    if id.stdout.trim_ascii() != b"0" {
        return Ok(Command::new(program));
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    command.arg(program);
    Ok(command)
}

/// The folder belongs to the user that the programs run as.
fn hand_over(folder: &Path) -> Result<()> {
    let id = Command::new("id").arg("-u").output()?;
    if id.stdout.trim_ascii() == b"0" {
        let status = Command::new("chown").arg("postgres").arg(folder).status()?;
        ensure!(
            status.success(),
            "the folder cannot be given to PostgreSQL's user"
        );
    }
    Ok(())
}

impl Postgres {
    /// Starts one.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = tempfile::tempdir()?;
        hand_over(folder.path())?;
        let data = folder.path().join("data");
        let made = command(&programs.join("initdb"))?
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "-D",
            ])
            .arg(&data)
            .output()?;
        ensure!(
            made.status.success(),
            "initdb: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let process = run(&programs, folder.path(), port)?;
        let mut server = Self {
            process,
            port,
            programs,
            folder,
        };
        server.wait()?;
        Ok(server)
    }

    /// Waits until it answers.
    fn wait(&mut self) -> Result<()> {
        let begin = Instant::now();
        loop {
            let ready = Command::new(self.programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p"])
                .arg(self.port.to_string())
                .status()?;
            if ready.success() {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("PostgreSQL ended: {status}");
            }
            ensure!(begin.elapsed() < PATIENCE, "PostgreSQL does not answer");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The address of a new database in it.
    pub(crate) fn database(&self, name: &str) -> Result<String> {
        let made = Command::new(self.programs.join("createdb"))
            .args(["-h", "127.0.0.1", "-U", "postgres", "-p"])
            .arg(self.port.to_string())
            .arg(name)
            .output()?;
        ensure!(
            made.status.success(),
            "createdb: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        Ok(format!(
            "postgres://postgres@127.0.0.1:{}/{name}",
            self.port
        ))
    }
}

impl Postgres {
    /// Stops it at once: connections are cut.
    pub(crate) fn stop(&mut self) -> Result<()> {
        interrupt(&self.process)?;
        self.process.wait()?;
        Ok(())
    }

    /// Starts it again, with what it kept, on the same port.
    pub(crate) fn start_again(&mut self) -> Result<()> {
        self.process = run(&self.programs, self.folder.path(), self.port)?;
        self.wait()
    }
}

/// SIGINT: it ends at once, with all its children.
fn interrupt(process: &Child) -> Result<()> {
    let id = process.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status()?;
    ensure!(sent.success(), "PostgreSQL was not told to end");
    Ok(())
}

fn run(programs: &Path, folder: &Path, port: u16) -> Result<Child> {
    let process = command(&programs.join("postgres"))?
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(["-h", "127.0.0.1", "-p", &port.to_string()])
        .args(["-c", "fsync=off", "-c", "logging_collector=off"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(process)
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if interrupt(&self.process).is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
