//! [`Action`]: what a button of the discussion does. It stands in the page as the button's value.

use std::{fmt, str::FromStr};

use comments::{CommentId, Sort};

use super::form::Place;
use crate::names::{name_of, named};

/// What the reader can do by pressing a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something with one comment.
    Comment(OnComment, CommentId),
    /// Shows threads in another order.
    Sort(Sort),
    /// Something with the whole discussion.
    All(OnAll),
}

/// What can be done with one comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnComment {
    /// Opens the form for an answer.
    Reply,
    /// Says that it helps, or not any more.
    Helpful,
    /// Copies its address.
    Link,
    /// Reports it to the publisher.
    Report,
    /// Opens the form for another text.
    Edit,
    /// Begins to delete it.
    Delete,
    /// Takes that back.
    Undo,
    /// Folds the branch below it, or unfolds it.
    Fold,
    /// Shows more replies of the thread that it begins.
    More,
    /// Shows earlier replies of the thread that it begins.
    Earlier,
}

/// What can be done with the whole discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnAll {
    /// Shows more threads.
    More,
    /// Shows the beginning again, after one comment's surroundings.
    Begin,
    /// Shows how the text of a form will look, or not any more.
    Preview(Place),
    /// Closes the form below a comment.
    Cancel,
    /// Asks again what could not be read.
    TryAgain,
    /// Shows what has come meanwhile.
    News,
    /// Saves a copy.
    Export,
    /// Erases all comments on the article that are kept on the device.
    Erase,
    /// Puts them back.
    PutBack,
}

const ON_COMMENT: [(&str, OnComment); 10] = [
    ("reply", OnComment::Reply),
    ("helpful", OnComment::Helpful),
    ("link", OnComment::Link),
    ("report", OnComment::Report),
    ("edit", OnComment::Edit),
    ("delete", OnComment::Delete),
    ("undo", OnComment::Undo),
    ("fold", OnComment::Fold),
    ("more", OnComment::More),
    ("earlier", OnComment::Earlier),
];

const ON_ALL: [(&str, OnAll); 10] = [
    ("all-more", OnAll::More),
    ("all-begin", OnAll::Begin),
    ("try-again", OnAll::TryAgain),
    ("all-news", OnAll::News),
    ("preview", OnAll::Preview(Place::Top)),
    ("preview-answer", OnAll::Preview(Place::Inner)),
    ("cancel", OnAll::Cancel),
    ("export", OnAll::Export),
    ("erase", OnAll::Erase),
    ("put-back", OnAll::PutBack),
];

/// A text that is no action's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAction;

impl FromStr for Action {
    type Err = NoAction;

    fn from_str(text: &str) -> Result<Self, NoAction> {
        let (verb, id) = text.split_once(' ').unwrap_or((text, ""));
        let on_comment = || Some(Self::Comment(named(&ON_COMMENT, verb)?, id.parse().ok()?));
        let action = on_comment()
            .or_else(|| named(&ON_ALL, verb).map(Self::All))
            .or_else(|| verb.parse().ok().map(Self::Sort));
        action.ok_or(NoAction)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Comment(what, id) => write!(f, "{} {id}", name_of(&ON_COMMENT, what)),
            Self::Sort(sort) => sort.fmt(f),
            Self::All(what) => f.write_str(name_of(&ON_ALL, what)),
        }
    }
}

#[cfg(test)]
mod tests {
    use comments::Timestamp;

    use super::*;

    #[test]
    fn every_action_is_read_back() {
        let id = CommentId::new(Timestamp::default(), [0; 10]);
        let mut actions: Vec<_> = [Sort::Oldest, Sort::Newest, Sort::Helpful]
            .map(Action::Sort)
            .into();
        actions.extend(ON_COMMENT.map(|(_, what)| Action::Comment(what, id)));
        actions.extend(ON_ALL.map(|(_, what)| Action::All(what)));
        for action in actions {
            assert_eq!(action.to_string().parse(), Ok(action));
        }
    }

    #[test]
    fn what_is_no_action_does_nothing() {
        for text in ["", "dance", "delete", "delete 7", "more"] {
            assert_eq!(text.parse::<Action>(), Err(NoAction), "{text}");
        }
    }
}
