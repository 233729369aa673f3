//! Bytes that nobody can guess.

use comments::PostKey;
use leptos::prelude::window;

/// Ten random bytes, as many as a comment's id takes. Where the browser has no source of them (none of those that
/// run this program), they are zeros, and ids made in different milliseconds still differ.
pub fn ten_bytes() -> [u8; 10] {
    bytes()
}

/// The idempotency key of a new comment.
pub fn post_key() -> PostKey {
    PostKey::new(bytes())
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// So many milliseconds, or up to twice as many: those who were cut off together do not come back together.
pub fn about(millis: i32) -> i32 {
    millis + millis * i32::from(ten_bytes()[0]) / 256
}
