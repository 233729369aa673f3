//! The program, as Trunk calls it: what it takes from its variables, and what it says.

use std::process::{Command, Output};

use crate::folders::{ARTICLE, Folders};

/// Runs the program on these folders, with these variables besides Trunk's.
fn run(folders: &Folders, variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_prerender"))
        .env_clear()
        .env("TRUNK_SOURCE_DIR", folders.articles())
        .env("TRUNK_STAGING_DIR", folders.staged())
        .env("TRUNK_PUBLIC_URL", "/")
        .env("TRUNK_PROFILE", "release")
        .envs(variables.iter().copied())
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn articles_come_from_the_folder_that_is_named() {
    let folders = Folders::with(&[]);
    folders.write("assets/articles/one.md", ARTICLE);
    folders.write("other/two.md", ARTICLE);
    assert!(run(&folders, &[]).status.success());
    assert!(folders.has("one/index.html"));

    let folders = Folders::with(&[]);
    folders.write("other/two.md", ARTICLE);
    folders.write("other/gut.png", "");
    let output = run(&folders, &[("INSIDE_OUT_ARTICLES", "other")]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(folders.has("two/index.html") && folders.has("articles/gut.png"));

    let elsewhere = Folders::with(&[("three", ARTICLE)]);
    let folder = elsewhere.articles().to_string_lossy();
    let folders = Folders::with(&[]);
    assert!(
        run(&folders, &[("INSIDE_OUT_ARTICLES", &folder)])
            .status
            .success()
    );
    assert!(folders.has("three/index.html"));
}

#[test]
fn it_says_what_is_left_out_and_what_is_wrong() {
    let folders = Folders::with(&[]);
    folders.write("assets/articles/one.md", ARTICLE);
    let output = run(&folders, &[]);
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    assert!(said(&output).contains("SITE="), "{}", said(&output));

    let output = run(&folders, &[("INSIDE_OUT_SITE", "https://example.org/blog")]);
    assert!(!output.status.success());
    assert!(said(&output).contains("mend:"), "{}", said(&output));
    folders.stage("index.html", crate::folders::SHELL);
    let output = run(&folders, &[("INSIDE_OUT_SITE", "https://example.org")]);
    assert_eq!(said(&output), "");
    assert!(folders.has("one.png"));
}
