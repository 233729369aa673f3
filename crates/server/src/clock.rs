//! The system's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use comments::Timestamp;

/// This moment.
pub fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let millis = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
    Timestamp::from_millis(millis).unwrap_or_default()
}
