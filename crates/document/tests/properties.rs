//! What holds for any input.
#![cfg(feature = "parse")]

use std::collections::HashSet;

use document::{
    Block, Document, Library, ParseError, Picture, PlanIdeas, Shape, Slug,
    drawing::{ATTRIBUTES, ELEMENTS},
    ids::is_reserved,
    parse, parse_file,
};
use proptest::{collection::vec, prelude::*, sample::select};

const FRONT_MATTER: &str = "---\ntitle: T\ndescription: D\nauthor: A\npublished: 2024-02-13\n---\n";

/// A folder without a picture and without another page.
struct Nothing;

impl Library for Nothing {
    fn picture(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }

    fn has_page(&self, _path: &str) -> bool {
        false
    }
}

/// A folder in which every picture is this SVG.
struct One(String);

impl Library for One {
    fn picture(&self, _path: &str) -> Option<Vec<u8>> {
        Some(self.0.clone().into())
    }

    fn has_page(&self, _path: &str) -> bool {
        true
    }
}

/// Pieces of SVG, some of which no page may take.
fn svg() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let pieces = [
        "<g>", "</g>", "<g fill='red'>", "<g data-for='sleep'>", "<text x='1'>", "</text>", "<tspan>", "</tspan>",
        "<path d='M0 0' class='path'/>", "<circle r='1'/>", "a", " ", "\n", "&amp;", "&#1;", "<!-- a -->", "<?a b?>",
        "<![CDATA[<b>]]>", "<a href='x'/>", "<script>", "</script>", "<style/>", "<title>", "</title>",
        "<g onclick='a()'/>", "<g style='b'/>", "<rect fill='url(#a)'/>", "<g xmlns='x'/>", "<g xmlns:x='y' x:fill='z'/>",
    ];
    vec(select(pieces.to_vec()), 0..12)
        .prop_map(|pieces| format!("<svg viewBox='0 0 1 1'>{}</svg>", pieces.concat()))
}

fn check_shapes(shapes: &[Shape]) {
    for shape in shapes {
        match shape {
            Shape::Element {
                name,
                attributes,
                content,
            } => {
                assert!(ELEMENTS.contains(&name.as_str()), "{name}");
                for (name, value) in attributes {
                    assert!(ATTRIBUTES.contains(&name.as_str()), "{name}");
                    assert!(!value.contains("url("), "{value}");
                }
                check_shapes(content);
            }
            Shape::Part { term, content, .. } => {
                assert_eq!(term, "Sleep");
                check_shapes(content);
            }
            Shape::Text(_) => {}
        }
    }
}

fn read(source: &str) -> Result<Document, ParseError> {
    parse(
        Slug::of_title("x").unwrap_or_else(|error| panic!("{error}")),
        source,
    )
}

/// What must hold for whatever comes out.
fn check(source: &str, result: &Result<Document, ParseError>) {
    match result {
        Ok(document) => {
            let ids = document.ids();
            let different: HashSet<_> = ids.iter().collect();
            assert_eq!(ids.len(), different.len(), "{ids:?}");
            assert!(!ids.iter().any(|id| is_reserved(id.as_str())), "{ids:?}");
            let json = serde_json::to_string(document).unwrap_or_else(|error| panic!("{error}"));
            let back: Document =
                serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(&back, document);
        }
        Err(error) => {
            let lines: Vec<&str> = source.split('\n').collect();
            let line = lines
                .get(error.at.line - 1)
                .unwrap_or_else(|| panic!("{error} is below the end"));
            assert!(
                error.at.column <= line.chars().count() + 1,
                "{error} is right of the end"
            );
            assert!(!error.problem.mend().is_empty());
        }
    }
}

