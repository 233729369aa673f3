//! The links of a line: `[a](https://…)`, `<https://…>` and `https://…`.

use super::{
    Inline,
    inlines::Walk,
    scan::{bare_end, ends_address, linked, may_precede_address},
    target::{Target, WEB, begins_with},
};

impl Walk<'_> {
    /// `]`: with an address after it, what came since the bracket is a link.
    pub(super) fn close_bracket(&mut self) {
        let Some(at) = self.open.iter().rposition(|open| open.sign == '[') else {
            return self.take(1);
        };
        self.give_up_above(at);
        let Some(open) = self.open.pop() else {
            return self.take(1);
        };
        let linked =
            linked(&self.rest()[1..]).filter(|_| !open.has_link && !open.content.is_empty());
        let Some((target, length)) = linked else {
            self.give_up(open);
            return self.take(1);
        };
        self.put_link(1 + length, target, open.content);
    }

    /// `<https://…>`.
    pub(super) fn angle(&mut self) {
        let inner = &self.rest()[1..];
        let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
        let target = end
            .filter(|end| inner[*end..].starts_with('>'))
            .and_then(|end| Target::new(&inner[..end]));
        match target {
            Some(target) => self.link(target, 2),
            None => self.take(1),
        }
    }

    /// `https://…` as it is: not within a word, up to the end of the sentence at the latest.
    pub(super) fn bare(&mut self) {
        let before = self.text[..self.at].chars().next_back();
        let is_word = !before.is_none_or(may_precede_address);
        let rest = self.rest();
        if is_word || !WEB.iter().any(|scheme| begins_with(rest, scheme)) {
            return self.words();
        }
        let end = rest.find(ends_address);
        let address = bare_end(&rest[..end.unwrap_or(rest.len())]);
        match Target::new(address) {
            Some(target) => self.link(target, 0),
            None => self.words(),
        }
    }

    /// A link that says where it leads, with so many signs `around` it.
    fn link(&mut self, target: Target, around: usize) {
        let content = vec![Inline::Text(target.as_str().to_owned())];
        self.put_link(target.as_str().len() + around, target, content);
    }

    /// Takes `length` bytes as a link: what is open around it can be none.
    fn put_link(&mut self, length: usize, target: Target, content: Vec<Inline>) {
        for outer in &mut self.open {
            outer.has_link = true;
        }
        self.put(length, Inline::Link { target, content });
    }
}
