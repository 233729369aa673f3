//! [`ServerError`]: why the server did not do it.

use comments::StoreError;

use crate::browser::net::NoAnswer;

/// Why the server did not do what was asked, in the reader's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// No answer came.
    #[error("The server cannot be reached.")]
    Unreachable,
    /// No answer came within the time limit of requests.
    #[error("The server does not answer. Try again in a moment.")]
    TimedOut,
    /// 401, 403: this device does not have the key.
    #[error("Only the device that wrote this comment can change it.")]
    NotYours,
    /// 404: there is no such comment.
    #[error("This comment is not there any more.")]
    Missing,
    /// 409, 412: another version than was seen; a key that came with other words.
    #[error("It was changed elsewhere meanwhile.")]
    Changed,
    /// 429: this address has sent too much.
    #[error("Too much was sent from here. Wait a minute, then try again.")]
    TooMany,
    /// Any other 4xx.
    #[error("The server does not accept this.")]
    Refused,
    /// 408, 5xx: the database is locked or gone, the disk is full.
    #[error("The server cannot do this now. Try again in a moment.")]
    Unable,
    /// An answer that is not as agreed.
    #[error("The server\u{2019}s answer cannot be read.")]
    Unreadable,
}

impl ServerError {
    /// What the status of an answer says.
    ///
    /// # Errors
    /// Unless it is a success.
    pub fn check(status: u16) -> Result<(), Self> {
        Err(match status {
            200..=299 => return Ok(()),
            401 | 403 => Self::NotYours,
            404 => Self::Missing,
            409 | 412 => Self::Changed,
            429 => Self::TooMany,
            408 | 500.. => Self::Unable,
            _ => Self::Refused,
        })
    }

    /// Whether the same request may go well later. After an answer that cannot be read, or none, the server may have done it
    /// already: whether it has, the same request with the same key tells.
    pub fn may_pass(self) -> bool {
        matches!(
            self,
            Self::Unreachable | Self::TimedOut | Self::TooMany | Self::Unable | Self::Unreadable
        )
    }
}

impl From<NoAnswer> for ServerError {
    fn from(none: NoAnswer) -> Self {
        match none {
            NoAnswer::Unreachable => Self::Unreachable,
            NoAnswer::TimedOut => Self::TimedOut,
        }
    }
}

impl From<ServerError> for StoreError {
    fn from(error: ServerError) -> Self {
        match error {
            ServerError::Missing => Self::Missing,
            ServerError::Changed => Self::Changed,
            error => Self::Place {
                reason: error.to_string(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_its_reason() {
        for (status, reason) in [
            (400, ServerError::Refused),
            (401, ServerError::NotYours),
            (403, ServerError::NotYours),
            (404, ServerError::Missing),
            (408, ServerError::Unable),
            (409, ServerError::Changed),
            (412, ServerError::Changed),
            (413, ServerError::Refused),
            (422, ServerError::Refused),
            (429, ServerError::TooMany),
            (500, ServerError::Unable),
            (503, ServerError::Unable),
            (507, ServerError::Unable),
        ] {
            assert_eq!(ServerError::check(status), Err(reason), "{status}");
        }
        assert_eq!(ServerError::check(201), Ok(()));
    }

    #[test]
    fn what_was_refused_is_not_sent_again() {
        assert!(!ServerError::Refused.may_pass());
        assert!(!ServerError::Missing.may_pass());
    }

    #[test]
    fn request_whose_outcome_is_unknown_is_sent_again() {
        for unknown in [
            ServerError::Unreachable,
            ServerError::TimedOut,
            ServerError::Unreadable,
            ServerError::Unable,
        ] {
            assert!(unknown.may_pass(), "{unknown:?}");
        }
    }
}
