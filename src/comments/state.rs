//! What the discussion can be in, and what changes it. Pure.

use comments::{Comment, CommentBody, CommentId, NewCommentError, StoreError, Timestamp};

/// The discussion.
#[derive(Clone, Debug)]
pub struct Model {
    /// The thread below the form.
    pub thread: Thread,
    /// The form.
    pub composer: Composer,
    /// How many characters its text has.
    pub length: usize,
    /// The comment that is being deleted, as long as that can be undone.
    pub leaving: Option<CommentId>,
    /// How often one was deleted: each time has ten seconds of its own.
    pub deletions: usize,
    /// How many comments are shown: of a long thread not all at once.
    pub shown: usize,
    /// This moment.
    pub now: Timestamp,
    /// A moment in the reader's own words.
    pub in_words: fn(Timestamp) -> String,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            thread: Thread::Loading,
            composer: Composer::Starting,
            length: 0,
            leaving: None,
            deletions: 0,
            shown: MORE,
            now: Timestamp::default(),
            in_words: |time| time.to_string(),
        }
    }
}

/// So many comments are shown at first, and so many more each time.
const MORE: usize = 50;

/// So many characters before the limit the reader is told how many are left.
const NEAR: usize = 500;

impl Model {
    /// How many characters are left, near the limit.
    pub fn left(&self) -> Option<String> {
        let limit = CommentBody::MAX_CHARACTERS;
        if self.length + NEAR < limit {
            return None;
        }
        Some(match limit.checked_sub(self.length) {
            Some(left) => format!("{left} characters left"),
            None => format!("{} characters too many", self.length - limit),
        })
    }

    /// Begins to delete a comment; answers the one whose time to be undone is over thereby.
    pub fn delete(&mut self, id: CommentId) -> Option<CommentId> {
        self.deletions += 1;
        self.leaving.replace(id)
    }

    /// The time in which the deletion of this number could be undone is over: answers the comment, if it was not undone.
    pub fn delete_now(&mut self, number: usize) -> Option<CommentId> {
        let is_last = self.deletions == number;
        self.leaving.take_if(|_| is_last)
    }

    /// Shows more of a long thread.
    pub fn show_more(&mut self) {
        self.shown += MORE;
    }
}

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
    /// The store has answered, the first made first.
    pub fn answered(answer: Result<Vec<Comment>, StoreError>) -> Self {
        match answer {
            Ok(mut comments) => {
                comments.reverse();
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
    pub fn comments(&self) -> &[Comment] {
        match self {
            Self::Loaded(comments) => comments,
            Self::Loading | Self::Failed(_) => &[],
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

    /// What is wrong with the fields: name, text.
    pub fn wrong(&self) -> [Option<String>; 2] {
        let Self::Invalid(error) = self else {
            return [None, None];
        };
        [error.name, error.body].map(|error| error.map(|error| error.to_string()))
    }

    /// Whether "Post comment" can be pressed.
    pub fn can_post(&self) -> bool {
        !matches!(self, Self::Starting | Self::Sending)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use comments::{CommentId, NewComment, Shelf, Timestamp};

    use super::*;

    fn comment(millis: u64) -> Comment {
        let time = Timestamp::from_millis(millis).expect("a time");
        let new = NewComment::new(None, "Hana", "Hello").expect("a comment");
        let id = CommentId::new(time, [0; 10]);
        Shelf::default().create(id, new, time).expect("kept")
    }

    fn full() -> StoreError {
        StoreError::Place {
            reason: "The space is full.".to_owned(),
        }
    }

    #[test]
    fn the_newest_stands_first() {
        let thread = Thread::answered(Ok(vec![comment(1), comment(2), comment(3)]));
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
            (None, [comment(1)].as_slice())
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
    fn the_reader_is_told_how_much_room_is_left() {
        let mut model = Model::default();
        assert_eq!(model.left(), None);
        model.length = 4_990;
        assert_eq!(model.left().as_deref(), Some("10 characters left"));
        model.length = 5_002;
        assert_eq!(model.left().as_deref(), Some("2 characters too many"));
    }

    #[test]
    fn deleting_waits_one_at_a_time_and_can_be_undone() {
        let mut model = Model::default();
        let [one, two] = [comment(1).id, comment(2).id];
        assert_eq!(model.delete(one), None);
        assert_eq!(model.delete(two), Some(one), "the first waits no longer");
        assert_eq!(model.delete_now(1), None);
        assert_eq!(model.delete_now(2), Some(two));
        assert_eq!(model.delete_now(2), None, "once");
        model.delete(one);
        model.leaving = None;
        assert_eq!(model.delete_now(3), None, "it was undone");
        model.delete(one);
        assert_eq!(
            model.delete_now(3),
            None,
            "what was undone is over later than before"
        );
    }

    #[test]
    fn nothing_is_posted_twice_or_before_the_start() {
        assert!(!Composer::Starting.can_post());
        assert!(!Composer::Sending.can_post());
        assert!(Composer::Ready.can_post());
        assert!(Composer::Refused(full()).can_post());
    }
}
