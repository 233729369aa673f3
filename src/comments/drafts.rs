//! [`Drafts`]: what is typed and not posted, kept on the device.
//!
//! Each draft is an entry of its own, `draft/<what it is of>`. Where another tab has written there meanwhile, this one goes on
//! in an entry beside it, `draft/<what it is of>/<id>`, and remembers which for as long as the tab is open: so no tab
//! overwrites what another one has kept.

use std::{cell::RefCell, rc::Rc};

use comments::{CommentId, Slug, Timestamp};
use serde::{Deserialize, Serialize};

use crate::browser::{
    clock, random,
    storage::{self, Slot},
};

/// What a draft is of. Each kind has names of its own, so that none meets another, whatever an article is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftOf {
    /// A comment on this article.
    Comment(Slug),
    /// An answer to this comment.
    Reply(CommentId),
    /// Another text for this comment.
    Edit(CommentId),
}

impl DraftOf {
    /// The name of its entry.
    fn entry(&self) -> String {
        match self {
            Self::Comment(article) => format!("draft/comment/{article}"),
            Self::Reply(id) => format!("draft/reply/{id}"),
            Self::Edit(id) => format!("draft/edit/{id}"),
        }
    }
}

/// A text that is typed and not posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// The version of the comment that is to get this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Timestamp>,
}

/// A draft that this page has opened.
#[derive(Debug)]
struct Open {
    of: DraftOf,
    /// The name of its entry: of what it is, or one beside that.
    name: String,
    /// What this page has read there or written last.
    known: Option<Draft>,
}

/// The drafts that a page has opened. A clone is the same drafts.
#[derive(Clone, Debug, Default)]
pub struct Drafts(Rc<RefCell<Vec<Open>>>);

impl Drafts {
    /// What is kept: what this tab has typed, else what was begun last.
    pub fn open(&self, of: &DraftOf) -> Option<Draft> {
        let open = Open::new(of);
        let known = open.known.clone();
        let mut all = self.0.borrow_mut();
        all.retain(|it| it.of != *of);
        all.push(open);
        known
    }

    /// Keeps a draft in place of the one before; an empty text is none. What cannot be kept is still in its field.
    pub fn keep(&self, of: &DraftOf, draft: Draft) {
        let mut all = self.0.borrow_mut();
        if let Some(open) = all.iter_mut().find(|it| it.of == *of) {
            return open.keep(draft);
        }
        let mut open = Open::new(of);
        open.keep(draft);
        all.push(open);
    }

    /// Keeps a draft of an earlier version, beside one that may be there; answers whether the device has it.
    pub(super) fn adopt(of: &DraftOf, draft: Draft) -> bool {
        let entry = slot(&of.entry());
        match entry.read() {
            Ok(Some(there)) if there != draft => slot(&name_beside(of)).write(&draft).is_ok(),
            _ => entry.write(&draft).is_ok(),
        }
    }

    /// Its text is posted, or given up.
    pub fn discard(&self, of: &DraftOf) {
        self.keep(of, Draft::default());
    }
}

impl Open {
    fn new(of: &DraftOf) -> Self {
        let entry = of.entry();
        let kept = storage::things_below(&entry);
        let mine = storage::of_tab(&entry).filter(|mine| kept.contains(mine));
        let name = mine.or(kept.last().cloned()).unwrap_or(entry);
        let known = slot(&name).read().ok().flatten();
        let of = of.clone();
        Self { of, name, known }
    }

    fn keep(&mut self, draft: Draft) {
        let there = slot(&self.name).read().ok().flatten();
        let is_mine = may_replace(there.as_ref(), self.known.as_ref());
        if draft.text.is_empty() {
            if is_mine {
                // Fails only where storage is denied: nothing is kept then.
                let _ = slot(&self.name).clear();
            }
            self.known = None;
            return;
        }
        if !is_mine {
            self.name = name_beside(&self.of);
        }
        if slot(&self.name).write(&draft).is_ok() {
            storage::set_of_tab(&self.of.entry(), &self.name);
            self.known = Some(draft);
        }
    }
}

fn slot(name: &str) -> Slot<Draft> {
    Slot::of_site(name)
}

/// The name of a new entry beside the one that another tab uses. Later ones sort later.
fn name_beside(of: &DraftOf) -> String {
    let id = CommentId::new(clock::now(), random::ten_bytes());
    format!("{}/{id}", of.entry())
}

/// Whether a page that knows `known` may write where `there` stands: nobody else has written there since.
fn may_replace(there: Option<&Draft>, known: Option<&Draft>) -> bool {
    there.is_none() || there == known
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use super::*;

    #[test]
    fn no_two_kinds_of_drafts_have_one_name() {
        let id = CommentId::new(Timestamp::default(), [0; 10]);
        let slug: Slug = id.to_string().parse().expect("a slug");
        let names = [
            DraftOf::Comment(slug),
            DraftOf::Reply(id),
            DraftOf::Edit(id),
        ]
        .map(|it| it.entry());
        assert!(
            names[0] != names[1] && names[1] != names[2] && names[0] != names[2],
            "{names:?}"
        );
    }

    #[test]
    fn only_what_nobody_else_has_written_is_replaced() {
        let draft = |text: &str| Draft {
            text: text.to_owned(),
            seen: None,
        };
        let (mine, other) = (draft("mine"), draft("other"));
        assert!(may_replace(None, None));
        assert!(may_replace(None, Some(&mine)), "it was posted elsewhere");
        assert!(may_replace(Some(&mine), Some(&mine)));
        assert!(!may_replace(Some(&other), Some(&mine)));
        assert!(!may_replace(Some(&other), None));
    }
}
