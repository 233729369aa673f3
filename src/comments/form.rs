//! [`Form`]: what the reader writes, and how far that has come. Pure.

use comments::{CommentBody, CommentId, NewComment, NewCommentError, Slug, StoreError, Timestamp};

use super::drafts::{Draft, DraftOf};

/// Where a form stands. Its fields go by ids of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Above the comments.
    Top,
    /// At the comment that is answered or edited: one at a time.
    Inner,
}

impl Place {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Top, Self::Inner];

    /// The form's id.
    pub fn form(self) -> &'static str {
        match self {
            Self::Top => "comments--form",
            Self::Inner => "answer--form",
        }
    }

    /// The id of the field for the name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Top => "comments--name",
            Self::Inner => "answer--name",
        }
    }

    /// The id of the field for the text.
    pub fn body(self) -> &'static str {
        match self {
            Self::Top => "comments--body",
            Self::Inner => "answer--body",
        }
    }
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A comment on the article.
    Comment,
    /// An answer to a comment.
    Reply(CommentId),
    /// Another text for a comment.
    Edit {
        /// Which one.
        id: CommentId,
        /// The version that is changed.
        seen: Timestamp,
    },
}

impl Purpose {
    /// The comment that the form stands at.
    pub fn comment(self) -> Option<CommentId> {
        match self {
            Self::Comment => None,
            Self::Reply(id) | Self::Edit { id, .. } => Some(id),
        }
    }

    /// Whether it changes what is there.
    pub fn is_edit(self) -> bool {
        matches!(self, Self::Edit { .. })
    }

    /// What its draft is of, on this article.
    pub fn draft(self, article: &Slug) -> DraftOf {
        match self {
            Self::Comment => DraftOf::Comment(article.clone()),
            Self::Reply(id) => DraftOf::Reply(id),
            Self::Edit { id, .. } => DraftOf::Edit(id),
        }
    }

    /// The draft with this text.
    pub fn with_text(self, text: String) -> Draft {
        let seen = match self {
            Self::Comment | Self::Reply(_) => None,
            Self::Edit { seen, .. } => Some(seen),
        };
        Draft { text, seen }
    }

    /// The text of a draft that is to come back: another text for a comment only as long as nobody has changed the comment
    /// since.
    pub fn restored(self, draft: Draft) -> Option<String> {
        let is_stale =
            matches!(self, Self::Edit { seen, .. } if draft.seen.is_some_and(|it| it != seen));
        (!is_stale).then_some(draft.text)
    }
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// How far that has come.
    pub stage: Stage,
    /// How many characters its text has.
    pub length: usize,
    /// Its text, while the reader looks how it will be shown.
    pub preview: Option<String>,
    /// Whether it began with changes of a comment that were typed earlier and not saved.
    pub is_restored: bool,
}

/// How far a form has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The program has not started yet; also what the prerender shows. Nothing can be posted.
    Starting,
    /// Ready for a text.
    Ready,
    /// Fields were wrong; the reasons stand beside them.
    Invalid(NewCommentError),
    /// On its way to the store.
    Sending,
    /// Kept; the form is empty again.
    Sent,
    /// Still to be sent; the form is empty again.
    Waiting,
    /// Not kept; what was typed is still in the form.
    Refused(StoreError),
}

/// So many characters before the limit the reader is told how many are left.
const NEAR: usize = 500;

impl Form {
    /// A form before anything is typed.
    pub fn new(purpose: Purpose, stage: Stage) -> Self {
        Self {
            purpose,
            stage,
            length: 0,
            preview: None,
            is_restored: false,
        }
    }

    /// What has become of the text, or where it comes from.
    pub fn news(&self) -> Option<&'static str> {
        let is_back = self.is_restored && self.stage == Stage::Ready;
        self.stage
            .news()
            .or(is_back.then_some("Your unsaved changes are back."))
    }

    /// Whether nothing was typed since the last text was posted: what comes now is the same press once more.
    pub fn has_just_sent(&self, text: &str) -> bool {
        matches!(self.stage, Stage::Sent | Stage::Waiting) && text.trim().is_empty()
    }

    /// What was typed, checked. Only a new comment has a name and answers something.
    ///
    /// # Errors
    /// A reason for each wrong field.
    pub fn check(&self, name: &str, body: &str) -> Result<NewComment, NewCommentError> {
        match self.purpose {
            Purpose::Comment => NewComment::new(None, name, body),
            Purpose::Reply(to) => NewComment::new(Some(to), name, body),
            Purpose::Edit { .. } => NewComment::new(None, "", body),
        }
    }

    /// This is typed now; answers whether what is shown has changed.
    pub fn typed(&mut self, text: &str) -> bool {
        let before = self.left();
        self.length = text.trim().chars().count();
        if let Some(preview) = self.preview.as_mut().filter(|it| **it != text) {
            text.clone_into(preview);
            return true;
        }
        self.left() != before
    }

    /// Begins to show how `text` will look, or ends it.
    pub fn preview(&mut self, text: String) {
        self.preview = match self.preview {
            Some(_) => None,
            None => Some(text),
        };
    }

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
}

