//! A copy of SQLite's file, made while the server serves.

use std::{fs::File, io, path::Path};

use super::Repository;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has a program of its own for that.
    #[error("the comments are in PostgreSQL: back them up with pg_dump")]
    Postgres,
    /// There is a file already.
    #[error("{0} is there already: choose another name")]
    Exists(String),
    /// The name is not UTF-8.
    #[error("the file's name is not UTF-8")]
    Name,
    /// The database cannot be read, or the copy cannot be written.
    #[error("the backup was not made: {0}")]
    Database(#[from] sqlx::Error),
    /// The copy may not be on the disk.
    #[error("the backup may not be on the disk: {0}")]
    Disk(#[from] io::Error),
}

impl Repository {
    /// Writes all that is kept now into a new file, which is a database like this one. Readers and writers go on meanwhile.
    ///
    /// # Errors
    /// [`BackupError`].
    pub async fn backup(&self, file: &Path) -> Result<(), BackupError> {
        if !self.is_sqlite {
            return Err(BackupError::Postgres);
        }
        if file.exists() {
            return Err(BackupError::Exists(file.display().to_string()));
        }
        let name = file.to_str().ok_or(BackupError::Name)?;
        sqlx::query("VACUUM INTO $1")
            .bind(name)
            .execute(&self.read)
            .await?;
        File::open(file)?.sync_all()?;
        Ok(())
    }
}
