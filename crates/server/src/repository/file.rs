//! SQLite's file: one server has it; commands beside the server may change it, too.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use sqlx::{AnyPool, Row as _};
use tokio::task::AbortHandle;

use super::{OpenError, notices::Notices};

/// So often the file is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Takes the file for this server: a lock on the file beside it, which the system gives back when the program ends, however
/// it ends. (A lock on the file itself would be in SQLite's way.)
pub(super) fn lock(database: &Path) -> Result<File, OpenError> {
    // One file may have several names.
    let database = std::fs::canonicalize(database).unwrap_or_else(|_| database.to_owned());
    let mut name = database.clone().into_os_string();
    name.push(".lock");
    let file = PathBuf::from(name);
    let failed = |error: io::Error| OpenError::Lock {
        file: file.clone(),
        error,
    };
    let lock = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(database)),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            tracing::warn!("this file system has no locks: no other server may use the file");
            Ok(lock)
        }
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// What looks after the file while a server has it. It ends when dropped.
#[derive(Debug)]
pub(super) struct Watch {
    task: AbortHandle,
    is_to_scrub: Arc<AtomicBool>,
    /// Given back when dropped.
    _lock: File,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Watch {
    /// Looks every second whether another program has changed the file, and says so; and removes what was deleted from
    /// SQLite's journal, too.
    pub(super) async fn new(
        write: AnyPool,
        notices: Notices,
        lock: File,
    ) -> Result<Self, sqlx::Error> {
        let is_to_scrub = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_to_scrub);
        let mut seen = data_version(&write).await?;
        let task = tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK).await;
                if flag.swap(false, Ordering::SeqCst) && !scrub(&write).await.unwrap_or(false) {
                    flag.store(true, Ordering::SeqCst);
                }
                if let Ok(version) = data_version(&write).await
                    && std::mem::replace(&mut seen, version) != version
                {
                    notices.lost();
                }
            }
        });
        Ok(Self {
            task: task.abort_handle(),
            is_to_scrub,
            _lock: lock,
        })
    }

    /// Something was deleted.
    pub(super) fn scrub_soon(&self) {
        self.is_to_scrub.store(true, Ordering::SeqCst);
    }
}

/// Another number after another program has written. What is written here goes over the same connection, and changes nothing.
async fn data_version(write: &AnyPool) -> Result<i64, sqlx::Error> {
    let row = sqlx::query("PRAGMA data_version").fetch_one(write).await?;
    row.try_get(0)
}

/// Writes SQLite's journal into the file and empties it: what was deleted is overwritten in the file (`secure_delete`), and
/// would be in the journal until then. Whether it was done: a reader may be in the way.
pub(super) async fn scrub(write: &AnyPool) -> Result<bool, sqlx::Error> {
    let query = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)");
    let busy: i64 = query.fetch_one(write).await?.try_get(0)?;
    Ok(busy == 0)
}
