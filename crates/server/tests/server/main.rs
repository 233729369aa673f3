//! The server as others see it: its repository by the contract, its API over HTTP. Each test has a database of its own.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may panic")]

mod api;
mod contract;
mod faults;
mod input;
mod openapi;
mod pages;
mod postgres;
mod replicas;
mod running;
mod service;
