//! What pages and the server say to each other, as JSON: `docs/server.md` has every request.
//!
//! Reading one goes through the same constructors as everything else: a name, a text, an id or a time that breaks a rule is
//! an error of serde's. A text that is typed by a reader travels as a plain string ([`WireNewComment`]), so that whoever
//! gets it can say which rule each field breaks.

use serde::{Deserialize, Serialize};

use crate::{
    AuthorName, Comment, CommentBody, CommentId, Content, Cursor, Helpful, Origin, Page, Thread,
    Timestamp, Window,
};

/// A comment as everyone may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireComment {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: CommentId,
    /// What it answers.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub parent: Option<CommentId>,
    /// Who says it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub name: Option<AuthorName>,
    /// What is said; `null` where it is deleted.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub body: Option<CommentBody>,
    /// When it was posted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub created: Timestamp,
    /// When it was changed last.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub edited: Option<Timestamp>,
    /// How many devices say that it helps.
    pub helpful: u32,
}

/// Threads of a discussion: see [`Page`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePage {
    /// The threads.
    pub items: Vec<Thread>,
    /// The cursor before which there are more.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub previous: Option<Cursor>,
    /// The cursor after which there are more.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub next: Option<Cursor>,
    /// How many comments the whole discussion has.
    pub total: usize,
    /// After how many changes this was so: from where events go on.
    #[serde(default)]
    pub version: u64,
}

/// What a reader sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WireNewComment {
    /// The comment that it answers.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub parent: Option<CommentId>,
    /// Who says it, as typed; empty for nobody.
    #[serde(default)]
    pub name: String,
    /// What is said, as typed.
    pub body: String,
}

/// What a reader sends to change a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WireEdit {
    /// The other text, as typed.
    pub body: String,
}

/// What whoever has posted gets back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePosted {
    /// The comment as kept.
    #[cfg_attr(feature = "openapi", schema(value_type = WireComment))]
    pub comment: Comment,
    /// With this it can be edited and deleted. It goes nowhere but into the header `Authorization`. Absent where the request
    /// is repeated more than a day after the comment was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_token: Option<String>,
}

/// A comment's votes: the data of an event `helpful`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireHelpful {
    /// The comment.
    pub id: CommentId,
    /// How many devices say that it helps.
    pub helpful: u32,
}

impl From<Comment> for WireComment {
    fn from(comment: Comment) -> Self {
        let (name, body, edited) = match comment.content {
            Content::Said { name, body, edited } => (name, Some(body), edited),
            Content::Deleted => (None, None, None),
        };
        Self {
            id: comment.id,
            parent: comment.parent,
            name,
            body,
            created: comment.created,
            edited,
            helpful: comment.helpful.count,
        }
    }
}

impl From<WireComment> for Comment {
    /// Whether this device says that it helps, and whether it may change it, only the device knows.
    fn from(wire: WireComment) -> Self {
        let content = match wire.body {
            Some(body) => Content::Said {
                name: wire.name,
                body,
                edited: wire.edited,
            },
            None => Content::Deleted,
        };
        Self {
            id: wire.id,
            parent: wire.parent,
            created: wire.created,
            content,
            helpful: Helpful {
                count: wire.helpful,
                mine: false,
            },
            origin: Origin::Elsewhere,
        }
    }
}

impl From<Page> for WirePage {
    fn from(page: Page) -> Self {
        Self {
            items: page.threads.items,
            previous: page.threads.before,
            next: page.threads.after,
            total: page.total,
            version: page.version,
        }
    }
}

impl From<WirePage> for Page {
    fn from(wire: WirePage) -> Self {
        Self {
            threads: Window {
                items: wire.items,
                before: wire.previous,
                after: wire.next,
            },
            total: wire.total,
            version: wire.version,
        }
    }
}
