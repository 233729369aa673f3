//! Which pages there are, and what is in them.

use prerender::BuildError;

use crate::folders::{ARTICLE, Folders, SHELL};

#[test]
fn the_only_article_is_the_first_page_with_its_head_and_its_state() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders.finish("/", "").expect("a site");
    let page = folders.read("index.html");
    for part in [
        r#"<html lang="en" data-article="letters">"#,
        "<title>A &amp; B</title>",
        r#"content="Two letters""#,
        "<h1>A &amp; B",
        r#"<section id="one""#,
        r#"<script type="application/json" id="page-state">{"article":{"slug":"letters""#,
        "Content-Security-Policy",
        "&lt;/script&gt; in it.",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(page, folders.read("letters/index.html"));
    assert!(folders.has("letters/index.html.br"));
}

#[test]
fn several_articles_are_listed_newest_first_each_with_a_page_of_its_own() {
    let newer = ARTICLE
        .replace("A & B", "C & D")
        .replace("2024-02-13", "2025-01-01");
    let folders = Folders::with(&[("letters", ARTICLE), ("more", &newer)]);
    folders.finish("/blog/", "").expect("a site");
    let list = folders.read("index.html");
    assert!(list.contains("<title>Inside Out</title>"), "{list}");
    assert!(!list.contains("data-article"), "{list}");
    let (first, second) = (
        list.find(r#"href="/blog/more/""#).expect("the newer one"),
        list.find(r#"href="/blog/letters/""#)
            .expect("the older one"),
    );
    assert!(first < second);
    assert!(
        folders
            .read("letters/index.html")
            .contains("<title>A &amp; B</title>")
    );
    assert!(
        folders
            .read("more/index.html")
            .contains("<title>C &amp; D</title>")
    );
}

#[test]
fn a_folder_without_articles_is_refused_with_its_mend() {
    let folders = Folders::with(&[]);
    let error = folders.finish("/", "").expect_err("no article");
    assert!(matches!(error, BuildError::NoArticle { .. }));
    assert!(error.to_string().contains("mend:"), "{error}");
}

#[test]
fn in_a_sub_folder_every_address_begins_with_it() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders.finish("/blog/", "").expect("a site");
    let page = folders.read("index.html");
    assert!(page.contains("url(/blog/fonts/a.woff2)"));
    assert!(page.contains(r#"href="/blog/icon.svg""#));
    for (at, _) in page.match_indices(r#"href="/"#) {
        assert!(
            page[at..].starts_with(r#"href="/blog/"#),
            "{}",
            &page[at..at + 40]
        );
    }
}

#[test]
fn a_mistake_names_its_place_and_the_mend_and_changes_nothing() {
    let wrong = ARTICLE.replace("## One", "## One\n\n#### Three");
    let folders = Folders::with(&[("letters", &wrong)]);
    let error = folders
        .finish("/", "")
        .expect_err("a level is skipped")
        .to_string();
    assert!(error.contains("letters.md:13:1:"), "{error}");
    assert!(error.contains("mend:"), "{error}");
    assert_eq!(folders.read("index.html"), SHELL);
}

#[test]
fn a_shell_that_lacks_something_is_refused() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    for (part, without) in [
        ("<html lang=\"en\">", ""),
        ("<meta charset=utf-8>", ""),
        ("id=app", "id=ape"),
        ("style>", "stile>"),
    ] {
        folders.stage("index.html", &SHELL.replace(part, without));
        let error = folders.finish("/", "").expect_err(part);
        assert!(matches!(error, BuildError::Shell(_)), "{error}");
    }
}

#[test]
fn pictures_are_shipped_and_markdown_is_not() {
    let folders = Folders::with(&[("letters", ARTICLE)]);
    folders.stage("articles/letters.md", ARTICLE);
    folders.stage("articles/of-another-folder.png", "");
    folders.write("deep/gut.png", "a picture");
    folders.write(".hidden.swp", "");
    folders.finish("/", "").expect("a site");
    assert_eq!(folders.read("articles/deep/gut.png"), "a picture");
    for path in ["letters.md", "of-another-folder.png", ".hidden.swp"] {
        assert!(!folders.has(&format!("articles/{path}")), "{path}");
    }
}
