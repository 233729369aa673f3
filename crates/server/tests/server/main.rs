//! The server as others see it: its repository by the contract, its API over HTTP. Each test has a database of its own.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may panic")]

mod api;
mod branches;
mod contract;
mod deletion;
mod durability;
mod ending;
mod events;
mod exhaustion;
mod faults;
mod input;
mod leaving;
mod moderation;
mod openapi;
mod pages;
mod plans;
mod postgres;
mod replicas;
mod robustness;
mod running;
mod service;
mod votes;
mod writers;
