//! [`Folding`]: which sections are closed.

use std::collections::BTreeSet;

use document::Slug;

/// The sections of an article and which of them are closed. Every section starts open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folding {
    sections: Vec<Slug>,
    closed: BTreeSet<Slug>,
}

impl Folding {
    /// All of `sections` open.
    pub fn new(sections: impl IntoIterator<Item = Slug>) -> Self {
        Self { sections: sections.into_iter().collect(), closed: BTreeSet::new() }
    }

    /// Whether `section` is closed.
    pub fn is_closed(&self, section: &Slug) -> bool {
        self.closed.contains(section)
    }

    /// Whether every section is closed.
    pub fn is_all_closed(&self) -> bool {
        self.closed.len() == self.sections.len()
    }

    /// Opens `section`.
    pub fn open(&mut self, section: &Slug) {
        self.closed.remove(section);
    }

    /// Closes `section` if it is open, opens it if it is closed.
    pub fn toggle(&mut self, section: &Slug) {
        if !self.closed.remove(section) && self.sections.contains(section) {
            self.closed.insert(section.clone());
        }
    }

    /// Closes every section, or opens every one if all are closed.
    pub fn toggle_all(&mut self) {
        if self.is_all_closed() {
            self.closed.clear();
        } else {
            self.closed.extend(self.sections.iter().cloned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::of_title(text).expect("a slug")
    }

    fn folding() -> Folding {
        Folding::new(["one", "two"].map(slug))
    }

    #[test]
    fn sections_start_open() {
        let folding = folding();
        assert!(!folding.is_closed(&slug("one")));
        assert!(!folding.is_all_closed());
    }

    #[test]
    fn toggling_closes_and_opens() {
        let mut folding = folding();
        folding.toggle(&slug("one"));
        assert!(folding.is_closed(&slug("one")));
        assert!(!folding.is_closed(&slug("two")));
        folding.toggle(&slug("one"));
        assert_eq!(folding, self::folding());
    }

    #[test]
    fn all_close_while_one_is_open_and_open_once_all_are_closed() {
        let mut folding = folding();
        folding.toggle(&slug("two"));
        folding.toggle_all();
        assert!(folding.is_all_closed());
        folding.toggle_all();
        assert_eq!(folding, self::folding());
    }

    #[test]
    fn opening_one_of_all_closed_leaves_the_others_closed() {
        let mut folding = folding();
        folding.toggle_all();
        folding.open(&slug("one"));
        assert!(!folding.is_closed(&slug("one")));
        assert!(folding.is_closed(&slug("two")));
        assert!(!folding.is_all_closed());
    }

    #[test]
    fn a_section_that_is_not_there_cannot_be_closed() {
        let mut folding = folding();
        folding.toggle(&slug("three"));
        assert_eq!(folding, self::folding());
    }
}
