//! [`Reading`]: how far reading comments has come. Pure.

use comments::StoreError;

use super::extent::More;

/// What is asked of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// All that is to be shown, from the beginning.
    All,
    /// A further part.
    More(More),
}

/// How far reading comments has come. Only what was asked last is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is being read.
    #[default]
    Done,
    /// The store was asked.
    Asked(u32),
    /// It has not answered for so long that the reader is told.
    Slow(u32),
    /// It could not be read.
    Failed(Ask, StoreError),
}

impl Reading {
    /// The store has not answered to this yet.
    pub fn is_slow_now(&mut self, number: u32) {
        if *self == Self::Asked(number) {
            *self = Self::Slow(number);
        }
    }

    /// The store has answered to this.
    pub fn end(&mut self, number: u32, ask: Ask, failure: Option<StoreError>) {
        if matches!(self, Self::Asked(it) | Self::Slow(it) if *it == number) {
            *self = failure.map_or(Self::Done, |error| Self::Failed(ask, error));
        }
    }

    /// What there is to say.
    pub fn news(&self) -> Option<&'static str> {
        match self {
            Self::Slow(_) => {
                Some("Still looking for comments\u{2026} The server is slow to answer.")
            }
            Self::Done | Self::Asked(_) | Self::Failed(..) => None,
        }
    }

    /// Why it failed.
    pub fn failure(&self) -> Option<String> {
        match self {
            Self::Failed(_, error) => Some(error.to_string()),
            Self::Done | Self::Asked(_) | Self::Slow(_) => None,
        }
    }

    /// What to ask again, where it failed.
    pub fn failed(&self) -> Option<Ask> {
        match self {
            Self::Failed(ask, _) => Some(*ask),
            Self::Done | Self::Asked(_) | Self::Slow(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comments::testing::full;

    #[test]
    fn only_what_was_asked_last_is_told() {
        let mut reading = Reading::Asked(2);
        reading.is_slow_now(1);
        reading.end(1, Ask::All, Some(full()));
        assert_eq!(reading, Reading::Asked(2));
        reading.is_slow_now(2);
        assert!(reading.news().is_some());
        reading.end(2, Ask::All, Some(full()));
        assert_eq!((reading.news(), reading.failed()), (None, Some(Ask::All)));
        assert!(reading.failure().is_some());
        reading.is_slow_now(2);
        assert_eq!(reading.failed(), Some(Ask::All), "it has answered");
    }
}
