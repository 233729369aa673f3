//! What a page says to programs: structured data, attributes of the root, rules for drawings.

use document::{Block, Document, Drawing, Inline, Note, Picture, Review, Shape, Slug};
use inside_out::Page;
use prerender::{Address, page::Shell, policy::with_policy, structured_data::structured_data};
use serde_json::{Value, json};

use crate::folders::{ARTICLE, SHELL};

fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

fn article(source: &str) -> Document {
    document::parse(slug("letters"), source).expect("an article")
}

fn address(origin: &str) -> Address {
    Address::new("/", origin).expect("an address")
}

fn graph(page: Page, origin: &str) -> Vec<Value> {
    let data = structured_data(&page, &address(origin), true);
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().expect("a graph").clone()
}

fn filled(page: Page, origin: &str) -> String {
    Shell {
        has_server: false,
        html: SHELL,
        address: &address(origin),
        has_images: true,
    }
    .filled(page)
    .expect("a page")
}

#[test]
fn an_article_is_a_medical_page_about_an_article() {
    let mut article = article(ARTICLE);
    article.updated = Some("2024-03-01".parse().expect("a date"));
    let graph = graph(Page::Article(Box::new(article)), "https://example.org");
    let (page, article) = (&graph[0], &graph[1]);
    assert_eq!(page["@type"], "MedicalWebPage");
    assert_eq!(page["url"], "https://example.org/letters/");
    assert_eq!(page["name"], "A & B");
    assert_eq!(page["inLanguage"], "en");
    assert_eq!(page["mainEntity"]["@id"], article["@id"]);
    assert_eq!(article["mainEntityOfPage"]["@id"], page["@id"]);
    assert_eq!(article["@type"], "Article");
    assert_eq!(article["headline"], "A & B");
    assert_eq!(article["author"], json!({"@type": "Person", "name": "Ann"}));
    assert_eq!(article["locationCreated"]["name"], "Seoul");
    assert_eq!(article["datePublished"], "2024-02-13");
    assert_eq!(article["dateModified"], "2024-03-01");
    assert_eq!(article["image"]["url"], "https://example.org/letters.png");
    assert_eq!(article["publisher"]["name"], "Inside Out");
    assert_eq!(article["timeRequired"], "PT1M");
    assert!(article["wordCount"].as_u64().expect("a number") > 3);
}

#[test]
fn a_review_is_told_only_where_there_was_one() {
    let mut article = article(ARTICLE);
    let page = &graph(Page::Article(Box::new(article.clone())), "")[0];
    for name in ["reviewedBy", "lastReviewed", "url", "dateModified"] {
        assert!(page.get(name).is_none(), "{name} in {page}");
    }
    article.review = Some(Review {
        reviewer: "Dr Bea".to_owned(),
        on: "2024-04-01".parse().expect("a date"),
    });
    let page = &graph(Page::Article(Box::new(article)), "")[0];
    assert_eq!(page["reviewedBy"]["name"], "Dr Bea");
    assert_eq!(page["lastReviewed"], "2024-04-01");
}

#[test]
fn notes_are_works_that_the_article_cites() {
    let mut article = article(ARTICLE);
    let without = &graph(Page::Article(Box::new(article.clone())), "")[1];
    assert!(without.get("citation").is_none(), "{without}");
    let note = |number: usize, href: &str| Note {
        id: slug(&format!("note-{number}")),
        marks: Vec::new(),
        body: vec![Block::Paragraph(vec![
            Inline::Text(format!("Ann {number}. ")),
            Inline::Link {
                href: href.to_owned(),
                content: vec![Inline::Text("Read".to_owned())],
            },
        ])],
    };
    let notes = vec![note(1, "https://doi.org/10.1000/182"), note(2, "#one")];
    article.sections[0].body.push(Block::Notes(notes));
    let cited = &graph(Page::Article(Box::new(article)), "")[1]["citation"];
    assert_eq!(
        *cited,
        json!([
            {
                "@type": "ScholarlyArticle",
                "name": "Ann 1. Read",
                "url": "https://doi.org/10.1000/182",
                "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/182"},
            },
            {"@type": "CreativeWork", "name": "Ann 2. Read"},
        ])
    );
}

