//! What each construct of Markdown becomes. A snapshot has a line for each block.
#![cfg(feature = "parse")]

use document::{Block, Document, Library, Slug, parse, parse_file};
use insta::assert_snapshot;

fn article(text: &str) -> Document {
    let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
    let front_matter = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
    parse(slug, &format!("{front_matter}{text}"))
        .unwrap_or_else(|error| panic!("{}", error.in_file("x.md")))
}

/// A folder with one picture, of 3 by 2 pixels, and one drawing.
struct Folder;

impl Library for Folder {
    fn picture(&self, path: &str) -> Option<Vec<u8>> {
        match path {
            "gut.gif" => Some(b"GIF89a\x03\0\x02\0\0\0\0;".to_vec()),
            "figures/The Gut.svg" => Some(DRAWING.into()),
            _ => None,
        }
    }

    fn has_page(&self, path: &str) -> bool {
        path == "other/"
    }
}

const DRAWING: &str = r#"<?xml version="1.0"?>
<!-- drawn by hand -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0 64  42" role="img" aria-label="a" width="64">
  <title>Gut</title>
  <desc>A gut</desc>
  <g data-for="sleep"><path class="path" d="M0 0z"/></g>
  <text x="1">Gut <tspan>&amp;</tspan> </text>
</svg>"#;

