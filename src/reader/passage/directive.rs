//! [`TextDirective`]: the part of a link that names text, and what it leads to on a page
//! (<https://wicg.github.io/scroll-to-text-fragment/>).

use super::text::{PageText, TextPosition, TextRange};

/// `:~:text=[prefix-,]start[,end][,-suffix]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDirective {
    /// The words right before it, where they are needed to tell it from other places.
    pub prefix: Option<String>,
    /// The whole passage, or its first words.
    pub start: String,
    /// Its last words, where `start` is not all of it.
    pub end: Option<String>,
    /// The words right after it, where they are needed.
    pub suffix: Option<String>,
}

impl TextDirective {
    /// Its value in a link. `encode` percent-encodes all that means something in an address, commas and ampersands too.
    pub fn value(&self, encode: impl Fn(&str) -> String) -> String {
        // A hyphen means something in a directive, and nothing in an address.
        let encode = |words: &str| encode(words).replace('-', "%2D");
        let mut value = String::new();
        if let Some(prefix) = &self.prefix {
            value.push_str(&encode(prefix));
            value.push_str("-,");
        }
        value.push_str(&encode(&self.start));
        if let Some(end) = &self.end {
            value.push(',');
            value.push_str(&encode(end));
        }
        if let Some(suffix) = &self.suffix {
            value.push_str(",-");
            value.push_str(&encode(suffix));
        }
        value
    }
}

/// The same text as characters that are compared as browsers do it: without case and accents.
#[derive(Clone, Debug)]
pub struct SearchableText {
    blocks: Vec<Vec<char>>,
    /// Of each block, the byte offset of each character.
    offsets: Vec<Vec<usize>>,
    fold: fn(char) -> char,
}

/// A position: a block, and how many characters stand before it there.
type At = (usize, usize);

impl SearchableText {
    /// The text of a page; `fold` is the base letter of a character.
    pub fn new(text: &PageText, fold: fn(char) -> char) -> Self {
        let blocks = || text.blocks.iter().map(|block| block.text.as_str());
        Self {
            blocks: blocks().map(|it| it.chars().map(fold).collect()).collect(),
            offsets: blocks()
                .map(|it| {
                    it.char_indices()
                        .map(|(at, _)| at)
                        .chain([it.len()])
                        .collect()
                })
                .collect(),
            fold,
        }
    }

    /// The range that a directive leads to: "find a range from a text directive" of the specification, with one difference:
    /// a match may begin and end inside a word. So every match of a browser's is one here. What is the first one here, and
    /// begins and ends with whole words, is therefore the first one in every browser.
    pub fn resolve(&self, directive: &TextDirective) -> Option<TextRange> {
        let folded = |words: &str| words.chars().map(self.fold).collect::<Vec<_>>();
        let start = folded(&directive.start);
        let prefix = directive.prefix.as_deref().map(folded);
        let end = directive.end.as_deref().map(folded);
        let suffix = directive.suffix.as_deref().map(folded);
        let mut from = (0, 0);
        loop {
            let found = match &prefix {
                Some(prefix) => {
                    let before = self.find(prefix, from)?;
                    from = after(before.0);
                    let begin = self.skip_white_space(before.1)?;
                    let found = self.find(&start, begin)?;
                    if found.0 != begin {
                        continue;
                    }
                    found
                }
                None => {
                    let found = self.find(&start, from)?;
                    from = after(found.0);
                    found
                }
            };
            if let Some(end) = self.end_of(found.1, end.as_deref(), suffix.as_deref())? {
                return Some(self.range(found.0, end));
            }
        }
    }

    /// Where a match ends whose start ends at `at`. `None` where there is no further match; `Some(None)` where this one has
    /// other words after it.
    fn end_of(&self, at: At, end: Option<&[char]>, suffix: Option<&[char]>) -> Option<Option<At>> {
        let mut at = at;
        loop {
            if let Some(end) = end {
                at = self.find(end, at)?.1;
            }
            let Some(suffix) = suffix else {
                return Some(Some(at));
            };
            let begin = self.skip_white_space(at)?;
            if self.find(suffix, begin)?.0 == begin {
                return Some(Some(at));
            }
            if end.is_none() {
                return Some(None);
            }
        }
    }

    /// The first place of `words` from `from` on: where it begins and ends.
    fn find(&self, words: &[char], from: At) -> Option<(At, At)> {
        let length = words.len();
        self.blocks
            .iter()
            .enumerate()
            .skip(from.0)
            .find_map(|(index, block)| {
                let skipped = if index == from.0 { from.1 } else { 0 };
                let rest = block.get(skipped..)?;
                let at = skipped + rest.windows(length.max(1)).position(|it| it == words)?;
                Some(((index, at), (index, at + length)))
            })
    }

