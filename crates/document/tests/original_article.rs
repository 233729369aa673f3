//! The first article's words are the author's, letter for letter.
#![cfg(feature = "parse")]

use document::{
    Block, Document, Inline, Library, ParseError, Picture, Shape, parse_file, plain_text,
};

const MARKDOWN: &str = include_str!("../../../assets/articles/gut-skin-connection.md");
const DRAWING: &[u8] = include_bytes!("../../../assets/articles/gut-skin-axis.svg");
const ORIGINAL: &str = include_str!("original/the-gut-skin-connection.txt");

fn article() -> Result<Document, ParseError> {
    let slug = "gut-skin-connection"
        .parse()
        .unwrap_or_else(|error| panic!("{error}"));
    parse_file(slug, MARKDOWN.as_bytes(), &Folder)
}

/// The article's folder, without other articles.
struct Folder;

impl Library for Folder {
    fn picture(&self, path: &str) -> Option<Vec<u8>> {
        (path == "gut-skin-axis.svg").then(|| DRAWING.to_vec())
    }

    fn has_page(&self, _path: &str) -> bool {
        false
    }
}

/// The article without what the publisher added.
fn authors_own(mut article: Document) -> Document {
    article.sections.retain(|section| !section.by_publisher);
    for section in &mut article.sections {
        let is_own = |block: &Block| !matches!(block, Block::Figure { .. });
        section.body.retain(is_own);
    }
    article
}

#[test]
fn every_line_of_the_original_is_there_in_order() -> Result<(), ParseError> {
    let article = authors_own(article()?);
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
                Block::Tips(tips) => lists.push((section.id.as_str(), "tips", tips.len())),
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
fn each_tip_has_plans_and_supplements_are_asked_about_once() -> Result<(), ParseError> {
    let outline = article()?.outline();
    let plans = outline.sections.iter().flat_map(|section| &section.tips);
    let plans: Vec<_> = plans.map(|tip| &tip.plan).collect();
    assert!(plans.iter().all(|plan| plan.cues.len() > 1));
    assert_eq!(
        plans.iter().map(|plan| plan.once).collect::<Vec<_>>(),
        [false, false, true]
    );
    assert_eq!(
        plans.last().map(|plan| plan.actions.as_slice()),
        Some(["ask whether probiotics make sense for me".to_owned()].as_slice())
    );
    Ok(())
}

/// All inline content of a tree, in the order of the text.
fn inlines(blocks: &[Block]) -> Vec<&Inline> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(content) => found.extend(content),
            Block::Terms(entries) => {
                found.extend(entries.iter().flat_map(|entry| inlines(&entry.body)));
            }
            Block::Tips(tips) => {
                found.extend(tips.iter().flat_map(|tip| inlines(&tip.entry.body)));
            }
            Block::Notes(notes) => {
                found.extend(notes.iter().flat_map(|note| inlines(&note.body)));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_marks_are_numbered_in_order_and_lead_to_ten_references() -> Result<(), ParseError> {
    let article = article()?;
    let bodies = article.sections.iter().map(|section| &section.body);
    let content: Vec<&Inline> = bodies.flat_map(|body| inlines(body)).collect();
    let marks = content.iter().filter_map(|inline| match inline {
        Inline::Mark { id, note, number } => Some((id.to_string(), note.to_string(), *number)),
        _ => None,
    });
    let expected = (1..=10).map(|n| (format!("note-{n}-mark"), format!("note-{n}"), n));
    assert_eq!(
        marks.collect::<Vec<_>>(),
        expected.collect::<Vec<_>>(),
        "one mark for each note"
    );

    let links = content.iter().filter_map(|inline| match inline {
        Inline::Link { href, content } => Some((href.as_str(), plain_text(content))),
        _ => None,
    });
    let dois = [
        "10.3390/microorganisms9020353",
        "10.3389/fmicb.2018.01459",
        "10.1002/bies.201600008",
        "10.3389/fmicb.2022.1083432",
        "10.1016/S0140-6736(18)31809-9",
        "10.1016/j.cell.2021.06.019",
        "10.1080/19490976.2022.2096995",
        "10.1186/1757-4749-3-1",
        "10.1002/14651858.CD006135.pub3",
        "10.1016/j.clindermatol.2021.08.021",
    ];
    let expected = dois.map(|doi| (format!("https://doi.org/{doi}"), format!("doi:{doi}")));
    assert_eq!(
        links
            .map(|(href, words)| (href.to_owned(), words))
            .collect::<Vec<_>>(),
        expected
    );
    Ok(())
}

#[test]
fn the_drawing_and_the_mechanisms_are_bound_to_each_other() -> Result<(), ParseError> {
    let article = article()?;
    let blocks = article.sections.iter().flat_map(|section| &section.body);
    let (mut parts, mut entries) = (Vec::new(), Vec::new());
    for block in blocks {
        match block {
            Block::Figure {
                picture: Picture::Drawing(drawing),
                caption,
            } => {
                assert_eq!(drawing.id.as_str(), "gut-skin-axis-figure");
                assert!(plain_text(caption).starts_with("Publisher’s figure. "));
                parts.extend(drawing.content.iter().filter_map(|shape| match shape {
                    Shape::Part {
                        id, entry, term, ..
                    } => Some((id, entry, term)),
                    _ => None,
                }));
            }
            Block::Terms(of_list) => entries.extend(of_list.iter().filter_map(|entry| {
                let part = entry.part.as_ref()?;
                Some((part, &entry.id, &entry.term))
            })),
            _ => {}
        }
    }
    assert_eq!(parts.len(), 3);
    assert_eq!(parts, entries);
    Ok(())
}

#[test]
fn terms_are_marked_at_their_first_use_in_each_section() -> Result<(), ParseError> {
    let article = article()?;
    let found: Vec<String> = article
        .sections
        .iter()
        .map(|section| {
            let terms = inlines(&section.body)
                .into_iter()
                .filter_map(|inline| match inline {
                    Inline::Term { definition, text } => Some(format!("{text} ({definition})")),
                    _ => None,
                });
            format!("{}: {}", section.id, terms.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        found,
        [
            "the-gut-microbiome-a-trillion-strong-ally: gut microbiome (glossary-microbiome)",
            "the-gut-skin-axis-a-two-way-street: immune system (glossary-immune-system), gut-skin axis (glossary-gut-skin-axis), \
             gut microbiome (glossary-microbiome), chronic low-grade inflammation (glossary-inflammation)",
            "nourishing-your-gut-for-glowing-skin: fiber (glossary-fiber), prebiotics (glossary-prebiotics), \
             probiotics (glossary-probiotics), gut microbiome (glossary-microbiome)",
            "the-takeaway: ",
            "glossary: ",
            "references: ",
        ]
    );
    assert!(
        inlines(&article.intro)
            .iter()
            .all(|inline| !matches!(inline, Inline::Term { .. }))
    );
    Ok(())
}
