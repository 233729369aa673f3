//! What is open in a line until something closes it, and text that goes on.

use super::Inline;

/// What is open.
pub(super) struct Open {
    /// `[`, `*` or `_`.
    pub(super) sign: char,
    /// How many signs have not been closed.
    pub(super) count: usize,
    /// Whether the run could close as well as open.
    pub(super) closes: bool,
    /// How long the run was.
    pub(super) length: usize,
    /// Whether there is a link in it, in which there may be no other.
    pub(super) has_link: bool,
    /// What came after it.
    pub(super) content: Vec<Inline>,
}

impl Open {
    /// A bracket or a run of signs that begins.
    pub(super) fn new(sign: char, length: usize, closes: bool) -> Self {
        Self {
            sign,
            count: length,
            closes,
            length,
            has_link: false,
            content: Vec::new(),
        }
    }
}

/// The signs of what is open, as they were typed.
pub(super) fn signs(open: &Open) -> String {
    open.sign.to_string().repeat(open.count)
}

/// Text goes on where text is.
pub(super) fn push_text(content: &mut Vec<Inline>, text: &str) {
    match content.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => content.push(Inline::Text(text.to_owned())),
    }
}

/// What comes after; text goes on where text is.
pub(super) fn append(content: &mut Vec<Inline>, more: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = more.first_mut() {
        let text = std::mem::take(text);
        push_text(content, &text);
        more.remove(0);
    }
    content.append(more);
}