#[test]
fn without_a_host_no_address_is_told() {
    let data = graph(Page::Article(Box::new(article(ARTICLE))), "");
    let text = serde_json::to_string(&data).expect("JSON");
    for part in ["\"url\"", "\"image\"", "http", "null"] {
        assert!(!text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_list_is_a_collection_of_its_articles() {
    let list = graph(Page::List(vec![article(ARTICLE)]), "https://example.org");
    assert_eq!(list[0]["@type"], "CollectionPage");
    let item = &list[0]["mainEntity"]["itemListElement"][0];
    assert_eq!(
        *item,
        json!({"@type": "ListItem", "position": 1, "name": "A & B", "url": "https://example.org/letters/"})
    );
}

#[test]
fn no_text_breaks_out_of_the_data_and_no_data_is_in_the_policy() {
    let mut article = article(ARTICLE);
    article.title = "</script><script>alert(1)</script>".to_owned();
    let page = filled(Page::Article(Box::new(article.clone())), "");
    assert!(!page.contains("<script>alert"), "{page}");
    let (_, data) = page
        .split_once(r#"<script type="application/ld+json">"#)
        .expect("a data block");
    let (data, _) = data.split_once("</script>").expect("its end");
    let data: Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["@graph"][0]["name"], article.title.as_str());

    let policy = with_policy(&page).expect("a page");
    let scripts = policy.split("style-src").next().expect("a policy");
    assert_eq!(scripts.matches("sha256-").count(), 1, "{scripts}");
}

#[test]
fn the_root_says_which_article_it_is_and_what_starts_closed() {
    let mut article = article(&format!(
        "{ARTICLE}\n## 2 Two\n\nText.\n\n## Three\n\nText.\n"
    ));
    let page = filled(Page::Article(Box::new(article.clone())), "");
    assert!(page.contains(r#"<html lang="en" data-article="letters">"#));
    for section in &mut article.sections[1..] {
        section.closed = true;
    }
    let page = filled(Page::Article(Box::new(article)), "");
    assert!(page.contains(r#"data-closed="2-two three""#), "{page}");
}

#[test]
fn a_part_of_a_drawing_and_its_entry_light_each_other() {
    let mut article = article(ARTICLE);
    let page = filled(Page::Article(Box::new(article.clone())), "");
    assert!(page.contains(".woff2)}b{}</style>"), "{page}");
    let part = |entry: &str| Shape::Part {
        id: slug(&format!("gut-{entry}")),
        entry: slug(entry),
        term: entry.to_owned(),
        content: Vec::new(),
    };
    let group = Shape::Element {
        name: "g".to_owned(),
        attributes: Vec::new(),
        content: vec![part("immune")],
    };
    let drawing = Drawing {
        id: slug("gut-figure"),
        alt: "The gut".to_owned(),
        view_box: "0 0 1 1".to_owned(),
        content: vec![part("2-염증"), group],
    };
    article.sections[0]
        .body
        .push(Block::Quote(vec![Block::Figure {
            picture: Picture::Drawing(drawing),
            caption: Vec::new(),
        }]));
    let page = filled(Page::Article(Box::new(article)), "");
    let (_, rules) = page.split_once("b{}").expect("the shell's styles");
    let expected = concat!(
        r#":root:has([id="2-염증"]:is(:hover,:focus-within,:target),[id="gut-2-염증"]:is(:hover,:focus,:target)) :is([id="2-염증"],[id="gut-2-염증"]),"#,
        r#":root:has([id="immune"]:is(:hover,:focus-within,:target),[id="gut-immune"]:is(:hover,:focus,:target)) :is([id="immune"],[id="gut-immune"])"#,
        "{--lit-color:var(--accent);--lit-width:6;--lit-glow:var(--glow-faint)}</style>",
    );
    assert!(rules.starts_with(expected), "{rules}");
}