/// Pieces of Markdown that meet each other in ways nobody would write.
fn markdown() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let pieces = [
        "a", "Term: text", "é", "😀", " ", "\n", "\n\n", "\r\n", "\t", "    ", "# ", "## ", "### ",
        "###### ", "{.tips}", "{#a}", "{", "}", "- ", "* ", "+ ", "1. ", "> ", "---\n", "===\n",
        "```", "~~~", "`", "*", "**", "_", "[", "]", "(", ")", "![", "](", "](x)", "](#a)", "]: x",
        "<", ">", "<b>", "<!--", "-->", "&amp;", "&#0;", "&#1;", "\\", "\0", ":", "|", "[^a]", "$",
        "\n[^a]: b\n\n", "[^b]", "\n[^b]: ", "\nT\n: text\n\n", "\n: ", "## Glossary\n\n", "## References\n\n",
        "a\n: Term\n\n", "![a](x.png)", "![a](x.svg)", "![", "{.closed}", "{.publisher}", "\n> ",
    ];
    vec(select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

/// Plans, most of which are well-formed YAML.
fn plans() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        4 => select(vec!["I eat", "when I eat", "I  sit", "a.", "~", "''", "it: is", "\"a\\0\"", "{}", "[a]"])
            .prop_map(str::to_owned),
        1 => (100..140_usize).prop_map(|length| "é".repeat(length)),
    ];
    let list = vec(text, 0..3).prop_map(|parts| format!("[{}]", parts.join(", ")));
    let tip = select(vec!["Sleep", "Sit", "Sit", "sleep", "\"Sit \"", "<<"]);
    let once = select(vec!["", "once: true", "once: 1", "no: a"]);
    let plan = (tip, list.clone(), list, once).prop_map(|(tip, cues, actions, once)| {
        format!("  {tip}: {{cues: {cues}, actions: {actions}, {once}}}")
    });
    vec(plan, 0..3).prop_map(|plans| plans.join("\n"))
}

/// Words that mean nothing to Markdown.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Z]{1,8}",
        "[a-z]{1,8}[,;]",
        Just("–".to_owned()),
        Just("It’s".to_owned()),
        Just("(\"so\")".to_owned()),
        Just("50 %".to_owned()),
        Just("피부".to_owned()),
        Just("3.5".to_owned()),
    ];
    ("[A-Z][a-z]{1,8}", vec(word, 0..12))
        .prop_map(|(first, rest)| [vec![first], rest].concat().join(" "))
}

/// A block of a well-formed article. In its Markdown and its lines `NUMBER` stands for a number of its own for each use,
/// `INDEX` for one that the whole block has in common.
#[derive(Clone, Debug)]
struct Piece {
    markdown: String,
    lines: Vec<String>,
    note: Option<String>,
}

fn piece(markdown: String, lines: Vec<String>) -> Piece {
    Piece {
        markdown,
        lines,
        note: None,
    }
}

fn pieces() -> impl Strategy<Value = Piece> {
    let paragraph = words().prop_map(|words| piece(format!("{words}\n\n"), vec![words]));
    let wrapped = (words(), words())
        .prop_map(|(one, two)| piece(format!("{one}\n{two}\n\n"), vec![format!("{one} {two}")]));
    let quote = words().prop_map(|words| piece(format!("> {words}\n\n"), vec![words]));
    let marked = (words(), words()).prop_map(|(one, two)| {
        let line = format!("{one} {two} {one}");
        piece(format!("{one} **{two}** _{one}_\n\n"), vec![line])
    });
    let list = vec(words(), 1..4).prop_map(|items| bullets(&items, str::to_owned));
    let terms =
        vec(words(), 1..4).prop_map(|items| bullets(&items, |item| format!("Term NUMBER: {item}")));
    let heading = words().prop_map(|words| {
        let line = format!("NUMBER {words}");
        piece(format!("## {line}\n\n"), vec![line])
    });
    let defined = (words(), words()).prop_map(|(term, text)| {
        let line = format!("NUMBER {term}: {text}");
        piece(format!("NUMBER {term}\n: {text}\n\n"), vec![line])
    });
    let figure = (words(), select(vec!["x.png", "INDEX.svg"]))
        .prop_map(|(caption, file)| piece(format!("![Gut]({file})\n{caption}\n\n"), vec![caption]));
    let noted = (words(), words()).prop_map(|(words, note)| Piece {
        markdown: format!("{words}[^INDEX]\n\n[^INDEX]: {note}\n\n"),
        lines: vec![words],
        note: Some(note),
    });
    prop_oneof![
        paragraph, wrapped, quote, marked, list, terms, heading, defined, figure, noted
    ]
}

