//! Characters that nobody types on purpose (they hide text, reverse it or break a line of a log), and characters as readers
//! count them.

/// Whether `c` hides something: a control character, an override of the direction of the text after it (Unicode UAX #9), with
/// which a name can turn the words that follow it around, or a noncharacter.
pub(crate) fn hides(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202D}' | '\u{202E}') || is_noncharacter(c)
}

/// Whether `c` is a noncharacter: U+FFFE, U+FFFF and the like, which Unicode keeps for programs' own use. No XML holds those
/// two, so that one of them in a name would break the feed.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether `c` is left out of every text: it embeds or isolates a direction (UAX #9). Office programs and phone books put
/// such characters around what is copied; here each name and each block gets its direction from its own first letter. Marks
/// that only hint at a direction (U+200E, U+200F, U+061C) stay.
pub(crate) fn is_left_out(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` begins a new line in some program: office programs copy a line break within a paragraph as U+000B.
pub(crate) fn breaks_line(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `text` shows anything at all: some character that is neither white space nor invisible nor blank.
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars()
        .any(|c| !c.is_whitespace() && !is_invisible(c) && !is_blank(c))
}

/// Whether `c` has a width and shows nothing, without being white space: the empty cell of Braille, a notehead without
/// notes. (Many in a row are no flood: pictures are made of Braille.)
fn is_blank(c: char) -> bool {
    matches!(c, '\u{2800}' | '\u{1D159}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// So many marks and invisible characters may follow each other. Hebrew with cantillation and stacked Tibetan need five.
pub(crate) const HIGHEST_STACK: usize = 8;

/// How many marks and invisible characters follow each other at most.
pub(crate) fn longest_stack(text: &str) -> usize {
    let mut longest = 0;
    let mut now = 0;
    for c in text.chars() {
        // Most characters are none of them; a long thread has millions.
        if c < '\u{AD}' {
            now = 0;
            continue;
        }
        // The tags that spell a flag's region are invisible and as many as six.
        let is_tag = matches!(c, '\u{E0020}'..='\u{E007F}');
        now = if is_tag {
            now
        } else if extends(c) || is_invisible(c) {
            now + 1
        } else {
            0
        };
        longest = longest.max(now);
    }
    longest
}

/// How many characters a reader counts: extended grapheme clusters (Unicode UAX #29), as far as they follow from a few
/// ranges. The tables for all of them would weigh more in the program than all the rules of a comment. Marks of scripts that
/// are not in the ranges are counted one by one: a little too strict, never too lax.
pub(crate) fn graphemes(text: &str) -> usize {
    let mut count = 0;
    let mut before = '\0';
    let mut flags = 0;
    for c in text.chars() {
        let is_flag = matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
        flags = if is_flag { flags + 1 } else { 0 };
        let goes_on = extends(c)
            // What a joiner joins: emoji of several people, or letters of some scripts.
            || (before == '\u{200D}' && is_pictograph(c))
            // Two letters make a flag.
            || (is_flag && flags % 2 == 0)
            || jamo_goes_on(before, c);
        count += usize::from(!goes_on);
        before = c;
    }
    // What begins with a mark begins with a character all the same.
    count + usize::from(text.chars().next().is_some_and(extends))
}

/// Whether it belongs to the character before it: marks, joiners, variation selectors, skin tones, tags.
fn extends(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}'
        | '\u{05C1}'..='\u{05C2}' | '\u{05C4}'..='\u{05C5}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}'
        | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{0900}'..='\u{0903}' | '\u{093A}'..='\u{093C}'
        | '\u{093E}'..='\u{094F}' | '\u{0981}'..='\u{0983}' | '\u{09BC}' | '\u{09BE}'..='\u{09CD}'
        | '\u{0BBE}'..='\u{0BCD}' | '\u{0E31}' | '\u{0E33}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}'
        | '\u{302A}'..='\u{302F}' | '\u{3099}'..='\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a Korean letter goes on with the syllable before it (UAX #29, GB6 to GB8).
fn jamo_goes_on(before: char, c: char) -> bool {
    let is_initial = |c| matches!(c, '\u{1100}'..='\u{115F}');
    let is_vowel = |c| matches!(c, '\u{1160}'..='\u{11A7}');
    let is_final = |c| matches!(c, '\u{11A8}'..='\u{11FF}');
    let is_syllable = |c| matches!(c, '\u{AC00}'..='\u{D7A3}');
    let is_open = |c: char| is_syllable(c) && (u32::from(c) - 0xAC00).is_multiple_of(28);
    (is_initial(before) && (is_initial(c) || is_vowel(c) || is_syllable(c)))
        || ((is_vowel(before) || is_open(before)) && (is_vowel(c) || is_final(c)))
        || ((is_final(before) || is_syllable(before)) && is_final(c))
}
