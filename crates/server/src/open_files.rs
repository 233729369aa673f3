//! How many files and connections the system lets this process open.

use crate::admission::RESERVE;

/// Open files besides connections and what they are sent: the database, the log, the listeners.
const OTHERS: usize = 128;

/// Raises the limit on open files (`RLIMIT_NOFILE`) as far as the system allows, and says how many connections fit in it.
pub fn possible_connections() -> usize {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) => fit(usize::try_from(files).unwrap_or(usize::MAX)),
        Err(error) => {
            tracing::warn!(%error, "the limit on open files is unknown");
            fit(1_024)
        }
    }
}

/// Each connection may be sent a file, which is open meanwhile.
fn fit(files: usize) -> usize {
    (files.saturating_sub(OTHERS + RESERVE) / 2).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_connection_and_its_file_fit_into_the_limit() {
        assert_eq!(fit(1_024), 432);
        assert_eq!(fit(20_160), 10_000);
        assert_eq!(fit(10), 1);
    }
}