fn illustrated(text: &str) -> Document {
    let front_matter = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
    let source = format!("{front_matter}{text}");
    parse_file(article("a").slug, source.as_bytes(), &Folder)
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
        let closed = if section.closed { " closed" } else { "" };
        let publisher = if section.by_publisher {
            " by the publisher"
        } else {
            ""
        };
        format!(
            "{} {}{closed}{publisher}\n{}",
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
    let source = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\nupdated: 2024-02-13\nreviewed: 2025-01-02\nreviewer: Dr. B\nnext_review: 2027-11-24\nhealth_note: Ask.\n---\na";
    let document = parse(article("a").slug, source).unwrap_or_else(|error| panic!("{error}"));
    assert_snapshot!(json(&document), @r#"{"slug":"x","title":"T","description":"D","author":"A","published":"2024-02-13","updated":"2024-02-13","review":{"reviewer":"Dr. B","on":"2025-01-02"},"next_review":"2027-11-24","health_note":"Ask.","intro":[{"paragraph":[{"text":"a"}]}],"sections":[]}"#);
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
    {"tips":[{"entry":{"id":"first","term":"First","body":[{"paragraph":[{"text":"b"}]}]}}]}
    "rule"
    {"terms":[{"id":"second","term":"Second","body":[{"paragraph":[{"text":"c"}]}]}]}
    know [{"text":"Know"}]
    {"terms":[{"id":"third","term":"Third","body":[{"paragraph":[{"text":"d"}]}]}]}
    "#);
}

#[test]
fn a_tip_has_the_plan_that_the_front_matter_suggests() {
    let source = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\nplans:\n  Third:\n    cues: [\"I wait: here\", Whenever I may]\n    actions:\n      - >\n          sit\n          down\n      - \"\\t stand  up \\n\"\n    once: true\n  Get the First: {cues: [I eat], actions: [It. Is]}\n---\n## Do {.tips}\n\n- Get  the\n  First: b\n- Second: c\n\n## Do more {.tips}\n\n- Third: d\n";
    let document = parse(article("a").slug, source).unwrap_or_else(|error| panic!("{error}"));
    let tips = document.sections.iter().map(|section| lines(&section.body));
    assert_snapshot!(tips.collect::<Vec<_>>().join("\n"), @r#"
    {"tips":[{"entry":{"id":"get-the-first","term":"Get  the First","body":[{"paragraph":[{"text":"b"}]}]},"plan":{"cues":["I eat"],"actions":["It. Is"]}},{"entry":{"id":"second","term":"Second","body":[{"paragraph":[{"text":"c"}]}]}}]}
    {"tips":[{"entry":{"id":"third","term":"Third","body":[{"paragraph":[{"text":"d"}]}]},"plan":{"cues":["I wait: here","Whenever I may"],"actions":["sit down","stand up"],"once":true}}]}
    "#);
    assert_snapshot!(json(&document.outline()), @r#"{"slug":"x","intro_words":0,"sections":[{"id":"do","words":7,"tips":[{"id":"get-the-first","plan":{"cues":["I eat"],"actions":["It. Is"]}},{"id":"second"}]},{"id":"do-more","words":4,"tips":[{"id":"third","plan":{"cues":["I wait: here","Whenever I may"],"actions":["sit down","stand up"],"once":true}}]}]}"#);
}

#[test]
fn a_section_can_start_closed_and_be_the_publishers() {
    assert_snapshot!(sections("a\n\n## B {.closed}\n\n## C {.publisher}\n\n## D {#e .publisher .closed}"), @r#"
    b [{"text":"B"}] closed

    c [{"text":"C"}] by the publisher

    e [{"text":"D"}] closed by the publisher
    "#);
}

#[test]
fn notes_are_numbered_by_their_first_marks_and_go_to_their_section() {
    assert_snapshot!(sections("a\n\n[^z]: *Z*\n\n    and more\n\n## References\n\nb[^y] *c[^z]* d[^Y] \\[^x] `[^x]`\n\n## E\n\n[^y]: Y\n\n- F: g[^z][^y]\n"), @r#"
    references [{"text":"References"}]
    {"paragraph":[{"text":"b"},{"mark":{"id":"note-1-mark","note":"note-1","number":1}},{"text":" "},{"emphasis":[{"text":"c"},{"mark":{"id":"note-2-mark","note":"note-2","number":2}}]},{"text":" d"},{"mark":{"id":"note-1-mark-2","note":"note-1","number":1}},{"text":" [^x] "},{"code":"[^x]"}]}
    {"notes":[{"id":"note-1","marks":["note-1-mark","note-1-mark-2","note-1-mark-3"],"body":[{"paragraph":[{"text":"Y"}]}]},{"id":"note-2","marks":["note-2-mark","note-2-mark-2"],"body":[{"paragraph":[{"emphasis":[{"text":"Z"}]}]},{"paragraph":[{"text":"and more"}]}]}]}
    e [{"text":"E"}]
    {"terms":[{"id":"f","term":"F","body":[{"paragraph":[{"text":"g"},{"mark":{"id":"note-2-mark-2","note":"note-2","number":2}},{"mark":{"id":"note-1-mark-3","note":"note-1","number":1}}]}]}]}
    "#);
    assert_snapshot!(sections("a[^b]\n\n[^b]: c\n\n## D"), @r#"
    d [{"text":"D"}]

    references [{"text":"References"}]
    {"notes":[{"id":"note-1","marks":["note-1-mark"],"body":[{"paragraph":[{"text":"c"}]}]}]}
    "#);
}

#[test]
fn a_definition_list_is_the_glossary_or_a_list_of_terms() {
    assert_snapshot!(sections("a\n\n## Glossary\n\nAxis\nstreet\n: b\n\n: c\n\n    - d\n\nGut 2\n: e\n\n> f\n> : g\n"), @r#"
    glossary [{"text":"Glossary"}]
    {"glossary":[{"id":"glossary-axis","terms":["Axis","street"],"body":[{"paragraph":[{"text":"b"}]},{"paragraph":[{"text":"c"}]},{"list":{"items":[[{"paragraph":[{"text":"d"}]}]]}}]},{"id":"glossary-gut-2","terms":["Gut 2"],"body":[{"paragraph":[{"text":"e"}]}]}]}
    {"quote":[{"terms":[{"id":"f","term":"f","body":[{"paragraph":[{"text":"g"}]}]}]}]}
    "#);
    assert_snapshot!(blocks("Axis &amp; *so*: a\n\n***\n\nAxis &amp; so\n\n: b\n: c[^d]\n\nGut\n: e\n\n[^d]: f"), @r#"
    {"paragraph":[{"text":"Axis & "},{"emphasis":[{"text":"so"}]},{"text":": a"}]}
    "rule"
    {"terms":[{"id":"axis-so","term":"Axis & so","body":[{"paragraph":[{"text":"b"}]},{"paragraph":[{"text":"c"},{"mark":{"id":"note-1-mark","note":"note-1","number":1}}]}]},{"id":"gut","term":"Gut","body":[{"paragraph":[{"text":"e"}]}]}]}
    "#);
}

#[test]
fn the_first_use_of_a_term_in_each_section_is_marked() {
    let glossary = "## Glossary\n\nskin axis\nstreet\n: The skin axis.\n\naxis\n: b\n\ngut\n: The gut.\n\n## References\n\nThe gut.\n";
    assert_snapshot!(blocks(&format!("The Gut, *the gut* `axis` [axis](#gut) **axis**\n\n{glossary}\n### Gut {{#gut}}")), @r##"{"paragraph":[{"text":"The "},{"term":{"definition":"glossary-gut","text":"Gut"}},{"text":", "},{"emphasis":[{"text":"the gut"}]},{"text":" "},{"code":"axis"},{"text":" "},{"link":{"href":"#gut","content":[{"text":"axis"}]}},{"text":" "},{"strong":[{"term":{"definition":"glossary-axis","text":"axis"}}]}]}"##);
    assert_snapshot!(sections(&format!("a\n\n## The gut\n\n![a gut](a.png) The axis\n\n- Gut: The Street, a skin axis\n\n> - an *ax*is\n> - an (Axis): a gut-ache, *gut*s, the *gut*’s\n\n{glossary}")), @r#"
    the-gut [{"text":"The gut"}]
    {"figure":{"picture":{"file":{"src":"a.png","alt":"a gut"}},"caption":[{"text":"The axis"}]}}
    {"terms":[{"id":"gut","term":"Gut","body":[{"paragraph":[{"text":"The "},{"term":{"definition":"glossary-skin-axis","text":"Street"}},{"text":", a skin axis"}]}]}]}
    {"quote":[{"list":{"items":[[{"paragraph":[{"text":"an "},{"emphasis":[{"text":"ax"}]},{"text":"is"}]}],[{"paragraph":[{"text":"an ("},{"term":{"definition":"glossary-axis","text":"Axis"}},{"text":"): a gut-ache, "},{"emphasis":[{"text":"gut"}]},{"text":"s, the "},{"emphasis":[{"term":{"definition":"glossary-gut","text":"gut"}}]},{"text":"’s"}]}]]}}]}
    glossary [{"text":"Glossary"}]
    {"glossary":[{"id":"glossary-skin-axis","terms":["skin axis","street"],"body":[{"paragraph":[{"text":"The skin axis."}]}]},{"id":"glossary-axis","terms":["axis"],"body":[{"paragraph":[{"text":"b"}]}]},{"id":"glossary-gut","terms":["gut"],"body":[{"paragraph":[{"text":"The gut."}]}]}]}
    references [{"text":"References"}]
    {"paragraph":[{"text":"The gut."}]}
    "#);
}

#[test]
fn a_paragraph_that_begins_with_a_picture_is_a_figure() {
    let figures = "![Gut](gut.gif)\n\n![Gut](gut.gif)\\\n*A* gut. ![b](gut.gif)\n\n- ![Gut](gut.gif) A gut.\n\nText ![c](<figures/The Gut.svg>)";
    assert_snapshot!(lines(&illustrated(figures).intro), @r#"
    {"figure":{"picture":{"file":{"src":"gut.gif","alt":"Gut","size":[3,2]}}}}
    {"figure":{"picture":{"file":{"src":"gut.gif","alt":"Gut","size":[3,2]}},"caption":[{"emphasis":[{"text":"A"}]},{"text":" gut. "},{"image":{"src":"gut.gif","alt":"b","size":[3,2]}}]}}
    {"list":{"items":[[{"figure":{"picture":{"file":{"src":"gut.gif","alt":"Gut","size":[3,2]}},"caption":[{"text":"A gut."}]}}]]}}
    {"paragraph":[{"text":"Text "},{"image":{"src":"figures/The Gut.svg","alt":"c"}}]}
    "#);
}

#[test]
fn a_drawing_is_bound_to_the_entries_that_it_names() {
    let drawing = "![The *gut*](<figures/The Gut.svg>)\nA [gut](other/#a).\n\n> - Sleep: a\n> - Wake: [b](#comments)";
    assert_snapshot!(lines(&illustrated(drawing).intro), @r##"
    {"figure":{"picture":{"drawing":{"id":"the-gut-figure","alt":"The gut","view_box":"0 0 64 42","content":[{"part":{"id":"the-gut-figure-sleep","entry":"sleep","term":"Sleep","content":[{"element":{"name":"path","attributes":[["class","path"],["d","M0 0z"]]}}]}},{"element":{"name":"text","attributes":[["x","1"]],"content":[{"text":"Gut "},{"element":{"name":"tspan","content":[{"text":"&"}]}},{"text":" "}]}}]}},"caption":[{"text":"A "},{"link":{"href":"other/#a","content":[{"text":"gut"}]}},{"text":"."}]}}
    {"quote":[{"terms":[{"id":"sleep","term":"Sleep","body":[{"paragraph":[{"text":"a"}]}],"part":"the-gut-figure-sleep"},{"id":"wake","term":"Wake","body":[{"paragraph":[{"link":{"href":"#comments","content":[{"text":"b"}]}}]}]}]}]}
    "##);
}
