//! [`NewComment`], what a reader sends, and [`Comment`], what is shown.

use serde::{Deserialize, Serialize};

use crate::{AuthorName, CommentBody, CommentId, FieldError, Timestamp, wire::WireComment};

/// What a reader has written, ready to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// The comment that it answers; `None` where it is on the article.
    pub parent: Option<CommentId>,
    /// Who says it; `None` where the field was left empty.
    pub name: Option<AuthorName>,
    /// What is said.
    pub body: CommentBody,
}

/// What is wrong with the fields of a form; at least one of them is `Some`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCommentError {
    /// What is wrong with the name.
    pub name: Option<FieldError>,
    /// What is wrong with the text.
    pub body: Option<FieldError>,
}

impl NewComment {
    /// Checks both fields as typed; an empty `name` is no name.
    ///
    /// # Errors
    /// [`NewCommentError`] with a reason for each wrong field.
    pub fn new(parent: Option<CommentId>, name: &str, body: &str) -> Result<Self, NewCommentError> {
        let has_name = !name.trim().is_empty();
        match (
            has_name.then(|| AuthorName::new(name)).transpose(),
            CommentBody::new(body),
        ) {
            (Ok(name), Ok(body)) => Ok(Self { parent, name, body }),
            (name, body) => Err(NewCommentError {
                name: name.err(),
                body: body.err(),
            }),
        }
    }

    /// The comment that it becomes, before any store has answered.
    pub fn at(self, id: CommentId, created: Timestamp) -> Comment {
        Comment {
            id,
            parent: self.parent,
            created,
            content: Content::Said {
                name: self.name,
                body: self.body,
                edited: None,
            },
            helpful: Helpful::default(),
            origin: Origin::default(),
        }
    }
}

/// A comment as it is shown. As JSON it is a [`WireComment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WireComment", into = "WireComment")]
pub struct Comment {
    /// Its id, also part of its address.
    pub id: CommentId,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// When it was posted.
    pub created: Timestamp,
    /// What it says, or that it is deleted.
    pub content: Content,
    /// Whom it has helped.
    pub helpful: Helpful,
    /// Where it comes from. A server does not say: only the device knows.
    pub origin: Origin,
}

/// What a comment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Something.
    Said {
        /// Who says it.
        name: Option<AuthorName>,
        /// What is said.
        body: CommentBody,
        /// When it was changed last, if it was.
        edited: Option<Timestamp>,
    },
    /// Nothing any more: a tombstone, which holds the place of what was said for the replies below it.
    Deleted,
}

/// Where a comment comes from, seen from one device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Another device wrote it.
    #[default]
    Elsewhere,
    /// This device wrote it, and may change it.
    Here,
    /// This device wrote it; the server's answer, with the token to change it, is still to come.
    Unconfirmed,
    /// This device wrote it, and is still to send it.
    Waiting,
}

/// Whom a comment has helped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Helpful {
    /// How many devices have said so.
    pub count: u32,
    /// Whether this device is one of them.
    pub mine: bool,
}

impl Comment {
    /// Which version of it this is: what an edit must have seen. When it was changed last, else posted.
    pub fn version(&self) -> Timestamp {
        match self.content {
            Content::Said {
                edited: Some(edited),
                ..
            } => edited,
            Content::Said { .. } | Content::Deleted => self.created,
        }
    }

    /// Who says it.
    pub fn name(&self) -> Option<&AuthorName> {
        match &self.content {
            Content::Said { name, .. } => name.as_ref(),
            Content::Deleted => None,
        }
    }

    /// What it says; empty for a tombstone.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Said { body, .. } => body.as_str(),
            Content::Deleted => "",
        }
    }

    /// Whether it is a tombstone.
    pub fn is_deleted(&self) -> bool {
        self.content == Content::Deleted
    }
}
