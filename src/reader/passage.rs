//! "Copy link to this passage".

use super::Notice;
use crate::{
    browser::{after_start, location, patch, press, selection},
    live::Live,
    piece::button,
};

/// The name of the button.
const COPY: &str = "passage";

/// Offers a button below the words that the reader has selected, in `#passage`. It copies a link that leads to them (a
/// text fragment, <https://wicg.github.io/scroll-to-text-fragment/>). `notice` tells that the link is copied.
pub fn offer_link(notice: Notice) {
    let selected = Live::new(None::<String>);
    patch::show("#passage", move || {
        let copy = || {
            button(
                "button.primary",
                "Copy link to this passage",
                COPY,
                String::new(),
            )
        };
        selected.with(|text| text.iter().map(|_| copy()).collect())
    });
    after_start(move || {
        selection::on_selection("passage", move |now| selected.set(now));
        press::on_button(COPY, move |_| {
            if let Some(text) = selected.get_untracked() {
                let directive = directive(&text, location::encoded);
                notice.copy(location::address(&format!("#:~:text={directive}")));
            }
        });
    });
}

/// The longest text that is named whole, in characters; of a longer one, its first and last words.
const WHOLE: usize = 80;
/// How many words name the beginning and the end.
const ENDS: usize = 5;

/// The text directive of a selection: `text` or `start,end`, each part by `encode`.
fn directive(text: &str, encode: impl Fn(&str) -> String) -> String {
    // A hyphen means something in a directive.
    let encode = |words: &[&str]| encode(&words.join(" ")).replace('-', "%2D");
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_short = text.trim().chars().count() <= WHOLE || words.len() <= 2 * ENDS;
    if is_short && !text.trim().contains('\n') {
        return encode(&words);
    }
    let ends = ENDS.min(words.len().div_ceil(2));
    format!(
        "{},{}",
        encode(&words[..ends]),
        encode(&words[words.len() - ends..])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        directive(text, |words| words.replace(' ', "%20").replace(',', "%2C"))
    }

    #[test]
    fn a_short_passage_is_named_whole() {
        assert_eq!(of(" the gut-skin  axis, "), "the%20gut%2Dskin%20axis%2C");
    }

    #[test]
    fn a_long_one_by_its_ends() {
        let words: Vec<String> = (1..=30).map(|number| format!("w{number}")).collect();
        assert_eq!(
            of(&words.join(" ")),
            "w1%20w2%20w3%20w4%20w5,w26%20w27%20w28%20w29%20w30"
        );
    }

    #[test]
    fn one_over_two_paragraphs_too() {
        assert_eq!(of("One two.\n\nThree four."), "One%20two.,Three%20four.");
        assert_eq!(of("One.\nTwo."), "One.,Two.");
    }
}
