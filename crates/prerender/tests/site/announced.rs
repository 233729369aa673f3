//! What tells others of the pages: feed, sitemap, robots.txt, share images.

use roxmltree::{Document, Node};

use crate::folders::{ARTICLE, Folders};

const HOST: &str = "https://example.org";

/// The texts of the elements of this name below `node`, in order.
fn texts<'a>(node: Node<'a, '_>, name: &str) -> Vec<&'a str> {
    node.descendants()
        .filter(|node| node.has_tag_name(name) || node.tag_name().name() == name)
        .filter_map(|node| node.text())
        .collect()
}

fn two() -> Folders {
    let newer = ARTICLE
        .replace("A & B", "C < \"D\"")
        .replace("2024-02-13", "2025-01-01");
    Folders::with(&[("letters", ARTICLE), ("장과-피부", &newer)])
}

#[test]
fn the_feed_holds_each_article_newest_first() {
    let folders = two();
    folders.finish("/blog/", HOST).expect("a site");
    let feed = folders.read("feed.atom");
    let feed = Document::parse(&feed).expect("XML");
    let root = feed.root_element();
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.w3.org/2005/Atom")
    );
    assert_eq!(texts(root, "title"), ["Inside Out", "C < \"D\"", "A & B"]);
    assert_eq!(
        texts(root, "id"),
        [
            "https://example.org/blog/",
            "https://example.org/blog/%EC%9E%A5%EA%B3%BC-%ED%94%BC%EB%B6%80/",
            "https://example.org/blog/letters/",
        ]
    );
    assert_eq!(
        texts(root, "updated"),
        [
            "2025-01-01T00:00:00Z",
            "2025-01-01T00:00:00Z",
            "2024-02-13T00:00:00Z"
        ]
    );
    assert_eq!(texts(root, "name"), ["Ann", "Ann"]);
    assert_eq!(texts(root, "summary"), ["Two letters", "Two letters"]);
    let links: Vec<_> = root
        .children()
        .filter(|node| node.tag_name().name() == "link")
        .map(|link| (link.attribute("rel"), link.attribute("href")))
        .collect();
    assert_eq!(
        links,
        [
            (Some("self"), Some("https://example.org/blog/feed.atom")),
            (Some("alternate"), Some("https://example.org/blog/")),
        ]
    );
    assert!(folders.has("feed.atom.br"));
}

#[test]
fn the_sitemap_holds_every_page_once() {
    let folders = two();
    folders.finish("/", HOST).expect("a site");
    let map = folders.read("sitemap.xml");
    let map = Document::parse(&map).expect("XML");
    assert_eq!(
        texts(map.root_element(), "loc"),
        [
            "https://example.org/",
            "https://example.org/%EC%9E%A5%EA%B3%BC-%ED%94%BC%EB%B6%80/",
            "https://example.org/letters/",
        ]
    );
    assert_eq!(
        texts(map.root_element(), "lastmod"),
        ["2025-01-01", "2025-01-01", "2024-02-13"]
    );

    // The only article is at `/` as well, but has one address.
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders.finish("/", HOST).expect("a site");
    let map = folders.read("sitemap.xml");
    let map = Document::parse(&map).expect("XML");
    assert_eq!(
        texts(map.root_element(), "loc"),
        ["https://example.org/letters/"]
    );
}

#[test]
fn robots_may_read_all_and_are_told_so_at_the_root_of_a_host_only() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders.finish("/blog/", HOST).expect("a site");
    assert!(!folders.has("robots.txt"));
    folders.stage("index.html", crate::folders::SHELL);
    folders.finish("/", "").expect("a site");
    assert_eq!(folders.read("robots.txt"), "User-agent: *\nAllow: /\n");
    folders.stage("index.html", crate::folders::SHELL);
    folders.finish("/", HOST).expect("a site");
    assert_eq!(
        folders.read("robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    );
}

#[test]
fn each_article_has_a_share_image_whatever_its_letters() {
    let korean = ARTICLE
        .replace("A & B", "장과 피부")
        .replace("Ann", "신민혜");
    let long = ARTICLE.replace("A & B", &"Very long indeed ".repeat(40));
    let folders = Folders::with(&[("letters", ARTICLE), ("korean", &korean), ("long", &long)]);
    folders.finish("/", HOST).expect("a site");
    for slug in ["letters", "korean", "long"] {
        let png = folders.bytes(&format!("{slug}.png"));
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{slug}");
        // The first chunk is the header: width and height, each four bytes.
        assert_eq!(&png[12..16], b"IHDR", "{slug}");
        let number =
            |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
        assert_eq!((number(16), number(20)), (1200, 630), "{slug}");
        assert!(png.len() < 300_000, "{slug}: {} B", png.len());
    }
}
