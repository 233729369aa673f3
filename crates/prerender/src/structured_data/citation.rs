//! The article's notes, as works that it cites.

use document::{Block, Document, Inline, Note, plain_text};
use serde_json::{Value, json};

/// The works, in the order of the notes.
pub(super) fn citations(article: &Document) -> Vec<Value> {
    let blocks = article
        .sections
        .iter()
        .flat_map(|section| &section.body)
        .chain(&article.intro);
    let notes = blocks.filter_map(|block| match block {
        Block::Notes(notes) => Some(notes),
        _ => None,
    });
    notes.flatten().map(citation).collect()
}

/// A work with a DOI is a scholarly one. Its name is the note as it stands: what is in it is not taken apart.
fn citation(note: &Note) -> Value {
    let paragraphs: Vec<&[Inline]> = note
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(content) => Some(content.as_slice()),
            _ => None,
        })
        .collect();
    let text: Vec<String> = paragraphs
        .iter()
        .map(|content| plain_text(content))
        .collect();
    let mut links = Vec::new();
    for content in paragraphs {
        push_links(content, &mut links);
    }
    let doi = links.iter().find_map(|href| Some((*href, doi(href)?)));
    json!({
        "@type": if doi.is_some() { "ScholarlyArticle" } else { "CreativeWork" },
        "name": text.join(" "),
        "url": doi.map(|(href, _)| href).or(links.first().copied()),
        "identifier": doi.map(|(_, doi)| json!({
            "@type": "PropertyValue",
            "propertyID": "DOI",
            "value": doi,
        })),
    })
}

/// The DOI that `href` leads to: `10.1016/j.jml.2019.104047`.
fn doi(href: &str) -> Option<&str> {
    let address = href
        .strip_prefix("https://")
        .or_else(|| href.strip_prefix("http://"))?;
    let path = address
        .strip_prefix("doi.org/")
        .or_else(|| address.strip_prefix("dx.doi.org/"))?;
    path.starts_with("10.").then_some(path)
}

/// The links to other sites, in the order of the text.
fn push_links<'a>(content: &'a [Inline], links: &mut Vec<&'a str>) {
    for inline in content {
        match inline {
            Inline::Link { href, content } => {
                if href.starts_with("http") {
                    links.push(href);
                }
                push_links(content, links);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => push_links(inner, links),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image(_)
            | Inline::Mark { .. }
            | Inline::Term { .. }
            | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(href: &str) -> Note {
        let link = Inline::Link {
            href: href.to_owned(),
            content: vec![Inline::Text("here".to_owned())],
        };
        let text = Inline::Text("Brysbaert 2019, ".to_owned());
        Note {
            id: "note-1".parse().unwrap_or_else(|_| unreachable!("a slug")),
            marks: Vec::new(),
            body: vec![Block::Paragraph(vec![text, Inline::Emphasis(vec![link])])],
        }
    }

    #[test]
    fn a_doi_makes_a_work_scholarly() {
        let work = citation(&note("https://doi.org/10.1016/j.jml.2019.104047"));
        assert_eq!(work["@type"], "ScholarlyArticle");
        assert_eq!(work["name"], "Brysbaert 2019, here");
        assert_eq!(work["url"], "https://doi.org/10.1016/j.jml.2019.104047");
        assert_eq!(work["identifier"]["value"], "10.1016/j.jml.2019.104047");
    }

    #[test]
    fn another_work_has_its_address_only() {
        let work = citation(&note("https://example.org/doi.org/10.1"));
        assert_eq!(work["@type"], "CreativeWork");
        assert_eq!(work["url"], "https://example.org/doi.org/10.1");
        assert!(work["identifier"].is_null());
    }
}
