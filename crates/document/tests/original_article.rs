//! The first article's words are the author's, letter for letter.
#![cfg(feature = "parse")]

use document::{Block, Document, ParseError, parse};

const MARKDOWN: &str = include_str!("../../../assets/articles/gut-skin-connection.md");
const ORIGINAL: &str = include_str!("original/the-gut-skin-connection.txt");

fn article() -> Result<Document, ParseError> {
    let slug = "gut-skin-connection"
        .parse()
        .unwrap_or_else(|error| panic!("{error}"));
    parse(slug, MARKDOWN)
}

#[test]
fn every_line_of_the_original_is_there_in_order() -> Result<(), ParseError> {
    let article = article()?;
    let byline = format!(
        "Published on {}, by {} | {}.",
        article.published.in_words(),
        article.author,
        article.place.as_deref().unwrap_or_default()
    );
    // The heading of the discussion is the page's own.
    let page = [
        article.title.clone(),
        byline,
        String::new(),
        article.text(),
        "Comments".to_owned(),
    ]
    .join("\n");
    for (number, (line, original)) in page.lines().zip(ORIGINAL.lines()).enumerate() {
        assert_eq!(line, original, "line {}", number + 1);
    }
    assert_eq!(page, ORIGINAL);
    Ok(())
}

#[test]
fn its_lists_are_terms_and_tips() -> Result<(), ParseError> {
    let article = article()?;
    let mut lists = Vec::new();
    for section in &article.sections {
        for block in &section.body {
            match block {
                Block::Terms(entries) => lists.push((section.id.as_str(), "terms", entries.len())),
                Block::Tips(entries) => lists.push((section.id.as_str(), "tips", entries.len())),
                _ => {}
            }
        }
    }
    assert_eq!(
        lists,
        [
            ("the-gut-skin-axis-a-two-way-street", "terms", 3),
            ("nourishing-your-gut-for-glowing-skin", "tips", 3)
        ]
    );
    Ok(())
}

#[test]
fn a_fragment_finds_the_section_that_holds_it() -> Result<(), ParseError> {
    let outline = article()?.outline();
    let section = |id| {
        outline
            .section_holding(id)
            .map(|index| outline.sections[index].id.as_str())
    };
    assert_eq!(section("the-takeaway"), Some("the-takeaway"));
    assert_eq!(
        section("manage-stress"),
        Some("nourishing-your-gut-for-glowing-skin")
    );
    assert_eq!(section("nothing"), None);
    Ok(())
}
