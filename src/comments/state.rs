//! What the discussion can be in, and what changes it. Pure.

use comments::{Comment, NewCommentError};

use super::store::StoreError;

/// The thread below the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thread {
    /// Not read yet; also what the prerender shows.
    Loading,
    /// Read: the comments, newest first.
    Loaded(Vec<Comment>),
    /// It could not be read.
    Failed(StoreError),
}

impl Thread {
    /// The store has answered.
    pub fn answered(answer: Result<Vec<Comment>, StoreError>) -> Self {
        match answer {
            Ok(mut comments) => {
                comments.sort_unstable_by_key(|comment| std::cmp::Reverse((comment.created, comment.id)));
                Self::Loaded(comments)
            }
            Err(error) => Self::Failed(error),
        }
    }

    /// A comment was posted: it stands first. A thread that could not be read starts with it.
    pub fn posted(&mut self, comment: Comment) {
        match self {
            Self::Loaded(comments) => comments.insert(0, comment),
            Self::Loading | Self::Failed(_) => *self = Self::Loaded(vec![comment]),
        }
    }
}

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Composer {
    /// The program has not started yet; also what the prerender shows. Nothing can be posted.
    #[default]
    Starting,
    /// Ready for a comment.
    Ready,
    /// Fields were wrong; the reasons stand beside them.
    Invalid(NewCommentError),
    /// On its way to the store.
    Sending,
    /// Kept; the form is empty again.
    Sent,
    /// Not kept; what was typed is still in the form.
    Refused(StoreError),
}

impl Composer {
    /// Whether "Post comment" can be pressed.
    pub fn can_post(&self) -> bool {
        !matches!(self, Self::Starting | Self::Sending)
    }
}
