//! What stands in the head, for search engines and previews.

use crate::folders::{ARTICLE, Folders};

const ABSOLUTE: [&str; 3] = ["rel=\"canonical\"", "og:url", "og:image"];

#[test]
fn with_a_host_every_page_has_its_own_absolute_address() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders
        .finish("/blog/", "https://example.org")
        .expect("a site");
    // At `/` too, the article's address is its own.
    let page = folders.read("index.html");
    for part in [
        r#"<link rel="canonical" href="https://example.org/blog/letters/">"#,
        r#"<meta property="og:url" content="https://example.org/blog/letters/">"#,
        r#"<meta property="og:type" content="article">"#,
        r#"<meta property="og:title" content="A &amp; B">"#,
        r#"<meta property="og:site_name" content="Inside Out">"#,
        r#"<meta property="og:image" content="https://example.org/blog/letters.png">"#,
        r#"<meta property="og:image:width" content="1200">"#,
        r#"<meta property="article:published_time" content="2024-02-13">"#,
        r#"<meta name="twitter:card" content="summary_large_image">"#,
        r#"<link rel="alternate" href="/blog/feed.atom" type="application/atom+xml" title="Inside Out">"#,
        r##"content="#191215""##,
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("article:modified_time"));
}

#[test]
fn without_a_host_what_must_be_absolute_is_left_out() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders.finish("/", "").expect("a site");
    let page = folders.read("index.html");
    for part in ABSOLUTE {
        assert!(!page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("application/atom+xml"));
    assert!(page.contains("og:title"));
    for file in ["feed.atom", "sitemap.xml", "letters.png"] {
        assert!(!folders.has(file), "{file}");
    }
}

#[test]
fn the_list_has_a_head_of_its_own() {
    let folders = Folders::with(&[("letters", ARTICLE), ("more", ARTICLE)]);
    folders.finish("/", "https://example.org").expect("a site");
    let page = folders.read("index.html");
    assert!(page.contains(r#"<link rel="canonical" href="https://example.org/">"#));
    assert!(page.contains(r#"<meta property="og:type" content="website">"#));
    assert!(!page.contains("og:image"));
}

#[test]
fn every_address_of_the_site_is_below_its_folder() {
    let folders = Folders::with(&[("letters", ARTICLE), ("more", ARTICLE)]);
    folders
        .finish("/blog/", "https://example.org")
        .expect("a site");
    for file in [
        "index.html",
        "letters/index.html",
        "feed.atom",
        "sitemap.xml",
    ] {
        let text = folders.read(file);
        let addresses: Vec<&str> = text.split("https://example.org").skip(1).collect();
        assert!(!addresses.is_empty(), "{file}");
        for rest in addresses {
            let rest: String = rest.chars().take(20).collect();
            assert!(rest.starts_with("/blog/"), "{file}: {rest}");
        }
    }
}