impl Stage {
    /// What has become of the text.
    pub fn news(&self) -> Option<&'static str> {
        match self {
            Self::Sending => Some("Posting\u{2026}"),
            Self::Sent => Some("Your comment is posted."),
            Self::Waiting => {
                Some("Kept on this device; sent as soon as the server can be reached.")
            }
            Self::Starting | Self::Ready | Self::Invalid(_) | Self::Refused(_) => None,
        }
    }

    /// Why it was not kept.
    pub fn refusal(&self) -> Option<String> {
        match self {
            Self::Refused(error) => Some(format!("Not posted; your text is still here. {error}")),
            Self::Starting
            | Self::Ready
            | Self::Invalid(_)
            | Self::Sending
            | Self::Sent
            | Self::Waiting => None,
        }
    }

    /// What is wrong with the fields: name, text.
    pub fn wrong(&self) -> [Option<String>; 2] {
        let Self::Invalid(error) = self else {
            return [None, None];
        };
        [error.name, error.body].map(|error| error.map(|error| error.to_string()))
    }

    /// Whether the form can be sent.
    pub fn can_send(&self) -> bool {
        !matches!(self, Self::Starting | Self::Sending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comments::testing::full;

    #[test]
    fn the_reader_is_told_how_much_room_is_left() {
        let mut form = Form::new(Purpose::Comment, Stage::Ready);
        assert_eq!(form.left(), None);
        assert!(!form.typed("Yes"), "most keys are no news");
        assert!(form.typed(&"a".repeat(4_990)));
        assert_eq!(form.left().as_deref(), Some("10 characters left"));
        form.length = 5_002;
        assert_eq!(form.left().as_deref(), Some("2 characters too many"));
    }

    #[test]
    fn a_preview_follows_what_is_typed_until_it_is_ended() {
        let mut form = Form::new(Purpose::Comment, Stage::Ready);
        form.preview("*so".to_owned());
        assert!(form.typed("*so*"));
        assert!(!form.typed("*so*"), "nothing else is shown");
        assert_eq!(form.preview.as_deref(), Some("*so*"));
        form.preview(String::new());
        assert!(!form.typed("*so* so"));
        assert_eq!(form.preview, None);
    }

    #[test]
    fn nothing_is_sent_twice_or_before_the_start() {
        assert!(!Stage::Starting.can_send());
        assert!(!Stage::Sending.can_send());
        assert!(Stage::Ready.can_send());
        assert!(Stage::Refused(full()).can_send());
    }

    #[test]
    fn a_press_after_the_post_changes_nothing_until_something_is_typed() {
        for stage in [Stage::Sent, Stage::Waiting] {
            let form = Form::new(Purpose::Comment, stage);
            assert!(form.has_just_sent(" \n"));
            assert!(!form.has_just_sent("More."));
        }
        assert!(!Form::new(Purpose::Comment, Stage::Ready).has_just_sent(""));
    }

    #[test]
    fn changes_come_back_only_to_the_version_that_they_were_made_for() {
        let id = CommentId::new(Timestamp::default(), [0; 10]);
        let at = |millis| Timestamp::from_millis(millis).unwrap_or_default();
        let edit = |millis| Purpose::Edit {
            id,
            seen: at(millis),
        };
        let draft = edit(1).with_text("Other.".to_owned());
        assert_eq!(edit(1).restored(draft.clone()).as_deref(), Some("Other."));
        assert_eq!(edit(2).restored(draft), None, "it was changed elsewhere");
        let old = Draft {
            text: "Old.".to_owned(),
            seen: None,
        };
        assert_eq!(edit(2).restored(old).as_deref(), Some("Old."));
    }

    #[test]
    fn unsaved_changes_that_are_back_are_told_until_they_are_sent() {
        let mut form = Form::new(Purpose::Comment, Stage::Ready);
        assert_eq!(form.news(), None);
        form.is_restored = true;
        assert!(form.news().is_some_and(|news| news.contains("are back")));
        form.stage = Stage::Sending;
        assert_eq!(form.news(), Stage::Sending.news());
    }

    #[test]
    fn what_was_refused_is_still_there() {
        let refusal = Stage::Refused(full()).refusal();
        assert!(refusal.is_some_and(|text| text.contains("still here")));
        assert_eq!(Stage::Sent.refusal(), None);
    }

    #[test]
    fn only_a_new_comment_has_a_name() {
        let id = CommentId::new(Timestamp::default(), [0; 10]);
        let reply = Form::new(Purpose::Reply(id), Stage::Ready).check("Hana", "Yes");
        assert_eq!(
            reply.map(|it| (it.parent, it.name.is_some())),
            Ok((Some(id), true))
        );
        let seen = Timestamp::default();
        let edit = Form::new(Purpose::Edit { id, seen }, Stage::Ready).check("\u{202E}", "Yes");
        assert_eq!(edit.map(|it| (it.parent, it.name)), Ok((None, None)));
    }
}
