//! The name that [`Credentials`](super::credentials::Credentials) had before.

pub use super::credentials::Credentials as Keys;
