//! [`Folding`]: which sections are closed.

/// Of each section of an article, in order, whether it is closed. Every section starts open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folding {
    closed: Vec<bool>,
}

impl Folding {
    /// All of `sections` open.
    pub fn all_open(sections: usize) -> Self {
        Self {
            closed: vec![false; sections],
        }
    }

    /// Whether the section is closed.
    pub fn is_closed(&self, section: usize) -> bool {
        self.closed.get(section).copied().unwrap_or_default()
    }

    /// Whether every section is closed.
    pub fn is_all_closed(&self) -> bool {
        self.closed.iter().all(|closed| *closed)
    }

    /// Opens the section.
    pub fn open(&mut self, section: usize) {
        if let Some(closed) = self.closed.get_mut(section) {
            *closed = false;
        }
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
        folding.open(0);
        assert!(!folding.is_closed(0));
        assert!(folding.is_closed(1));
        assert!(!folding.is_all_closed());
    }

    #[test]
    fn a_section_that_is_not_there_cannot_be_closed() {
        let mut folding = Folding::all_open(2);
        folding.toggle(2);
        assert_eq!(folding, Folding::all_open(2));
    }
}
