//! [`ServerError`]: why the server did not do it.

use comments::StoreError;

/// Why the server did not do what was asked, in the reader's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// No answer came.
    #[error("The server cannot be reached.")]
    Unreachable,
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
    /// A refusal that is not of our server: its refusals are problems (RFC 9457).
    #[error(
        "Something between this page and its server refused this (status {status}): a firewall, a proxy or a network that \
         asks for a login. Try again later, or in another network."
    )]
    Intercepted {
        /// The answer's status.
        status: u16,
    },
    /// An answer that is not as agreed.
    #[error("The server\u{2019}s answer cannot be read.")]
    Unreadable,
}

impl ServerError {
    /// What the status of an answer says; `is_problem`: whether its body is a problem (RFC 9457), as our server's are.
    ///
    /// # Errors
    /// Unless it is a success.
    pub fn check(status: u16, is_problem: bool) -> Result<(), Self> {
        Err(match status {
            200..=299 => return Ok(()),
            429 => Self::TooMany,
            408 | 500.. => Self::Unable,
            // Whoever stands before the server knows nothing of comments.
            _ if !is_problem => Self::Intercepted { status },
            401 | 403 => Self::NotYours,
            404 => Self::Missing,
            409 | 412 => Self::Changed,
            _ => Self::Refused,
        })
    }

    /// Whether the same request may go well later.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::Unreachable | Self::TooMany | Self::Unable)
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
            assert_eq!(ServerError::check(status, true), Err(reason), "{status}");
        }
        assert_eq!(ServerError::check(201, false), Ok(()));
    }

    #[test]
    fn what_is_no_problem_of_the_server_s_was_refused_on_the_way() {
        for status in [400, 401, 403, 404, 405, 407, 451] {
            let error = ServerError::Intercepted { status };
            assert_eq!(ServerError::check(status, false), Err(error));
            assert!(
                error
                    .to_string()
                    .contains("between this page and its server")
            );
            assert!(!error.may_pass());
        }
        for (status, reason) in [(429, ServerError::TooMany), (502, ServerError::Unable)] {
            assert_eq!(ServerError::check(status, false), Err(reason));
        }
    }

    #[test]
    fn what_was_refused_is_not_sent_again() {
        assert!(!ServerError::Refused.may_pass());
        assert!(!ServerError::Missing.may_pass());
        assert!(ServerError::Unreachable.may_pass());
    }
}
