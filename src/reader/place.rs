//! [`Place`]: where the reader is in the article. Pure.

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The section that is being read, counted from 0; after the last one stands the discussion. `None` before the first.
    pub section: Option<usize>,
    /// How much of the article is read, 0 to 1.
    pub read: f64,
    /// How many words are left to read.
    pub words_left: usize,
}

/// What is seen of an article, in CSS pixels from the upper edge of the window.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Where each part begins (the introduction, each section), and where the last one ends.
    pub edges: Vec<f64>,
    /// The height of the window.
    pub height: f64,
    /// How far the page is scrolled.
    pub scrolled: f64,
}

impl Place {
    /// The place before anything is read.
    pub fn start(words: &[usize]) -> Self {
        Self {
            words_left: words.iter().sum(),
            ..Self::default()
        }
    }

    /// The place where `seen` is seen of an article whose parts have this many `words`.
    pub fn new(words: &[usize], seen: &Seen) -> Self {
        let Seen {
            edges,
            height,
            scrolled,
        } = seen;
        // The eye looks at the upper third.
        let passed = edges.iter().filter(|edge| **edge <= height / 3.0).count();
        let end = edges.last().copied().unwrap_or_default();
        // At the page's top nothing is read, once its end is in the window all is: the line between the two moves down.
        let way = (end + scrolled - height).max(1.0);
        let read = (scrolled / way).clamp(0.0, 1.0);
        let line = read * height;
        let left = words.iter().zip(edges.windows(2)).map(|(words, edges)| {
            let (top, bottom) = (edges[0], edges[1]);
            let part = ((bottom - line) / (bottom - top).max(1.0)).clamp(0.0, 1.0);
            whole(*words, part)
        });
        Self {
            section: passed.checked_sub(2),
            read,
            words_left: left.sum(),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a count of words, and a part of it"
)]
fn whole(words: usize, part: f64) -> usize {
    (words as f64 * part).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [usize; 3] = [100, 200, 300];

    /// An article that begins 400 px below the page's top: 400 px of introduction, sections of 800 and 1200 px.
    fn at(scrolled: f64) -> Place {
        let edges = [400.0, 800.0, 1600.0, 2800.0]
            .map(|edge| edge - scrolled)
            .to_vec();
        Place::new(
            &WORDS,
            &Seen {
                edges,
                height: 900.0,
                scrolled,
            },
        )
    }

    #[test]
    fn nothing_is_read_at_the_top() {
        assert_eq!(at(0.0), Place::start(&WORDS));
    }

    #[test]
    fn all_is_read_once_the_end_is_in_the_window() {
        let Place {
            read, words_left, ..
        } = at(1900.0);
        assert!((read - 1.0).abs() < f64::EPSILON);
        assert_eq!(words_left, 0);
        assert_eq!(at(4000.0).words_left, 0);
    }

    #[test]
    fn a_section_is_read_from_when_it_reaches_the_upper_third() {
        let sections =
            [0.0, 499.0, 500.0, 1299.0, 1300.0, 2500.0].map(|scrolled| at(scrolled).section);
        assert_eq!(sections, [None, None, Some(0), Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn fewer_and_fewer_words_are_left() {
        let left: Vec<_> = (0..20)
            .map(|step| at(f64::from(step) * 100.0).words_left)
            .collect();
        assert!(
            left.is_sorted_by(|before, after| before >= after),
            "{left:?}"
        );
    }

    #[test]
    fn an_article_shorter_than_the_window_is_at_its_start_until_it_scrolls() {
        let seen = Seen {
            edges: vec![100.0, 200.0, 300.0, 400.0],
            height: 900.0,
            scrolled: 0.0,
        };
        assert_eq!(Place::new(&WORDS, &seen).words_left, 600);
    }
}
