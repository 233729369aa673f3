//! What people and fuzzers have thought of to do harm: hostile texts, and what `make fuzz` begins with and has found.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{fs, path::Path};

use comments::{AuthorName, CommentBody, Inline, Markup, Target};

mod support;
#[path = "../../../fuzz/targets.rs"]
mod targets;

use support::{walk, words};

/// The strings of `corpus/hostile.txt`, one JSON string a line.
fn hostile() -> Vec<String> {
    let lines = include_str!("../corpus/hostile.txt").lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a JSON string"))
        .collect()
}

#[test]
fn there_are_at_least_three_hundred_different_hostile_texts() {
    let mut all = hostile();
    all.sort_unstable();
    all.dedup();
    assert!(all.len() >= 300, "{}", all.len());
}

#[test]
fn hostile_texts_are_refused_or_shown_as_they_were_typed() {
    for typed in hostile() {
        targets::markup(typed.as_bytes());
        if let Ok(name) = AuthorName::new(&typed) {
            // Directions that are only embedded, and other programs' line breaks, carry no meaning here.
            let meant = typed.replace(
                |c| matches!(c, '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}'),
                "",
            );
            let meant = meant.replace(
                ['\t', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'],
                " ",
            );
            assert_eq!(name.as_str(), meant.trim());
        }
        let Ok(body) = CommentBody::new(&typed) else {
            continue;
        };
        let markup = Markup::parse(body.as_str());
        walk(markup.blocks(), 0, &mut |inline| {
            if let Inline::Link { target, .. } = inline {
                let address = target.as_str().to_ascii_lowercase();
                let is_fine = ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|it| address.starts_with(it));
                assert!(
                    is_fine && Target::new(target.as_str()).is_some(),
                    "{typed:?}"
                );
            }
        });
        // An angle bracket is never markup of ours unless it holds an address or quotes.
        if !typed.contains("http") && !typed.contains("mailto") && !typed.starts_with('>') {
            let shown = words(body.as_str());
            let count = |text: &str| text.matches('<').count();
            assert_eq!(count(&shown), count(body.as_str()), "{typed:?}");
        }
    }
}

/// Every file of a fuzzer's corpus, through what the fuzzer does.
fn replay(target: &str, run: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target);
    let files = fs::read_dir(&folder).expect("a corpus");
    let mut count = 0;
    for file in files {
        run(&fs::read(file.expect("a file").path()).expect("readable"));
        count += 1;
    }
    assert!(count > 5, "the corpus of {target} has {count} files");
}

#[test]
fn what_the_fuzzer_of_the_markup_knows_is_fine() {
    replay("markup", targets::markup);
}

#[test]
fn what_the_fuzzer_of_cursors_knows_is_fine() {
    replay("cursor", targets::cursor);
}

#[test]
fn what_the_fuzzer_of_imports_knows_is_fine() {
    replay("import", targets::import);
}
