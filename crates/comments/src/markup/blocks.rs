//! Lines to blocks.

use super::{Block, DEEPEST, inlines::inlines};

/// The blocks that `lines` make, `depth` blocks inside of others.
pub(super) fn blocks(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some(line) = rest.first() {
        if is_blank(line) {
            rest = &rest[1..];
            continue;
        }
        let may_nest = depth < DEEPEST;
        let (block, count) = if let Some(fence) = Fence::of(line) {
            code(&rest[1..], &fence)
        } else if may_nest && quoted(line).is_some() {
            quote(rest, depth)
        } else if let Some(marker) = Marker::of(line).filter(|_| may_nest) {
            list(rest, &marker, depth)
        } else {
            paragraph(rest, may_nest)
        };
        blocks.push(block);
        rest = &rest[count..];
    }
    blocks
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The line without the few spaces that may stand before any block.
fn begin(line: &str) -> &str {
    let trimmed = line.trim_start_matches(' ');
    if line.len() - trimmed.len() < 4 {
        trimmed
    } else {
        line
    }
}

/// What begins and ends lines of code.
struct Fence {
    sign: char,
    length: usize,
}

impl Fence {
    fn of(line: &str) -> Option<Self> {
        let line = begin(line);
        let sign = line
            .chars()
            .next()
            .filter(|sign| matches!(sign, '`' | '~'))?;
        let rest = line.trim_start_matches(sign);
        let length = line.len() - rest.len();
        // What follows says which language it is; code within a line may begin with as many signs.
        (length >= 3 && !rest.contains('`')).then_some(Self { sign, length })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        Self::of(line).is_some_and(|other| {
            let is_alone = line.trim().chars().all(|c| c == self.sign);
            is_alone && other.sign == self.sign && other.length >= self.length
        })
    }
}

/// The code between fences, or to the end; and how many lines it takes, with its fences.
fn code(lines: &[&str], fence: &Fence) -> (Block, usize) {
    let end = lines.iter().position(|line| fence.is_closed_by(line));
    let code = &lines[..end.unwrap_or(lines.len())];
    let fences = if end.is_some() { 2 } else { 1 };
    (Block::Code(code.join("\n")), code.len() + fences)
}

/// What is quoted in this line.
fn quoted(line: &str) -> Option<&str> {
    let quoted = begin(line).strip_prefix('>')?;
    Some(quoted.strip_prefix(' ').unwrap_or(quoted))
}

fn quote(lines: &[&str], depth: usize) -> (Block, usize) {
    let quoted: Vec<&str> = lines.iter().map_while(|line| quoted(line)).collect();
    let count = quoted.len();
    (Block::Quote(blocks(&quoted, depth + 1)), count)
}

/// What begins an item of a list.
struct Marker<'l> {
    /// `-`, `*`, `+`, or what follows the number. Another one begins another list.
    sign: char,
    number: Option<u32>,
    /// How many bytes stand before the item's words: what is indented so far belongs to it.
    width: usize,
    words: &'l str,
}

impl<'l> Marker<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let marked = begin(line);
        let digits = marked.bytes().take_while(u8::is_ascii_digit).count();
        let number = marked[..digits].parse().ok();
        let sign = marked[digits..].chars().next()?;
        let is_one = match digits {
            0 => matches!(sign, '-' | '*' | '+'),
            1..=9 => matches!(sign, '.' | ')'),
            _ => false,
        };
        let rest = is_one.then(|| &marked[digits + 1..])?;
        let words = rest.trim_start_matches(' ');
        let spaces = rest.len() - words.len();
        // Nothing after it, or a word right after it: no item.
        (spaces > 0 && !words.is_empty()).then_some(Self {
            sign,
            number,
            width: line.len() - words.len(),
            words,
        })
    }
}

fn list(lines: &[&str], marker: &Marker<'_>, depth: usize) -> (Block, usize) {
    let mut items = Vec::new();
    let mut count = 0;
    while let Some(item) = lines.get(count).and_then(|line| Marker::of(line))
        && item.sign == marker.sign
    {
        let mut own = vec![item.words];
        count += 1;
        while let Some(line) = lines.get(count) {
            let indented = line.get(..item.width).filter(|indent| is_blank(indent));
            // An empty line belongs to the item if something of it follows.
            let goes_on = || {
                let next = lines[count..].iter().find(|line| !is_blank(line));
                next.and_then(|line| line.get(..item.width))
                    .is_some_and(is_blank)
            };
            match indented {
                Some(_) => own.push(&line[item.width..]),
                None if is_blank(line) && goes_on() => own.push(""),
                None => break,
            }
            count += 1;
        }
        items.push(blocks(&own, depth + 1));
        // Items may stand apart.
        let blank = lines[count..]
            .iter()
            .take_while(|line| is_blank(line))
            .count();
        let next = lines.get(count + blank).and_then(|line| Marker::of(line));
        if next.is_some_and(|next| next.sign == marker.sign) {
            count += blank;
        }
    }
    let first = marker.number;
    (Block::List { first, items }, count)
}

/// Words until an empty line or another block.
fn paragraph(lines: &[&str], may_nest: bool) -> (Block, usize) {
    let ends = |line: &str| {
        let is_item = || Marker::of(line).is_some_and(|it| it.number.is_none_or(|it| it == 1));
        is_blank(line)
            || Fence::of(line).is_some()
            || (may_nest && (quoted(line).is_some() || is_item()))
    };
    let more = lines[1..].iter().take_while(|line| !ends(line)).count();
    let lines: Vec<&str> = lines[..=more].iter().map(|line| line.trim()).collect();
    (Block::Paragraph(inlines(&lines.join("\n"))), more + 1)
}
