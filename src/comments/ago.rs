//! How long ago: "3 minutes ago".

use comments::Timestamp;

const MINUTE: u64 = 60 * 1_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// After a week, the date says more.
const WEEK: u64 = 7 * DAY;

/// How long before `now` it was, for a week. A moment that a clock has yet to reach is now.
pub fn ago(time: Timestamp, now: Timestamp) -> Option<String> {
    let passed = now.as_millis().saturating_sub(time.as_millis());
    let (count, unit) = match passed {
        WEEK.. => return None,
        DAY.. => (passed / DAY, "day"),
        HOUR.. => (passed / HOUR, "hour"),
        MINUTE.. => (passed / MINUTE, "minute"),
        _ => return Some("just now".to_owned()),
    };
    let plural = if count == 1 { "" } else { "s" };
    Some(format!("{count} {unit}{plural} ago"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    fn time(millis: u64) -> Timestamp {
        Timestamp::from_millis(millis).expect("a time")
    }

    #[test]
    fn the_largest_unit_counts_until_the_date_says_more() {
        let then = time(1_000_000);
        for (later, words) in [
            (0, Some("just now")),
            (MINUTE - 1, Some("just now")),
            (MINUTE, Some("1 minute ago")),
            (HOUR - 1, Some("59 minutes ago")),
            (HOUR, Some("1 hour ago")),
            (DAY - 1, Some("23 hours ago")),
            (DAY, Some("1 day ago")),
            (WEEK - 1, Some("6 days ago")),
            (WEEK, None),
        ] {
            assert_eq!(ago(then, time(1_000_000 + later)).as_deref(), words);
        }
    }

    #[test]
    fn a_clock_that_was_set_back_says_now() {
        assert_eq!(ago(time(9_000_000), time(5)).as_deref(), Some("just now"));
    }
}
