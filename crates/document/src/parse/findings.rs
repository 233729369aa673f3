//! [`Findings`]: what is noted while the article is read and can be judged only once it has been.

use std::collections::{HashMap, hash_map::Entry};

use super::mistakes::{Mistake, Mistakes};
use crate::{Position, Problem, Slug, error::IdOf, ids::is_reserved};

/// Of the page's own ids the one that an article may lead to.
const COMMENTS: &str = "comments";

#[derive(Default)]
pub(super) struct Findings {
    pub(super) mistakes: Mistakes,
    /// What is not there. It counts only where there is no mistake, for a mistake can hide it.
    pub(super) missing: Mistakes,
    ids: Vec<FoundId>,
    fragments: Vec<(usize, String)>,
    /// The terms of the glossary as slugs, each with the place of its first use.
    terms: HashMap<String, usize>,
}

struct FoundId {
    at: usize,
    id: Slug,
    of: IdOf,
}

impl Findings {
    pub(super) fn note_id(&mut self, at: usize, id: &Slug, of: IdOf) {
        self.ids.push(FoundId {
            at,
            id: id.clone(),
            of,
        });
    }

    /// A link to `#id`, to be looked up once every id is known.
    pub(super) fn note_fragment(&mut self, at: usize, id: &str) {
        self.fragments.push((at, id.to_owned()));
    }

    /// A term of the glossary. Where it has been there before, in whatever case: the line.
    pub(super) fn note_term(&mut self, at: usize, term: &str, source: &str) -> Option<usize> {
        let key = Slug::of_title(term).map_or_else(|_| term.to_owned(), String::from);
        match self.terms.entry(key) {
            Entry::Occupied(first) => Some(Position::of(source, *first.get()).line),
            Entry::Vacant(place) => {
                place.insert(at);
                None
            }
        }
    }

    /// The first mistake, if there is one.
    pub(super) fn check(mut self, source: &str) -> Result<(), Mistake> {
        self.ids.sort_by_key(|found| found.at);
        let mut first_uses: HashMap<&str, usize> = HashMap::new();
        for FoundId { at, id, of } in &self.ids {
            let id = id.as_str();
            if is_reserved(id) {
                self.mistakes.note(
                    *at,
                    Problem::ReservedId {
                        id: id.to_owned(),
                        of: *of,
                    },
                );
            }
            if let Some(first) = first_uses.get(id) {
                let first_line = Position::of(source, *first).line;
                let problem = Problem::RepeatedId {
                    id: id.to_owned(),
                    first_line,
                    of: *of,
                };
                self.mistakes.note(*at, problem);
                break;
            }
            first_uses.insert(id, *at);
        }
        self.mistakes.none_or_first()?;

        for (at, id) in self.fragments {
            if id != COMMENTS && !first_uses.contains_key(id.as_str()) {
                self.missing.note(at, Problem::UnknownFragment { id });
            }
        }
        self.missing.none_or_first()
    }
}
