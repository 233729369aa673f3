//! [`Keys`]: what this device shows the server to prove that it is the one who wrote or voted.

use comments::{Comment, CommentId, Origin};

use crate::{
    browser::{clock, random},
    comments::habits::Habits,
};

/// Edit tokens, votes and the device's own key, kept among the reader's habits.
#[derive(Clone, Debug)]
pub struct Keys(Habits);

/// Under which name the device's own key is kept.
const DEVICE: &str = "device";

impl Keys {
    /// What is kept.
    pub fn kept() -> Self {
        Self(Habits::kept())
    }

    /// The token of a comment that was written here.
    pub fn token(&self, id: CommentId) -> Option<&str> {
        Some(self.0.draft(&key_of(id))).filter(|token| !token.is_empty())
    }

    /// Marks what this device has written, and what it says helps.
    pub fn mark(&self, comment: &mut Comment) {
        if self.token(comment.id).is_some() {
            comment.origin = Origin::Here;
        }
        comment.helpful.mine = !self.0.draft(&vote_for(comment.id)).is_empty();
    }

    /// Keeps the token of a comment.
    pub fn keep_token(id: CommentId, token: String) {
        keep(&key_of(id), token);
    }

    /// Keeps that the reader says that a comment helps, or not any more.
    pub fn keep_vote(id: CommentId, mine: bool) {
        keep(
            &vote_for(id),
            if mine {
                "yes".to_owned()
            } else {
                String::new()
            },
        );
    }

    /// By which the server knows this device again when it votes.
    pub fn device() -> String {
        let kept = Habits::kept().draft(DEVICE).to_owned();
        if !kept.is_empty() {
            return kept;
        }
        // As hard to guess as the key of a comment.
        let made = CommentId::new(clock::now(), random::ten_bytes()).to_string();
        keep(DEVICE, made.clone());
        made
    }
}

fn key_of(id: CommentId) -> String {
    format!("key {id}")
}

fn vote_for(id: CommentId) -> String {
    format!("helpful {id}")
}

fn keep(what: &str, text: String) {
    // Where nothing can be kept, it holds for nothing but this request.
    let _ = Habits::slot().update(|habits| habits.set_draft(what, text));
}
