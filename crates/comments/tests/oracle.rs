//! Our parser against one that many use: what both know, both read alike.
//!
//! The texts are made of what people write, well formed. Where the two differ on purpose: a line break in a paragraph is a
//! break here and a space there; items of a list always hold paragraphs here; addresses are links without signs around them.

#![allow(
    clippy::format_push_string,
    reason = "a notation for tests is built piece by piece"
)]

mod support;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};
use support::shown;

/// What the other parser makes of `text`, in the notation of `support`.
fn oracle(text: &str) -> String {
    let mut shown = String::new();
    // Items of a list without empty lines have no paragraphs of their own there.
    let mut bare = vec![false];
    for event in TextMergeStream::new(Parser::new_ext(text, Options::empty())) {
        let is_inline = matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
        );
        let is_block = matches!(
            event,
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_))
                | Event::End(TagEnd::Item)
        );
        if let Some(open) = bare.last_mut() {
            if is_inline && !*open && shown.ends_with("li(") {
                shown.push_str("p(");
                *open = true;
            } else if is_block && *open {
                shown.push(')');
                *open = false;
            }
        }
        match event {
            Event::Start(Tag::Paragraph) => shown.push_str("p("),
            Event::Start(Tag::BlockQuote(_)) => shown.push_str("quote("),
            Event::Start(Tag::CodeBlock(_)) => shown.push_str("pre("),
            Event::Start(Tag::List(None)) => shown.push_str("ul("),
            Event::Start(Tag::List(Some(first))) => shown.push_str(&format!("ol{first}(")),
            Event::Start(Tag::Item) => {
                shown.push_str("li(");
                bare.push(false);
            }
            Event::Start(Tag::Emphasis) => shown.push_str("em("),
            Event::Start(Tag::Strong) => shown.push_str("strong("),
            Event::Start(Tag::Link { dest_url, .. }) => {
                shown.push_str(&format!("a<{dest_url}>("));
            }
            Event::End(TagEnd::Item) => {
                bare.pop();
                shown.push(')');
            }
            Event::End(TagEnd::CodeBlock) => {
                shown.truncate(shown.trim_end_matches('\n').len());
                shown.push(')');
            }
            Event::End(_) => shown.push(')'),
            Event::Text(text) => shown.push_str(&text),
            Event::Code(code) => shown.push_str(&format!("code({code})")),
            Event::SoftBreak | Event::HardBreak => shown.push('/'),
            other => panic!("the texts hold no {other:?}"),
        }
    }
    shown
}

/// Words, of letters and with spaces.
fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "gut", "and skin", "a", "민해", "naïve", "it's 5", "x, y",
    ])
    .prop_map(str::to_owned)
}

/// A line of words, emphasis, code and links.
fn line() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => words(),
        1 => words().prop_map(|it| format!("`{it}`")),
        1 => words().prop_map(|it| format!("[{it}](https://example.org/a?b=c)")),
        1 => Just("<https://example.org>".to_owned()),
        1 => Just("\\*\\_\\`\\[".to_owned()),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        let some = prop::collection::vec(inner, 1..4).prop_map(|all| all.join(" "));
        prop_oneof![
            some.clone().prop_map(|it| format!("*{it}*")),
            some.clone().prop_map(|it| format!("_{it}_")),
            some.clone().prop_map(|it| format!("**{it}**")),
            some.prop_map(|it| format!("__{it}__")),
        ]
    });
    let line = prop::collection::vec(inline, 1..4).prop_map(|all| all.join(" "));
    // Runs of more than three signs are text here.
    line.prop_filter("long runs", |line| {
        !line.contains("****") && !line.contains("____")
    })
}

fn indent(text: &str, with: &str) -> String {
    text.replace('\n', &format!("\n{with}"))
}

/// Paragraphs, code, quotes and lists, one below the other.
fn blocks() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => prop::collection::vec(line(), 1..3).prop_map(|lines| lines.join("\n")),
        1 => words().prop_map(|it| format!("```\n{it}\n\n  *{it}*\n```")),
    ];
    let block = leaf.prop_recursive(3, 12, 3, |inner| {
        let some = prop::collection::vec(inner, 1..3).prop_map(|all| all.join("\n\n"));
        let items = prop::collection::vec(some.clone(), 1..3);
        prop_oneof![
            some.prop_map(|it| format!("> {}", indent(&it, "> "))),
            items.clone().prop_map(|items| {
                let items = items.iter().map(|it| format!("- {}", indent(it, "  ")));
                items.collect::<Vec<_>>().join("\n\n")
            }),
            items.prop_map(|items| {
                let items = items.iter().map(|it| format!("1. {}", indent(it, "   ")));
                items.collect::<Vec<_>>().join("\n\n")
            }),
        ]
    });
    // Lists and quotes that follow each other would go on as one.
    prop::collection::vec(block, 1..3).prop_map(|all| all.join("\n\nbetween\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn lines_are_read_alike(line in line()) {
        prop_assert_eq!(shown(&line), oracle(&line));
    }

    #[test]
    fn blocks_are_read_alike(text in blocks()) {
        prop_assert_eq!(shown(&text), oracle(&text));
    }
}
