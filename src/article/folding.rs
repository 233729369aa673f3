//! [`Folding`]: which sections are closed. Pure.

use document::Slug;
use serde::{Deserialize, Serialize};

/// Of each section of an article, in order, whether it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folding {
    closed: Vec<bool>,
}

/// What is kept of it on the device: sections by their ids, both those that the reader left open and those closed, for an
/// author may close a section from the start. The early script, `src/early.js`, reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFolding {
    open: Vec<Slug>,
    closed: Vec<Slug>,
}

impl Folding {
    /// Each section as `closed` says.
    pub fn new(closed: Vec<bool>) -> Self {
        Self { closed }
    }

    /// All of `sections` open.
    pub fn all_open(sections: usize) -> Self {
        Self::new(vec![false; sections])
    }

    /// What to keep of it, for the sections of an article in order.
    pub fn kept<'a>(&self, sections: impl Iterator<Item = &'a Slug>) -> KeptFolding {
        let mut kept = KeptFolding::default();
        for (index, id) in sections.enumerate() {
            let ids = if self.is_closed(index) {
                &mut kept.closed
            } else {
                &mut kept.open
            };
            ids.push(id.clone());
        }
        kept
    }

    /// Whether the section is closed.
    pub fn is_closed(&self, section: usize) -> bool {
        self.closed.get(section).copied().unwrap_or_default()
    }

    /// Whether every section is closed.
    pub fn is_all_closed(&self) -> bool {
        !self.closed.is_empty() && self.closed.iter().all(|closed| *closed)
    }

    /// Opens the section; says whether it was closed.
    pub fn open(&mut self, section: usize) -> bool {
        self.closed.get_mut(section).is_some_and(std::mem::take)
    }

    /// Closes the section if it is open, opens it if it is closed.
    pub fn toggle(&mut self, section: usize) {
        if let Some(closed) = self.closed.get_mut(section) {
            *closed = !*closed;
        }
    }

    /// Closes every section, or opens every one if all are closed.
    pub fn toggle_all(&mut self) {
        let close = !self.is_all_closed();
        self.closed.fill(close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_start_open() {
        let folding = Folding::all_open(2);
        assert!(!folding.is_closed(0));
        assert!(!folding.is_all_closed());
    }

    #[test]
    fn toggling_closes_and_opens() {
        let mut folding = Folding::all_open(2);
        folding.toggle(0);
        assert!(folding.is_closed(0));
        assert!(!folding.is_closed(1));
        folding.toggle(0);
        assert_eq!(folding, Folding::all_open(2));
    }

    #[test]
    fn all_close_while_one_is_open_and_open_once_all_are_closed() {
        let mut folding = Folding::all_open(2);
        folding.toggle(1);
        folding.toggle_all();
        assert!(folding.is_all_closed());
        folding.toggle_all();
        assert_eq!(folding, Folding::all_open(2));
    }

    #[test]
    fn opening_one_of_all_closed_leaves_the_others_closed() {
        let mut folding = Folding::all_open(2);
        folding.toggle_all();
        assert!(folding.open(0));
        assert!(!folding.open(0), "it is open already");
        assert!(!folding.is_closed(0));
        assert!(folding.is_closed(1));
        assert!(!folding.is_all_closed());
    }

    #[test]
    fn both_open_and_closed_sections_are_kept() {
        let ids: Vec<Slug> = ["a", "b"].iter().filter_map(|id| id.parse().ok()).collect();
        let kept = Folding::new(vec![true, false]).kept(ids.iter());
        assert_eq!(
            (kept.closed, kept.open),
            (ids[..1].to_vec(), ids[1..].to_vec())
        );
    }

    #[test]
    fn a_section_that_is_not_there_cannot_be_closed() {
        let mut folding = Folding::all_open(2);
        folding.toggle(2);
        assert_eq!(folding, Folding::all_open(2));
    }
}
