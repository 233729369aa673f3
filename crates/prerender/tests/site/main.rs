//! The finished site, from a folder as Trunk stages it.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

mod announced;
mod data;
mod folders;
mod head;
mod pages;
mod program;
