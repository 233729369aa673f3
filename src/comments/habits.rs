//! [`Habits`]: the reader's name, drafts and order, kept on the device.

use comments::Sort;
use serde::{Deserialize, Serialize};

use crate::browser::storage::Slot;

/// What a reader who comments need not type again, on every page of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habits {
    /// The name under which the last comment was written.
    #[serde(default)]
    pub name: String,
    /// What is typed and not posted, and other texts by which this device is known again: see
    /// [`Keys`](super::store::keys::Keys).
    #[serde(default)]
    pub drafts: Vec<Draft>,
    /// The order of comments that was chosen last.
    #[serde(default)]
    pub sort: String,
}

/// A text, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which form, for what is typed and not posted: the article's slug, a comment's id where it is answered, `edit <id>`
    /// where it is changed.
    pub article: String,
    /// The text.
    pub text: String,
}

impl Habits {
    /// Where they are kept.
    pub fn slot() -> Slot<Self> {
        Slot::of_site("commenting")
    }

    /// What is kept; nothing where that cannot be read.
    pub fn kept() -> Self {
        Self::slot().read().ok().flatten().unwrap_or_default()
    }

    /// The order of comments; the newest first, unless another one was chosen.
    pub fn sort(&self) -> Sort {
        self.sort.parse().unwrap_or_default()
    }

    /// What is typed in a form; empty where nothing is.
    pub fn draft(&self, form: &str) -> &str {
        let draft = self.drafts.iter().find(|draft| draft.article == form);
        draft.map_or("", |draft| &draft.text)
    }

    /// Keeps what is typed in a form; an empty text is no draft.
    pub fn set_draft(&mut self, form: &str, text: String) {
        self.drafts.retain(|draft| draft.article != form);
        if !text.is_empty() {
            let article = form.to_owned();
            self.drafts.push(Draft { article, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_its_draft_until_it_is_empty() {
        let mut habits = Habits::default();
        habits.set_draft("gut", "one".to_owned());
        habits.set_draft("sleep", "other".to_owned());
        habits.set_draft("gut", "two".to_owned());
        assert_eq!(
            (habits.draft("gut"), habits.draft("sleep")),
            ("two", "other")
        );
        habits.set_draft("gut", String::new());
        assert_eq!((habits.draft("gut"), habits.drafts.len()), ("", 1));
    }
}
