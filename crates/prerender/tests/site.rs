//! The finished site, from a folder as Trunk stages it.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::{fs, path::Path};

use prerender::{BuildError, site::Site};
use tempfile::TempDir;

const SHELL: &str = "<!doctype html><meta charset=utf-8><style>a{src:url(/fonts/a.woff2)}</style>\
    <body><div id=app></div><script type=module>1</script>";

const ARTICLE: &str = "---\ntitle: A & B\ndescription: Two letters\nauthor: Ann\npublished: 2024-02-13\n---\n\nIntro \
    with \\</script> in it.\n\n## One\n\nText.\n";

/// A staged folder and a folder with one article.
fn folders(article: &str) -> (TempDir, TempDir) {
    let (staged, articles) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    fs::write(staged.path().join("index.html"), SHELL).expect("written");
    fs::write(articles.path().join("letters.md"), article).expect("written");
    (staged, articles)
}

fn finish(staged: &Path, articles: &Path, base: &str) -> Result<(), BuildError> {
    Site {
        articles,
        staged,
        base,
        release: true,
    }
    .finish()
}

fn index(folder: &Path) -> String {
    fs::read_to_string(folder.join("index.html")).expect("a page")
}

#[test]
fn the_article_is_in_the_page_with_its_head_and_its_state() {
    let (staged, articles) = folders(ARTICLE);
    finish(staged.path(), articles.path(), "/").expect("a site");
    let page = index(staged.path());
    for part in [
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
    assert_eq!(page, index(&staged.path().join("letters")));
    assert!(staged.path().join("letters/index.html.br").is_file());
}

#[test]
fn in_a_sub_folder_every_address_begins_with_it() {
    let (staged, articles) = folders(ARTICLE);
    finish(staged.path(), articles.path(), "/blog/").expect("a site");
    let page = index(staged.path());
    assert!(page.contains("url(/blog/fonts/a.woff2)"));
    assert!(page.contains(r#"href="/blog/icon.svg""#));
}

#[test]
fn a_mistake_names_its_place_and_the_mend_and_changes_nothing() {
    let (staged, articles) = folders(&ARTICLE.replace("## One", "## One\n\n#### Three"));
    let error = finish(staged.path(), articles.path(), "/")
        .expect_err("a level is skipped")
        .to_string();
    assert!(error.contains("letters.md:12:1:"), "{error}");
    assert!(error.contains("mend:"), "{error}");
    assert_eq!(index(staged.path()), SHELL);
}

#[test]
fn two_articles_are_refused_for_now() {
    let (staged, articles) = folders(ARTICLE);
    fs::write(articles.path().join("more.md"), ARTICLE).expect("written");
    let error = finish(staged.path(), articles.path(), "/").expect_err("two articles");
    assert!(matches!(error, BuildError::NotOneArticle { count: 2, .. }));
}