/// A well-formed article: its Markdown, and its text.
fn well_formed() -> impl Strategy<Value = (String, String)> {
    (words(), vec(pieces(), 0..12), any::<bool>()).prop_map(|(intro, pieces, has_glossary)| {
        let mut markdown = format!("{intro}\n\n");
        let mut lines = vec![intro.clone()];
        let mut notes = Vec::new();
        for (index, piece) in pieces.into_iter().enumerate() {
            markdown.push_str(&piece.markdown.replace("INDEX", &index.to_string()));
            lines.extend(piece.lines);
            notes.extend(piece.note);
        }
        // It explains the first word of the article.
        if has_glossary {
            let word = intro.split(' ').next().unwrap_or_default();
            markdown.extend(["## Glossary\n\n", word, "\nword\n: A word.\n\n"]);
            lines.extend(["Glossary".into(), format!("{word}, word"), "A word.".into()]);
        }
        if !notes.is_empty() {
            lines.push("References".into());
            lines.extend(notes);
        }
        (numbered(&markdown), numbered(&lines.join("\n")))
    })
}

/// A list, and what parts it from a list that follows: two in a row would be one.
fn bullets(items: &[String], line: impl Fn(&str) -> String) -> Piece {
    let lines: Vec<String> = items.iter().map(|item| line(item)).collect();
    piece(format!("- {}\n\n***\n\n", lines.join("\n- ")), lines)
}

/// `NUMBER` becomes 1, 2, 3 …, so that no two headings or terms are alike.
fn numbered(text: &str) -> String {
    let mut parts = text.split("NUMBER");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.enumerate().fold(first, |text, (number, part)| {
        format!("{text}{}{part}", number + 1)
    })
}

proptest! {
    #[test]
    fn any_text_is_an_article_or_a_mistake(source: String) {
        check(&source, &read(&source));
    }

    #[test]
    fn any_bytes_are_an_article_or_a_mistake(bytes: Vec<u8>) {
        let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
        let result = parse_file(slug, &bytes, &Nothing);
        prop_assert!(result.is_err());
    }

    #[test]
    fn any_front_matter_is_read_or_a_mistake(yaml in "([a-z]{1,3}|title|place|plans|[:\\[\\]{}&*!|>'\"%@`#?,~\\\\ \n\t-]|: |\n|\u{1}){0,30}") {
        let source = format!("---\n{yaml}\n---\ntext");
        check(&source, &read(&source));
    }

    #[test]
    fn any_plans_are_short_and_whole_or_a_mistake(yaml in plans()) {
        let front_matter = FRONT_MATTER.trim_end_matches("---\n");
        let source = format!("{front_matter}plans:\n{yaml}\n---\n## T {{.tips}}\n\n- Sleep: a\n- Sit: b\n");
        let result = read(&source);
        check(&source, &result);
        for section in result.iter().flat_map(|document| document.outline().sections) {
            for plan in section.tips.iter().map(|tip| &tip.plan) {
                prop_assert_eq!(plan.cues.is_empty(), plan.actions.is_empty());
                for part in plan.cues.iter().chain(&plan.actions) {
                    prop_assert!((1..=PlanIdeas::LONGEST).contains(&part.chars().count()), "{}", part);
                    prop_assert!(!part.contains(char::is_control) && !part.ends_with('.'), "{}", part);
                    prop_assert_eq!(part, part.trim());
                }
            }
        }
    }

    #[test]
    fn any_text_below_the_front_matter_is_an_article_or_a_mistake(text: String) {
        let source = format!("{FRONT_MATTER}{text}");
        check(&source, &read(&source));
    }

    #[test]
    fn any_markdown_is_an_article_or_a_mistake(text in markdown()) {
        let source = format!("{FRONT_MATTER}{text}");
        check(&source, &read(&source));
    }

    #[test]
    fn any_drawing_is_made_of_what_a_page_may_hold_or_a_mistake(svg in svg()) {
        let source = format!("{FRONT_MATTER}![a](a.svg)\n\n- Sleep: a");
        let slug = Slug::of_title("x").unwrap_or_else(|error| panic!("{error}"));
        let result = parse_file(slug, source.as_bytes(), &One(svg));
        check(&source, &result);
        if let Ok(document) = result {
            for block in &document.intro {
                if let Block::Figure { picture: Picture::Drawing(drawing), .. } = block {
                    check_shapes(&drawing.content);
                }
            }
        }
    }

    #[test]
    fn the_words_of_a_well_formed_article_stay((markdown, text) in well_formed()) {
        let source = format!("{FRONT_MATTER}{markdown}");
        let result = read(&source);
        check(&source, &result);
        match result {
            Ok(document) => prop_assert_eq!(document.text(), text),
            Err(error) => prop_assert!(false, "{}\n{}", error.in_file("x.md"), source),
        }
    }
}
