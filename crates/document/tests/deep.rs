//! Input made to exhaust the stack or the day is refused in a moment.
#![cfg(feature = "parse")]

use document::{
    Block, Document, Library, ParseError, Problem, Slug, parse, parse::MAX_DEPTH, parse_file,
};

fn article(text: &str) -> Result<Document, ParseError> {
    let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
    let front_matter = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
    parse(slug, &format!("{front_matter}{text}"))
}

#[test]
fn ten_thousand_levels_are_too_deep() {
    const MANY: usize = 10_000;
    let inputs = [
        ">".repeat(MANY) + " a",
        "> ".repeat(MANY) + "a",
        "- ".repeat(MANY) + "a",
        "1. ".repeat(MANY) + "a",
        "*a **b ".repeat(MANY) + &"c** d*".repeat(MANY),
        "![".repeat(MANY) + "a" + &"](x)".repeat(MANY),
        "a\n: ".to_owned() + &"> ".repeat(MANY) + "b",
        "a[^b]\n\n[^b]: ".to_owned() + &"> ".repeat(MANY) + "c",
    ];
    for input in inputs {
        let error = article(&input).err().map(|error| error.problem);
        assert_eq!(
            error,
            Some(Problem::TooDeep { limit: MAX_DEPTH }),
            "{input:.20}"
        );
    }
}

const MANY: usize = 10_000;

#[test]
fn many_signs_that_open_nothing_are_text() {
    for sign in [
        "[", "![", "a*", "_a ", "]", "(", "{", "`a", "&", "\\", "a: ", "<", "[a](", "| ", "[^",
        "\\[^a]", ": ",
    ] {
        let input = "a ".to_owned() + &sign.repeat(MANY);
        assert!(article(&input).is_ok(), "{sign}");
    }
    let stars = article(&("a".to_owned() + &"*".repeat(MANY)));
    assert!(stars.is_ok());
}

#[test]
fn many_mistakes_are_refused_in_a_moment() {
    for mistake in [
        "[^a] ",
        "[^a]: ",
        "[^b]: c\n",
        "a\n: b\n\n",
        "\n: ",
        "![a](x.svg)\n\n",
    ] {
        let input = "a ".to_owned() + &mistake.repeat(MANY);
        assert!(article(&input).is_err(), "{mistake}");
    }
}

fn repeated(times: usize, numbered: &dyn Fn(usize) -> String) -> String {
    (0..times).map(numbered).collect()
}

#[test]
fn many_notes_and_uses_of_terms_are_read_in_a_moment() {
    let marks = repeated(MANY, &|n| format!("[^{n}] "));
    let notes = repeated(MANY, &|n| format!("[^{n}]: a\n\n"));
    assert!(article(&format!("a {marks}\n\n{notes}")).is_ok());

    let glossary = repeated(100, &|n| format!("a {n}\n: b\n\n"));
    let uses = "a b a ".repeat(MANY);
    assert!(article(&format!("{uses}\n\n## Glossary\n\n{glossary}")).is_ok());
}

#[test]
fn many_plans_and_cues_are_read_in_a_moment() {
    let slug = || Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
    let front_matter = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\nplans:\n";
    let cues = repeated(MANY, &|n| format!("c{n}, "));
    let one = format!(
        "{front_matter}  T: {{cues: [{cues}], actions: [a]}}\n---\n## T {{.tips #t2}}\n\n- T: a"
    );
    assert!(parse(slug(), &one).is_ok());

    let plan = |n| format!("  T{n}: {{cues: [a], actions: [b]}}\n");
    let plans = repeated(MANY, &plan);
    let tips = repeated(MANY, &|n| format!("- T{n}: a\n"));
    let many = format!("{front_matter}{plans}---\n## T {{.tips}}\n\n{tips}");
    assert!(parse(slug(), &many).is_ok());
    assert!(parse(slug(), &many.replace("- T", "- U")).is_err());
}

#[test]
fn front_matter_cannot_be_deep() {
    for sign in ["[", "{", "- ", "? ", "a: [", "!a ", "&a "] {
        let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
        let source = format!("---\ntitle: {}\n---\na", sign.repeat(10_000));
        assert!(parse(slug, &source).is_err(), "{sign}");
    }
}

#[test]
fn the_deepest_article_survives_its_journey_as_json() -> Result<(), Box<dyn std::error::Error>> {
    let quotes = article(&(">".repeat(MAX_DEPTH - 1) + "a"))?;
    let lists = article(&("- ".repeat(MAX_DEPTH / 2 - 1) + "a: *b*"))?;
    let marks = (0..MAX_DEPTH - 1).map(|level| if level % 2 == 0 { "*" } else { "**" });
    let stars: String = marks.clone().rev().collect();
    let emphasis = article(&(marks.collect::<String>() + "a" + &stars))?;
    let notes = article(&format!(
        "## T\n\na[^b]\n\n[^b]: {}c",
        ">".repeat(MAX_DEPTH - 2)
    ))?;
    let drawing = drawn(1, MAX_DEPTH - 3)?;
    let drawing_in_quotes = drawn(MAX_DEPTH - 3, 1)?;
    for document in [quotes, lists, emphasis, notes, drawing, drawing_in_quotes] {
        let json = serde_json::to_string(&document)?;
        assert_eq!(serde_json::from_str::<Document>(&json)?, document);
    }
    Ok(())
}

/// A drawing of so many groups in each other.
struct Groups(usize);

impl Library for Groups {
    fn picture(&self, _path: &str) -> Option<Vec<u8>> {
        let (open, close) = ("<g>".repeat(self.0), "</g>".repeat(self.0));
        Some(format!("<svg viewBox='0 0 1 1'>{open}{close}</svg>").into())
    }

    fn has_page(&self, _path: &str) -> bool {
        true
    }
}

fn drawn(quotes: usize, groups: usize) -> Result<Document, ParseError> {
    let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
    let front_matter = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";
    let source = format!("{front_matter}{}![a](x.svg)", ">".repeat(quotes));
    parse_file(slug, source.as_bytes(), &Groups(groups))
}

#[test]
fn an_article_and_its_drawings_are_one_tree() {
    // The paragraph, the drawing's root and the innermost group are levels too.
    assert!(drawn(20, MAX_DEPTH - 22).is_ok());
    assert!(drawn(20, MAX_DEPTH - 21).is_err());
}

#[test]
fn one_level_more_than_the_deepest_is_an_error() {
    let quotes = |levels: usize| article(&(">".repeat(levels) + "a"));
    // The paragraph in the innermost quotation is a level too.
    assert!(
        matches!(quotes(MAX_DEPTH - 1).map(|d| d.intro), Ok(blocks) if matches!(blocks[..], [Block::Quote(_)]))
    );
    assert!(matches!(
        quotes(MAX_DEPTH),
        Err(ParseError {
            problem: Problem::TooDeep { .. },
            ..
        })
    ));
}
