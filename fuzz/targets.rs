//! What the fuzzers do with what they find. `crates/comments/tests/corpus.rs` does the same with what is kept of it, so that
//! every run of the tests goes through it.

#![allow(dead_code, reason = "each fuzzer has one target")]

use comments::{
    At, Block, CommentBody, Cursor, Inline, Markup, Shelf, Slug, Sort, Target,
    export::{Exported, Header},
    markup::DEEPEST,
};

/// Any text shows something: links lead only where links may, and nothing nests deeper than it may.
pub(crate) fn markup(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    blocks(Markup::parse(&text).blocks(), 0);
    if let Ok(body) = CommentBody::new(&text) {
        assert_eq!(
            CommentBody::new(body.as_str()),
            Ok(body),
            "a text that may be kept stays as it is"
        );
    }
}

fn blocks(all: &[Block], depth: usize) {
    assert!(depth <= DEEPEST, "blocks nest");
    for block in all {
        match block {
            Block::Paragraph(content) => inlines(content, 0),
            Block::Code(_) => {}
            Block::Quote(content) => blocks(content, depth + 1),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, depth + 1)),
        }
    }
}

fn inlines(all: &[Inline], depth: usize) {
    // A run of three signs makes two inlines.
    assert!(depth <= 2 * DEEPEST, "inlines nest");
    for inline in all {
        match inline {
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
            Inline::Emphasis(content) | Inline::Strong(content) => inlines(content, depth + 1),
            Inline::Link { target, content } => {
                assert_eq!(Target::new(target.as_str()).as_ref(), Some(target));
                assert!(!target.host().is_empty(), "a link says where it leads");
                inlines(content, depth + 1);
            }
        }
    }
}

/// A text is a cursor or not; one that is reads back, and a shelf answers it whatever it names.
pub(crate) fn cursor(data: &[u8]) {
    let Ok(cursor) = String::from_utf8_lossy(data).parse::<Cursor>() else {
        return;
    };
    assert_eq!(cursor.to_string().parse(), Ok(cursor));
    let shelf = Shelf::default();
    for at in [At::After(cursor), At::Before(cursor)] {
        assert!(shelf.page(Sort::Newest, &at).threads.items.is_empty());
    }
}

/// A file is refused or read; what is read can be shown in any order, and written and read again.
pub(crate) fn import(data: &[u8]) {
    let article: Slug = match "gut-skin-connection".parse() {
        Ok(slug) => slug,
        Err(error) => panic!("{error}"),
    };
    if let Ok(header) = serde_json::from_slice::<Header>(data) {
        let _ = header.check(&article);
    }
    let Ok(Exported { comments }) = serde_json::from_slice(data) else {
        return;
    };
    for sort in [Sort::Oldest, Sort::Newest, Sort::Helpful] {
        let page = comments.page(sort, &At::Start);
        for thread in &page.threads.items {
            let replies = comments.replies(thread.first.id, &At::Start);
            assert!(replies.is_ok_and(|window| window.items.len() <= thread.count));
            assert!(comments.context(sort, thread.first.id).is_ok());
        }
    }
    let mut joined = comments.clone();
    joined.join(comments.clone());
    assert_eq!(joined, comments);
    let written = serde_json::to_string(&comments).map(|text| serde_json::from_str::<Shelf>(&text));
    assert!(written.is_ok_and(|read| read.is_ok_and(|read| read == comments)));
}
