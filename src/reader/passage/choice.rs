//! Which directive leads to a selection: the shortest of a few that is proved to lead there.

use std::ops::Range;

use super::{
    directive::{SearchableText, TextDirective},
    text::{PageText, TextPosition, TextRange},
};

/// The longest text that is named whole, in characters; of a longer one, its first and last words.
const WHOLE: usize = 80;
/// How many words name the beginning and the end: the first of these that suffices.
const ENDS: [usize; 3] = [4, 8, 16];
/// How many words before and after it tell it from other places: the first of these that suffices.
const CONTEXT: [usize; 6] = [1, 2, 3, 5, 8, 13];

/// What a language says of a text.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// The words of a text, as ranges of bytes.
    pub words: fn(&str) -> Vec<Range<usize>>,
    /// The base letter of a character: without case and accents.
    pub fold: fn(char) -> char,
}

/// The directive that leads to what is selected, taken as whole words; `None` where nothing is selected, or no directive
/// leads there and nowhere else before.
pub fn directive(text: &PageText, language: Language) -> Option<TextDirective> {
    let selected = whole_words(text, text.selected()?, language);
    let searchable = SearchableText::new(text, language.fold);
    let contexts: Vec<_> = contexts(text, selected, language);
    let parts = parts(text, selected, language);
    parts.into_iter().find_map(|(start, end)| {
        contexts.iter().find_map(|(prefix, suffix)| {
            let directive = TextDirective {
                prefix: prefix.clone(),
                start: start.clone(),
                end: end.clone(),
                suffix: suffix.clone(),
            };
            (searchable.resolve(&directive) == Some(selected)).then_some(directive)
        })
    })
}

/// The range from the beginning of the word that it starts in to the end of the word that it ends in.
fn whole_words(text: &PageText, range: TextRange, language: Language) -> TextRange {
    let around = |at: TextPosition| {
        let words = (language.words)(&text.blocks[at.block].text);
        words
            .into_iter()
            .find(|word| word.start < at.offset && at.offset < word.end)
    };
    let moved = |at: TextPosition, offset| TextPosition { offset, ..at };
    TextRange {
        start: around(range.start).map_or(range.start, |word| moved(range.start, word.start)),
        end: around(range.end).map_or(range.end, |word| moved(range.end, word.end)),
    }
}

/// Start and end of a directive, the shortest first.
fn parts(
    text: &PageText,
    selected: TextRange,
    language: Language,
) -> Vec<(String, Option<String>)> {
    let TextRange { start, end } = selected;
    let is_one_block = start.block == end.block;
    let (first, last) = (&text.blocks[start.block].text, &text.blocks[end.block].text);
    let (first, last) = if is_one_block {
        let words = &first[start.offset..end.offset];
        (words, words)
    } else {
        (first[start.offset..].trim_end(), &last[..end.offset])
    };
    if is_one_block && first.chars().count() <= WHOLE {
        return vec![(first.to_owned(), None)];
    }
    let (begins, ends) = ((language.words)(first), (language.words)(last));
    ENDS.into_iter()
        .map(|count| {
            // In one block, they do not overlap.
            let most = if is_one_block {
                begins.len() / 2
            } else {
                count
            };
            let count = count.min(most);
            let start = count
                .checked_sub(1)
                .and_then(|count| begins.get(count))
                .map_or(first, |word| &first[..word.end]);
            if is_one_block && start == first {
                return (first.to_owned(), None);
            }
            let end = ends.len().checked_sub(count).and_then(|at| ends.get(at));
            let end = end.map_or(last, |word| &last[word.start..]);
            (start.to_owned(), Some(end.trim_start().to_owned()))
        })
        .collect()
}

/// Words before and after it, the fewest first.
fn contexts(
    text: &PageText,
    selected: TextRange,
    language: Language,
) -> Vec<(Option<String>, Option<String>)> {
    let mut contexts = vec![(None, None)];
    for count in CONTEXT {
        let prefix = before(text, selected.start, count, language);
        let suffix = after(text, selected.end, count, language);
        contexts.extend(prefix.clone().map(|prefix| (Some(prefix), None)));
        contexts.extend(suffix.clone().map(|suffix| (None, Some(suffix))));
        if prefix.is_some() && suffix.is_some() {
            contexts.push((prefix, suffix));
        }
    }
    contexts
}

/// The last words before a position, in its block or at the end of the one before.
fn before(text: &PageText, at: TextPosition, count: usize, language: Language) -> Option<String> {
    let same = text.blocks[at.block].text[..at.offset].trim();
    let words = if same.is_empty() {
        let blocks = text.blocks[..at.block].iter().rev();
        let mut blocks = blocks.skip_while(|block| block.text.trim().is_empty());
        blocks.next().filter(|block| block.is_content)?.text.trim()
    } else {
        same
    };
    let found = (language.words)(words);
    let first = found.get(found.len().saturating_sub(count))?;
    Some(words[first.start..].to_owned())
}

