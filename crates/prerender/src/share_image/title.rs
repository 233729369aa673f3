//! The title in lines: as large as fits, broken so that the lines are about as long as each other.

use super::ruler::{Face, Ruler};

/// The widest line, in pixels: what is left of the light.
pub(super) const WIDTH: f32 = 860.0;
/// The most that all lines may take, in pixels.
const HEIGHT: f32 = 336.0;
/// The most lines.
const LINES: usize = 5;
/// The sizes to try, in pixels, largest first.
const SIZES: [f32; 11] = [
    132.0, 120.0, 108.0, 100.0, 92.0, 84.0, 76.0, 68.0, 60.0, 52.0, 46.0,
];
/// How much smaller the second part of a title is, as in `style/article.css`, where it is 0.54.
const SUBTITLE: f32 = 0.56;

/// A line of the title.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its words.
    pub(super) text: String,
    /// The size of its letters, in pixels.
    pub(super) size: f32,
    /// Whether it is of the part after the colon.
    pub(super) is_subtitle: bool,
    /// Room above it, in pixels.
    gap: f32,
}

impl Line {
    /// What the line takes, in pixels.
    pub(super) fn height(&self) -> f32 {
        // Large letters stand close, small ones need air.
        self.gap + self.size * 0.96 + 8.0
    }

    /// From the line's top to what its letters stand on, in pixels.
    pub(super) fn baseline(&self) -> f32 {
        self.gap + self.size * 0.8
    }
}

/// What all lines take, in pixels.
pub(super) fn height(lines: &[Line]) -> f32 {
    lines.iter().map(Line::height).sum()
}

/// `title` in lines; none where a letter is missing. A title that is too long at the smallest size is cut.
pub(super) fn lines(title: &str, ruler: &Ruler) -> Option<Vec<Line>> {
    ruler.width(title, Face::Serif)?;
    let smallest = SIZES[SIZES.len() - 1];
    let whole = SIZES.iter().find_map(|size| fit(title, *size, ruler));
    whole.or_else(|| {
        let ends = title.char_indices().map(|(end, _)| end).rev();
        ends.map(|end| format!("{}…", title[..end].trim_end_matches([' ', ',', ':', ';'])))
            .find_map(|cut| fit(&cut, smallest, ruler))
    })
}

/// `title` in lines, the larger letters `size` pixels high, where it fits.
fn fit(title: &str, size: f32, ruler: &Ruler) -> Option<Vec<Line>> {
    let (name, rest) = match title.split_once(": ") {
        Some((name, rest)) => (format!("{name}:"), rest),
        None => (title.to_owned(), ""),
    };
    let small = size * SUBTITLE;
    let part = |text: &str, size: f32, is_subtitle| {
        let lines = balanced(text, WIDTH / size, ruler)?;
        Some(lines.into_iter().enumerate().map(move |(at, text)| Line {
            text,
            size,
            is_subtitle,
            gap: if is_subtitle && at == 0 {
                size * 0.3
            } else {
                0.0
            },
        }))
    };
    let lines: Vec<Line> = part(&name, size, false)?
        .chain(part(rest, small, true)?)
        .collect();
    (lines.len() <= LINES && height(&lines) <= HEIGHT).then_some(lines)
}

/// `text` in as few lines as `width` em allow, then in the narrowest column that takes no more of them; none where
/// that is too many.
fn balanced(text: &str, width: f32, ruler: &Ruler) -> Option<Vec<String>> {
    let fewest = wrapped(text, width, ruler).filter(|lines| lines.len() <= LINES)?;
    let narrower = (1..=40_u8)
        .map(|step| width * (1.0 - f32::from(step) * 0.015))
        .map_while(|width| wrapped(text, width, ruler))
        .take_while(|lines| lines.len() == fewest.len())
        .last();
    Some(narrower.unwrap_or(fewest))
}

/// `text` in lines of at most `width` em, each as full as can be; none where a word is wider.
fn wrapped(text: &str, width: f32, ruler: &Ruler) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if ruler.width(word, Face::Serif)? > width {
            return None;
        }
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (lines.last_mut(), longer) {
            (Some(line), Some(longer)) if ruler.width(&longer, Face::Serif)? <= width => {
                *line = longer;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(title: &str) -> Vec<String> {
        let lines = lines(title, &Ruler::new()).unwrap_or_default();
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_balanced_and_the_second_part_begins_its_own() {
        let title = "The Gut-Skin Connection: Glowing From The Inside Out.";
        let lines = texts(title);
        assert_eq!(lines.join(" "), title);
        assert!(
            lines.iter().any(|line| line.ends_with("Connection:")),
            "{lines:?}"
        );
    }

    #[test]
    fn a_title_that_is_too_long_is_cut() {
        for title in ["word ".repeat(120), "w".repeat(500), "a: ".repeat(300)] {
            let lines = texts(&title);
            assert!((1..=LINES).contains(&lines.len()), "{lines:?}");
            assert!(lines.join(" ").ends_with('…'), "{lines:?}");
        }
    }

    #[test]
    fn a_title_without_letters_for_it_is_left_out() {
        assert!(texts("장과 피부").is_empty());
        assert!(texts("Gut 😀").is_empty());
    }
}