    fn skip_white_space(&self, from: At) -> Option<At> {
        self.blocks
            .iter()
            .enumerate()
            .skip(from.0)
            .find_map(|(index, block)| {
                let skipped = if index == from.0 { from.1 } else { 0 };
                let rest = block.get(skipped..)?;
                let at = skipped + rest.iter().position(|it| !it.is_whitespace())?;
                Some((index, at))
            })
    }

    fn range(&self, start: At, end: At) -> TextRange {
        let position = |(block, at): At| TextPosition {
            block,
            offset: self.offsets[block][at],
        };
        TextRange {
            start: position(start),
            end: position(end),
        }
    }
}

fn after((block, at): At) -> At {
    (block, at + 1)
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{fold, page},
        *,
    };

    fn directive(value: &str) -> TextDirective {
        let mut directive = TextDirective::default();
        let mut parts: Vec<&str> = value.split(',').collect();
        if let Some(prefix) = parts[0].strip_suffix('-') {
            directive.prefix = Some(prefix.to_owned());
            parts.remove(0);
        }
        if let Some(suffix) = parts.last().and_then(|it| it.strip_prefix('-')) {
            directive.suffix = Some(suffix.to_owned());
            parts.pop();
        }
        directive.start = parts[0].to_owned();
        directive.end = parts.get(1).map(|it| (*it).to_owned());
        directive
    }

    /// What the directive leads to, a bar between blocks.
    fn found(blocks: &[&str], value: &str) -> Option<String> {
        let text = page(blocks);
        let range = SearchableText::new(&text, fold).resolve(&directive(value))?;
        let texts = (range.start.block..=range.end.block).map(|index| {
            let block = &text.blocks[index].text;
            let from = if index == range.start.block {
                range.start.offset
            } else {
                0
            };
            let to = if index == range.end.block {
                range.end.offset
            } else {
                block.len()
            };
            &block[from..to]
        });
        Some(texts.collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn the_first_match_counts_without_case_and_accents() {
        let blocks = ["A cafe\u{301}.", "The CAFÉ of the cafe."];
        assert_eq!(
            found(&["The CAFÉ of the cafe."], "café"),
            Some("CAFÉ".to_owned())
        );
        assert_eq!(found(&blocks, "the café"), Some("The CAFÉ".to_owned()));
        assert_eq!(found(&blocks, "tea"), None);
    }

    #[test]
    fn a_match_lies_in_one_block_and_a_range_in_several() {
        let blocks = ["One two", "three four", "five two six"];
        assert_eq!(found(&blocks, "two three"), None);
        assert_eq!(
            found(&blocks, "two,four"),
            Some("two|three four".to_owned())
        );
        assert_eq!(found(&blocks, "four,two"), Some("four|five two".to_owned()));
        assert_eq!(
            found(&blocks, "four,one"),
            None,
            "the end comes after the start"
        );
    }

    #[test]
    fn what_stands_before_and_after_chooses() {
        let blocks = ["a x b", "c x b", "c x d", "x"];
        assert_eq!(found(&blocks, "c-,x"), Some("x".to_owned()));
        let text = page(&blocks);
        let text = SearchableText::new(&text, fold);
        let block = |value: &str| text.resolve(&directive(value)).map(|it| it.start.block);
        assert_eq!(block("x"), Some(0));
        assert_eq!(block("c-,x"), Some(1));
        assert_eq!(block("x,-d"), Some(2));
        assert_eq!(block("c-,x,-d"), Some(2));
        assert_eq!(block("d-,x"), Some(3), "the block before counts, too");
        assert_eq!(block("b-,c x"), Some(1));
        assert_eq!(block("d-,c"), None);
        assert_eq!(block("a-,x,-d"), None);
    }

    #[test]
    fn the_end_is_the_first_with_what_stands_after_it() {
        let blocks = ["a b c b d b e"];
        assert_eq!(found(&blocks, "a,b"), Some("a b".to_owned()));
        assert_eq!(found(&blocks, "a,b,-e"), Some("a b c b d b".to_owned()));
    }

    #[test]
    fn each_part_is_encoded() {
        let encode = |words: &str| words.replace(' ', "%20").replace(',', "%2C");
        let all = TextDirective {
            prefix: Some("of the".to_owned()),
            start: "gut-skin, axis".to_owned(),
            end: Some("end".to_owned()),
            suffix: Some("it".to_owned()),
        };
        assert_eq!(all.value(encode), "of%20the-,gut%2Dskin%2C%20axis,end,-it");
    }
}
