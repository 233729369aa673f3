//! What each construct of Markdown becomes. A snapshot has a line for each block.
#![cfg(feature = "parse")]

use document::{Block, Document, Slug, parse};
use insta::assert_snapshot;

fn article(text: &str) -> Document {
    let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
    let front_matter = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
    parse(slug, &format!("{front_matter}{text}"))
        .unwrap_or_else(|error| panic!("{}", error.in_file("x.md")))
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| panic!("{error}"))
}

fn lines(blocks: &[Block]) -> String {
    blocks.iter().map(json).collect::<Vec<_>>().join("\n")
}

fn blocks(text: &str) -> String {
    lines(&article(text).intro)
}

/// Each section: its id and title, then its blocks.
fn sections(text: &str) -> String {
    let section = |section: &document::Section| {
        format!(
            "{} {}\n{}",
            section.id,
            json(&section.title),
            lines(&section.body)
        )
    };
    article(text)
        .sections
        .iter()
        .map(section)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn dates_of_changes_and_reviews() {
    let source = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\nupdated: 2024-02-13\nreviewed: 2025-01-02\nreviewer: Dr. B\nnext_review: 2027-11-24\n---\na";
    let document = parse(article("a").slug, source).unwrap_or_else(|error| panic!("{error}"));
    assert_snapshot!(json(&document), @r#"{"slug":"x","title":"T","description":"D","author":"A","published":"2024-02-13","updated":"2024-02-13","review":{"reviewer":"Dr. B","on":"2025-01-02"},"next_review":"2027-11-24","intro":[{"paragraph":[{"text":"a"}]}],"sections":[]}"#);
}

#[test]
fn front_matter() {
    let source = "\u{feff}---\r\n# for machines\r\ntitle: \"  The gut: a street \"\r\ndescription: >\r\n  Two\r\n  lines.\r\nauthor: 장\r\nplace:\r\npublished: 2024-02-13\r\n--- \r\nText.";
    let document = parse(article("a").slug, source).unwrap_or_else(|error| panic!("{error}"));
    assert_snapshot!(json(&document), @r#"{"slug":"x","title":"The gut: a street","description":"Two lines.","author":"장","published":"2024-02-13","intro":[{"paragraph":[{"text":"Text."}]}],"sections":[]}"#);
}

#[test]
fn text_and_its_marks() {
    assert_snapshot!(blocks("A *b **c*** `d <e>` & \"f\" -- g... \\*h\\*\ni  \nj&nbsp;k [l] ~~m~~ \\[^n]"), @r#"{"paragraph":[{"text":"A "},{"emphasis":[{"text":"b "},{"strong":[{"text":"c"}]}]},{"text":" "},{"code":"d <e>"},{"text":" & \"f\" -- g... *h* i"},"break",{"text":"j k [l] ~~m~~ [^n]"}]}"#);
    assert_snapshot!(blocks("One.\r\nStill one.\r\n\r\nTwo.\\\r\nA break."), @r#"
    {"paragraph":[{"text":"One. Still one."}]}
    {"paragraph":[{"text":"Two."},"break",{"text":"A break."}]}
    "#);
}

#[test]
fn links() {
    assert_snapshot!(blocks("[a *b*](https://c) <https://d> <e@f.org> [g](h/i#j) [k][l]\n\n[l]: ../m"), @r#"{"paragraph":[{"link":{"href":"https://c","content":[{"text":"a "},{"emphasis":[{"text":"b"}]}]}},{"text":" "},{"link":{"href":"https://d","content":[{"text":"https://d"}]}},{"text":" "},{"link":{"href":"mailto:e@f.org","content":[{"text":"e@f.org"}]}},{"text":" "},{"link":{"href":"h/i#j","content":[{"text":"g"}]}},{"text":" "},{"link":{"href":"../m","content":[{"text":"k"}]}}]}"#);
    assert_snapshot!(sections("## A\n\n[up](#a) [down](#b) [term](#c)\n\n### B\n\n- C: d"), @r##"
    a [{"text":"A"}]
    {"paragraph":[{"link":{"href":"#a","content":[{"text":"up"}]}},{"text":" "},{"link":{"href":"#b","content":[{"text":"down"}]}},{"text":" "},{"link":{"href":"#c","content":[{"text":"term"}]}}]}
    {"heading":{"level":3,"id":"b","content":[{"text":"B"}]}}
    {"terms":[{"id":"c","term":"C","body":[{"paragraph":[{"text":"d"}]}]}]}
    "##);
}

#[test]
fn pictures() {
    assert_snapshot!(blocks("See ![the *gut*](figures/gut.svg) ![](<a b.png>)"), @r#"{"paragraph":[{"text":"See "},{"image":{"src":"figures/gut.svg","alt":"the gut"}},{"text":" "},{"image":{"src":"a b.png","alt":""}}]}"#);
    assert_snapshot!(blocks("[![Gut](gut.svg)](https://example.org)"), @r#"{"paragraph":[{"link":{"href":"https://example.org","content":[{"image":{"src":"gut.svg","alt":"Gut"}}]}}]}"#);
}

#[test]
fn quotations_listings_and_rules() {
    assert_snapshot!(blocks("> a\n>\n> > b\n\n---\n\n```rust ignore\nfn f() {}\n\n<b>\n```\n\n    c\n     d\n"), @r#"
    {"quote":[{"paragraph":[{"text":"a"}]},{"quote":[{"paragraph":[{"text":"b"}]}]}]}
    "rule"
    {"code":{"language":"rust","text":"fn f() {}\n\n<b>"}}
    {"code":{"text":"c\n d"}}
    "#);
    assert_snapshot!(blocks("- a\n\n  ```\r\n  b\r\n\r\n  c\r\n  ```"), @r#"{"list":{"items":[[{"paragraph":[{"text":"a"}]},{"code":{"text":"b\n\nc"}}]]}}"#);
}

#[test]
fn lists() {
    assert_snapshot!(blocks("- a\n- *b*\n  c\n-\n\n1. one: a\n2. two: b\n"), @r#"
    {"list":{"items":[[{"paragraph":[{"text":"a"}]}],[{"paragraph":[{"emphasis":[{"text":"b"}]},{"text":" c"}]}],[]]}}
    {"list":{"start":1,"items":[[{"paragraph":[{"text":"one: a"}]}],[{"paragraph":[{"text":"two: b"}]}]]}}
    "#);
    assert_snapshot!(blocks("7) a\n\n   b\n\n   - c\n     d\n"), @r#"{"list":{"start":7,"items":[[{"paragraph":[{"text":"a"}]},{"paragraph":[{"text":"b"}]},{"list":{"items":[[{"paragraph":[{"text":"c d"}]}]]}}]]}}"#);
}

#[test]
fn a_list_whose_every_item_reads_term_text_is_a_list_of_terms() {
    assert_snapshot!(blocks("- Sleep: **eight** hours\n- Bed\n  time: at\n  ten\n\n  Or so.\n\n  - c\n"), @r#"{"terms":[{"id":"sleep","term":"Sleep","body":[{"paragraph":[{"strong":[{"text":"eight"}]},{"text":" hours"}]}]},{"id":"bed-time","term":"Bed time","body":[{"paragraph":[{"text":"at ten"}]},{"paragraph":[{"text":"Or so."}]},{"list":{"items":[[{"paragraph":[{"text":"c"}]}]]}}]}]}"#);
    assert_snapshot!(blocks("* A: b\n    * C: d\n    * E: `f`\n"), @r#"{"terms":[{"id":"a","term":"A","body":[{"paragraph":[{"text":"b"}]},{"terms":[{"id":"c","term":"C","body":[{"paragraph":[{"text":"d"}]}]},{"id":"e","term":"E","body":[{"paragraph":[{"code":"f"}]}]}]}]}]}"#);
    for no_terms in [
        "- A: b\n- c",
        "- *A*: b",
        "- A. So: b",
        "- A:b",
        "- A:\n\n  b",
        "- A `b`: c",
        "- !: a",
    ] {
        assert!(
            matches!(article(no_terms).intro[..], [Block::List { .. }]),
            "{no_terms}"
        );
    }
}

#[test]
fn sections_and_headings() {
    assert_snapshot!(sections("Intro.\n\n## The `Gut` & *Skin*\n\na\n\n### B {#own-id}\n\n#### C\n\nD\n---\n\n### E ###\n\n## Sets \\{1, 2\\}"), @r#"
    the-gut-skin [{"text":"The "},{"code":"Gut"},{"text":" & "},{"emphasis":[{"text":"Skin"}]}]
    {"paragraph":[{"text":"a"}]}
    {"heading":{"level":3,"id":"own-id","content":[{"text":"B"}]}}
    {"heading":{"level":4,"id":"c","content":[{"text":"C"}]}}
    d [{"text":"D"}]
    {"heading":{"level":3,"id":"e","content":[{"text":"E"}]}}
    sets-1-2 [{"text":"Sets {1, 2}"}]
    "#);
}

#[test]
fn braces_before_the_end_of_a_heading_are_text() {
    assert_snapshot!(sections("a\n\n## `{b}` *{c}* [d](e{f})\n\n## [g](h{i}) {#j} ##\n\n## [k](l{m}) {#n}\n"), @r##"
    b-c-d [{"code":"{b}"},{"text":" "},{"emphasis":[{"text":"{c}"}]},{"text":" "},{"link":{"href":"e{f}","content":[{"text":"d"}]}}]

    g-j [{"link":{"href":"h{i}","content":[{"text":"g"}]}},{"text":" {#j}"}]

    n [{"link":{"href":"l{m}","content":[{"text":"k"}]}}]
    "##);
}

#[test]
fn the_first_list_of_terms_in_a_section_marked_as_tips_is_its_tips() {
    assert_snapshot!(sections("## Do {.tips #do}\n\n- plain\n\n> - Quoted: a\n\n- First: b\n\n***\n\n+ Second: c\n\n## Know\n\n- Third: d"), @r#"
    do [{"text":"Do"}]
    {"list":{"items":[[{"paragraph":[{"text":"plain"}]}]]}}
    {"quote":[{"terms":[{"id":"quoted","term":"Quoted","body":[{"paragraph":[{"text":"a"}]}]}]}]}
    {"tips":[{"id":"first","term":"First","body":[{"paragraph":[{"text":"b"}]}]}]}
    "rule"
    {"terms":[{"id":"second","term":"Second","body":[{"paragraph":[{"text":"c"}]}]}]}
    know [{"text":"Know"}]
    {"terms":[{"id":"third","term":"Third","body":[{"paragraph":[{"text":"d"}]}]}]}
    "#);
}
