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
                comments.sort_unstable_by_key(|comment| {
                    std::cmp::Reverse((comment.created, comment.id))
                });
                Self::Loaded(comments)
            }
            Err(error) => Self::Failed(error),
        }
    }

    /// What the thread has to say where it shows no comments.
    pub fn news(&self) -> Option<&'static str> {
        match self {
            Self::Loading => Some("Looking for comments on this device\u{2026}"),
            Self::Loaded(comments) if comments.is_empty() => Some("No comments yet. Be the first."),
            Self::Loaded(_) | Self::Failed(_) => None,
        }
    }

    /// Why it could not be read.
    pub fn failure(&self) -> Option<String> {
        match self {
            Self::Failed(error) => Some(error.to_string()),
            Self::Loading | Self::Loaded(_) => None,
        }
    }

    /// The comments there are to show.
    pub fn comments(&self) -> Vec<Comment> {
        match self {
            Self::Loaded(comments) => comments.clone(),
            Self::Loading | Self::Failed(_) => Vec::new(),
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
    /// What has become of the comment.
    pub fn news(&self) -> Option<&'static str> {
        match self {
            Self::Sending => Some("Posting\u{2026}"),
            Self::Sent => Some("Your comment is posted."),
            Self::Starting | Self::Ready | Self::Invalid(_) | Self::Refused(_) => None,
        }
    }

    /// Why the comment was not kept.
    pub fn refusal(&self) -> Option<String> {
        match self {
            Self::Refused(error) => Some(format!("Not posted; your text is still here. {error}")),
            Self::Starting | Self::Ready | Self::Invalid(_) | Self::Sending | Self::Sent => None,
        }
    }

    /// Whether "Post comment" can be pressed.
    pub fn can_post(&self) -> bool {
        !matches!(self, Self::Starting | Self::Sending)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use comments::{CommentId, NewComment, Timestamp};

    use super::*;
    use crate::browser::storage::StorageError;

    fn comment(millis: u64) -> Comment {
        let time = Timestamp::from_millis(millis).expect("a time");
        let new = NewComment::new("Hana", "Hello").expect("a comment");
        Comment::from_new(new, CommentId::new(time, [0; 10]), time)
    }

    fn full() -> StoreError {
        StoreError::Device(StorageError::Full)
    }

    #[test]
    fn the_newest_stands_first_whatever_the_store_s_order() {
        let thread = Thread::answered(Ok(vec![comment(2), comment(3), comment(1)]));
        assert_eq!(thread.comments(), [comment(3), comment(2), comment(1)]);
    }

    #[test]
    fn a_posted_comment_stands_first() {
        let mut thread = Thread::answered(Ok(vec![comment(1)]));
        thread.posted(comment(2));
        assert_eq!(thread.comments(), [comment(2), comment(1)]);
    }

    #[test]
    fn a_thread_that_failed_begins_with_what_is_posted() {
        let mut thread = Thread::answered(Err(full()));
        assert!(thread.failure().is_some());
        thread.posted(comment(1));
        assert_eq!(
            (thread.failure(), thread.comments()),
            (None, vec![comment(1)])
        );
    }

    #[test]
    fn each_state_says_one_thing() {
        assert!(Thread::Loading.news().is_some());
        assert!(Thread::answered(Ok(Vec::new())).news().is_some());
        assert_eq!(Thread::answered(Ok(vec![comment(1)])).news(), None);
        assert!(
            Composer::Refused(full())
                .refusal()
                .is_some_and(|text| text.contains("still here"))
        );
        assert_eq!(Composer::Sent.refusal(), None);
    }

    #[test]
    fn nothing_is_posted_twice_or_before_the_start() {
        assert!(!Composer::Starting.can_post());
        assert!(!Composer::Sending.can_post());
        assert!(Composer::Ready.can_post());
        assert!(Composer::Refused(full()).can_post());
    }
}
