//! [`Retry`]: when the outbox is sent again after a failure. Pure.

/// Milliseconds of the first pause; each further one is twice as long.
const FIRST: u32 = 500;
/// The longest pause, in milliseconds, on a page that is visible. With the random part, which at most doubles it, what waits
/// goes out within 10 s after the server is back.
const LONGEST_VISIBLE: u32 = 4_000;
/// The longest pause, in milliseconds, on a page that nobody looks at.
const LONGEST_HIDDEN: u32 = 60_000;

/// How often sending has failed in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retry {
    failures: u32,
    /// The server has asked for the pause.
    is_asked: bool,
}

impl Retry {
    /// Sending failed; answers after how many milliseconds to try again, before the random part is added. `retry_after`: the
    /// server has asked for a pause of so many seconds.
    pub fn failed(&mut self, is_visible: bool, retry_after: Option<u32>) -> u32 {
        let longest = if is_visible {
            LONGEST_VISIBLE
        } else {
            LONGEST_HIDDEN
        };
        let pause = FIRST
            .saturating_mul(1 << self.failures.min(16))
            .min(longest);
        self.failures = self.failures.saturating_add(1);
        self.is_asked = retry_after.is_some();
        let asked = retry_after.unwrap_or_default().saturating_mul(1_000);
        pause.max(asked.min(LONGEST_HIDDEN))
    }

    /// There is a reason to think that the server can be reached: the next pause is short again. Answers whether to try at
    /// once: not where the server itself has asked for the pause.
    pub fn wake(&mut self) -> bool {
        self.failures = 0;
        !self.is_asked
    }

    /// A pause is over, or the server has done what it was asked.
    pub fn begin(&mut self) {
        self.is_asked = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pauses(is_visible: bool) -> Vec<u32> {
        let mut retry = Retry::default();
        (0..40).map(|_| retry.failed(is_visible, None)).collect()
    }

    #[test]
    fn visible_page_tries_again_within_ten_seconds_however_often_it_failed() {
        // The random part at most doubles a pause.
        assert!(pauses(true).iter().all(|pause| 2 * pause < 10_000));
    }

    #[test]
    fn hidden_page_waits_longer_each_time_up_to_a_minute() {
        let pauses = pauses(false);
        assert_eq!(pauses[..4], [500, 1_000, 2_000, 4_000]);
        assert!(pauses.is_sorted());
        assert_eq!(pauses.last(), Some(&60_000));
    }

    #[test]
    fn server_that_asks_for_a_pause_gets_it() {
        let mut retry = Retry::default();
        assert_eq!(retry.failed(true, Some(30)), 30_000);
        assert_eq!(retry.failed(true, Some(0)), 1_000);
        assert!(!retry.wake(), "also when the reader comes back");
        retry.begin();
        assert!(retry.wake());
        assert_eq!(retry.failed(true, None), 500);
        assert!(retry.wake());
    }
}
