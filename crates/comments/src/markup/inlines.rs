//! Characters to inlines.
//!
//! One walk over the text with a short stack of what is open: a bracket or a run of `*` or `_`, each with what came after
//! it. What closes looks for what it closes from the top of the stack; what is open above that was none. What the stack has
//! no room for is let go at its bottom and is text. What makes links stands in `links`.

use super::{
    DEEPEST, Inline,
    open::{Open, append, push_text, signs},
    scan::{is_punctuation, ticks},
};

/// The longest run of `*` or `_` that means something.
const LONGEST_RUN: usize = 3;

/// The inlines that `text` makes.
pub(super) fn inlines(text: &str) -> Vec<Inline> {
    let mut walk = Walk {
        text,
        at: 0,
        open: Vec::new(),
        ground: Vec::new(),
        ticks: ticks(text),
    };
    while walk.step() {}
    while let Some(open) = walk.open.pop() {
        walk.give_up(open);
    }
    walk.ground
}

pub(super) struct Walk<'t> {
    pub(super) text: &'t str,
    /// How far it has come, in bytes.
    pub(super) at: usize,
    /// What is open, the outermost first.
    pub(super) open: Vec<Open>,
    /// What is in nothing that is open.
    ground: Vec<Inline>,
    /// Where runs of backticks begin, how long they are, and where the next run of this length begins.
    ticks: Vec<(usize, usize, Option<usize>)>,
}

impl Walk<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Where the next inline goes.
    pub(super) fn here(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some(open) => &mut open.content,
            None => &mut self.ground,
        }
    }

    /// Takes `length` bytes as text.
    pub(super) fn take(&mut self, length: usize) {
        let text = self.text[self.at..self.at + length].to_owned();
        self.at += length;
        push_text(self.here(), &text);
    }

    /// Takes `length` bytes as `inline`.
    pub(super) fn put(&mut self, length: usize, inline: Inline) {
        self.at += length;
        self.here().push(inline);
    }

    /// Opens something; what has no room is text.
    pub(super) fn open(&mut self, open: Open) {
        if self.open.len() == DEEPEST {
            let mut bottom = self.open.remove(0);
            push_text(&mut self.ground, &signs(&bottom));
            append(&mut self.ground, &mut bottom.content);
        }
        self.open.push(open);
    }

    /// It was none: its signs are text, and what came after them goes on.
    pub(super) fn give_up(&mut self, mut open: Open) {
        let signs = signs(&open);
        let here = self.here();
        push_text(here, &signs);
        append(here, &mut open.content);
    }

    /// What is open above the one at `at` was none.
    pub(super) fn give_up_above(&mut self, at: usize) {
        while self.open.len() > at + 1
            && let Some(open) = self.open.pop()
        {
            self.give_up(open);
        }
    }

    /// Takes what comes next; nothing at the end.
    fn step(&mut self) -> bool {
        let Some(next) = self.rest().chars().next() else {
            return false;
        };
        match next {
            '\n' => self.put(1, Inline::Break),
            '\\' => self.escape(),
            '`' => self.code(),
            '*' | '_' => self.run(next),
            '[' => {
                self.at += 1;
                self.open(Open::new('[', 1, false));
            }
            ']' => self.close_bracket(),
            '<' => self.angle(),
            'h' | 'H' => self.bare(),
            _ => self.words(),
        }
        true
    }

    /// Text up to what may mean something.
    pub(super) fn words(&mut self) {
        let rest = self.rest();
        let mut signs = rest.char_indices().skip(1);
        let end = signs.find(|(_, c)| {
            matches!(
                c,
                '\n' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | 'h' | 'H'
            )
        });
        let length = end.map_or(rest.len(), |(end, _)| end);
        self.take(length);
    }

    fn escape(&mut self) {
        let sign = self.rest().chars().nth(1);
        if sign.is_some_and(|sign| sign.is_ascii_punctuation()) {
            self.at += 1;
        }
        self.take(1);
    }

    fn code(&mut self) {
        let run = self
            .ticks
            .binary_search_by(|(begin, _, _)| begin.cmp(&self.at));
        let Some((_, length, close)) = run.ok().map(|run| self.ticks[run]) else {
            return self.take(1);
        };
        let Some(close) = close else {
            return self.take(length);
        };
        let code = self.text[self.at + length..close].replace('\n', " ");
        let inner = code
            .strip_prefix(' ')
            .and_then(|code| code.strip_suffix(' '));
        let code = match inner {
            Some(inner) if !inner.trim().is_empty() => inner.to_owned(),
            _ => code,
        };
        let whole = close + length - self.at;
        self.put(whole, Inline::Code(code));
    }

    /// A run of `*` or `_` opens, closes or says nothing (`CommonMark` 0.31, 6.2).
    fn run(&mut self, sign: char) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(sign).len();
        if length > LONGEST_RUN {
            return self.take(length);
        }
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_sign = |c: Option<char>| c.is_some_and(is_punctuation);
        let leans_left =
            !is_space(after) && (!is_sign(after) || is_space(before) || is_sign(before));
        let leans_right =
            !is_space(before) && (!is_sign(before) || is_space(after) || is_sign(after));
        let (opens, closes) = match sign {
            '*' => (leans_left, leans_right),
            _ => (
                leans_left && (!leans_right || is_sign(before)),
                leans_right && (!leans_left || is_sign(after)),
            ),
        };
        self.at += length;
        let mut count = length;
        while closes
            && count > 0
            && let Some(at) = self.opener(sign, length, opens)
        {
            count -= self.close(at, count);
        }
        if opens && count > 0 {
            self.open(Open {
                count,
                ..Open::new(sign, length, closes)
            });
        } else if count > 0 {
            let signs = sign.to_string().repeat(count);
            push_text(self.here(), &signs);
        }
    }

    /// What a run of `length` closes: the nearest of its kind, in the same bracket.
    fn opener(&self, sign: char, length: usize, opens: bool) -> Option<usize> {
        let bracket = self.open.iter().rposition(|open| open.sign == '[');
        let fits = |open: &Open| {
            let is_ambiguous = opens || open.closes;
            let is_odd = is_ambiguous
                && (open.length + length).is_multiple_of(3)
                && !(open.length.is_multiple_of(3) && length.is_multiple_of(3));
            open.sign == sign && !is_odd
        };
        let found = self.open.iter().rposition(fits)?;
        bracket
            .is_none_or(|bracket| bracket < found)
            .then_some(found)
    }

    /// Closes what is open at `at` with at most `count` signs; answers with how many.
    fn close(&mut self, at: usize, count: usize) -> usize {
        self.give_up_above(at);
        let Some(open) = self.open.last_mut() else {
            return count;
        };
        let used = open.count.min(count).min(2);
        let content = std::mem::take(&mut open.content);
        let inline = match used {
            1 => Inline::Emphasis(content),
            _ => Inline::Strong(content),
        };
        open.count -= used;
        if open.count == 0 {
            self.open.pop();
        }
        self.here().push(inline);
        used
    }
}