/// The first words after a position, in its block or at the beginning of the next.
fn after(text: &PageText, at: TextPosition, count: usize, language: Language) -> Option<String> {
    let same = text.blocks[at.block].text[at.offset..].trim();
    let words = if same.is_empty() {
        let mut blocks = text.blocks[at.block + 1..]
            .iter()
            .skip_while(|block| block.text.trim().is_empty());
        blocks.next().filter(|block| block.is_content)?.text.trim()
    } else {
        same
    };
    let found = (language.words)(words);
    let last = found.get(count.min(found.len()).checked_sub(1)?)?;
    Some(words[..last.end].to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::testing::{ENGLISH, page, select},
        *,
    };

    /// The directive of what is selected between brackets, as it stands in a link; blocks that begin with `!` are interface.
    fn chosen(blocks: &[&str]) -> Option<String> {
        let directive = directive(&select(blocks), ENGLISH)?;
        Some(directive.value(ToOwned::to_owned))
    }

    #[test]
    fn a_short_passage_is_named_whole() {
        assert_eq!(
            chosen(&["It is [the gut axis], we say."]).as_deref(),
            Some("the gut axis")
        );
    }

    #[test]
    fn a_selection_inside_words_takes_them_whole() {
        assert_eq!(
            chosen(&["It is t[he gut ax]is, we say."]).as_deref(),
            Some("the gut axis")
        );
        assert_eq!(chosen(&["It i[s]."]).as_deref(), Some("is"));
    }

    #[test]
    fn a_long_one_is_named_by_its_ends() {
        let words: Vec<String> = (1..=60).map(|number| format!("w{number}")).collect();
        let block = format!("Before [{}] after.", words.join(" "));
        assert_eq!(
            chosen(&[&block]).as_deref(),
            Some("w1 w2 w3 w4,w57 w58 w59 w60")
        );
    }

    #[test]
    fn one_over_several_blocks_leaves_out_what_is_between() {
        let blocks = [
            "Other words.",
            "A [heading",
            "!4 min",
            "!Listen",
            "One two] three.",
        ];
        assert_eq!(chosen(&blocks).as_deref(), Some("heading,One two"));
    }

    #[test]
    fn what_occurs_before_needs_its_surroundings() {
        let blocks = ["The same words.", "Here [the same words] again."];
        assert_eq!(chosen(&blocks).as_deref(), Some("Here-,the same words"));
        let blocks = ["The gut and the skin.", "All of it.", "[The gut] feels."];
        assert_eq!(chosen(&blocks).as_deref(), Some("it.-,The gut"));
        // Before it stand interface words, so what comes after it has to do.
        let blocks = ["The gut and the skin.", "!Share", "[The gut] feels."];
        assert_eq!(chosen(&blocks).as_deref(), Some("The gut,-feels"));
    }

    #[test]
    fn what_cannot_be_told_from_what_stands_before_is_not_linked() {
        // A title stands in the contents, too.
        assert_eq!(
            chosen(&["!The gut", "!Share", "[The gut]", "!4 min", "Words."]),
            None
        );
        assert_eq!(
            chosen(&["!Share[d]"]),
            None,
            "interface words are no passage"
        );
    }

    #[test]
    fn words_without_spaces_are_words() {
        assert_eq!(chosen(&["x", "一[二三]四"]).as_deref(), Some("一二三四"));
    }

    proptest! {
        /// A few words over and over: most selections occur more than once.
        #[test]
        fn a_directive_leads_to_whole_words_around_the_selection(
            blocks in proptest::collection::vec("[ab]{1,2}( [ab]{1,2}){0,9}", 1..6),
            from in any::<prop::sample::Index>(),
            length in 1_usize..30,
        ) {
            let mut text = page(&[]);
            let all: usize = blocks.iter().map(String::len).sum();
            let from = from.index(all);
            let mut passed = 0;
            for block in &blocks {
                text.begin_block(true);
                let range = from.saturating_sub(passed)..(from + length).saturating_sub(passed);
                text.push(block, &range, false);
                passed += block.len();
            }
            if let Some(directive) = directive(&text, ENGLISH) {
                let found = SearchableText::new(&text, ENGLISH.fold).resolve(&directive);
                let (found, selected) = (found.unwrap(), text.selected().unwrap());
                prop_assert!(found.start <= selected.start && selected.end <= found.end);
                let near = |found: TextPosition, selected: TextPosition| {
                    found.block == selected.block && found.offset.abs_diff(selected.offset) < 2
                };
                prop_assert!(near(found.start, selected.start) && near(found.end, selected.end));
            }
        }

        /// Where no word occurs twice, each selection has a link.
        #[test]
        fn whatever_is_unique_can_be_linked(from in 0_usize..300, length in 1_usize..300) {
            let words: Vec<String> = (100..200).map(|number| format!("w{number}")).collect();
            let mut text = page(&[]);
            for (index, words) in words.chunks(20).enumerate() {
                text.begin_block(true);
                let passed = index * 100;
                let range = from.saturating_sub(passed)..(from + length).saturating_sub(passed);
                text.push(&words.join(" "), &range, false);
            }
            prop_assert_eq!(directive(&text, ENGLISH).is_some(), text.selected().is_some());
        }
    }
}
