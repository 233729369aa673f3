//! [`NewComment`], what a reader sends, and [`Comment`], what is kept.

use serde::{Deserialize, Serialize};

use crate::{AuthorName, AuthorNameError, CommentBody, CommentBodyError, CommentId, Timestamp};

/// What a reader has written, ready to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// Who says it; `None` where the field was left empty.
    pub name: Option<AuthorName>,
    /// What is said.
    pub body: CommentBody,
}

/// What is wrong with the fields of a form; at least one of them is `Some`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCommentError {
    /// What is wrong with the name.
    pub name: Option<AuthorNameError>,
    /// What is wrong with the text.
    pub body: Option<CommentBodyError>,
}

impl NewComment {
    /// Checks both fields as typed; an empty `name` is no name.
    ///
    /// # Errors
    /// [`NewCommentError`] with a reason for each wrong field.
    pub fn new(name: &str, body: &str) -> Result<Self, NewCommentError> {
        let has_name = !name.trim().is_empty();
        match (
            has_name.then(|| AuthorName::new(name)).transpose(),
            CommentBody::new(body),
        ) {
            (Ok(name), Ok(body)) => Ok(Self { name, body }),
            (name, body) => Err(NewCommentError {
                name: name.err(),
                body: body.err(),
            }),
        }
    }
}

/// A comment as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id, also part of its address.
    pub id: CommentId,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<AuthorName>,
    /// What was said.
    pub body: CommentBody,
    /// When it was posted.
    pub created: Timestamp,
}

impl Comment {
    /// The kept form of `new`.
    pub fn from_new(new: NewComment, id: CommentId, created: Timestamp) -> Self {
        Self {
            id,
            name: new.name,
            body: new.body,
            created,
        }
    }
}
