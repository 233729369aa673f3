//! What is acknowledged is on the disk.
//!
//! A process that is killed leaves what it wrote in the system's memory, so only a loss of power would tell: instead, the
//! system's calls that write to the disk are counted, by a library that is loaded before the system's own.

use std::{path::Path, process::Command};

use anyhow::{Result, ensure};

use crate::running::{Running, folder};

/// Counts `fsync` and `fdatasync`: a byte each in the file `SYNC_COUNT`.
const COUNTER: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int counted(const char *name, int file) {
    int (*own)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = own(file);
    int count = open(getenv("SYNC_COUNT"), O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (count >= 0) {
        if (write(count, "x", 1) != 1) abort();
        close(count);
    }
    return result;
}

int fsync(int file) { return counted("fsync", file); }
int fdatasync(int file) { return counted("fdatasync", file); }
"#;

/// Compiles the library.
fn counter(folder: &Path) -> Result<std::path::PathBuf> {
    let (source, library) = (folder.join("counter.c"), folder.join("counter.so"));
    std::fs::write(&source, COUNTER)?;
    let mut compile = Command::new("cc");
    compile
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library);
    let compiled = compile.arg(&source).arg("-ldl").output()?;
    let said = String::from_utf8_lossy(&compiled.stderr);
    ensure!(compiled.status.success(), "{said}");
    Ok(library)
}

#[tokio::test]
async fn every_acknowledged_comment_is_written_to_the_disk() -> Result<()> {
    let folder = folder()?;
    let count = folder.path().join("count");
    let mut program = Command::new("env");
    program
        .env("LD_PRELOAD", counter(folder.path())?)
        .env("SYNC_COUNT", &count);
    let server = Running::start_by(program, folder.path(), &["--changes", "0"])?;
    for number in 0..20 {
        let before = std::fs::metadata(&count)?.len();
        server.post(None, &format!("comment {number}")).await?;
        let after = std::fs::metadata(&count)?.len();
        ensure!(
            after > before,
            "comment {number} was acknowledged before it was on the disk"
        );
    }
    Ok(())
}
