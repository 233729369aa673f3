//! All comments as a file.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use comments::{
    CommentId, Export, ImportError, NewComment, Shelf, Slug, Timestamp,
    export::{Exported, Header},
};

fn article(name: &str) -> Slug {
    Slug::of_title(name).expect("a slug")
}

fn file() -> (Shelf, String) {
    let mut shelf = Shelf::default();
    let now = Timestamp::from_millis(7).expect("a time");
    let new = NewComment::new(None, "Hana", "</script> \u{1F642}").expect("a comment");
    let id = CommentId::new(now, [0; 10]);
    shelf.create(id, new, now).expect("kept");
    let export = Export::new(&article("gut"), shelf.clone());
    (shelf, serde_json::to_string(&export).expect("JSON"))
}

fn check(text: &str) -> Result<(), ImportError> {
    let header: Header = serde_json::from_str(text).map_err(|_| ImportError::NotOurs)?;
    header.check(&article("gut"))
}

#[test]
fn what_was_exported_is_read() {
    let (shelf, text) = file();
    assert!(
        text.starts_with(
            r#"{"kind":"inside-out/comments","version":1,"article":"gut","comments":[{"#
        )
    );
    assert_eq!(check(&text), Ok(()));
    let exported: Exported = serde_json::from_str(&text).expect("comments");
    assert_eq!(exported.comments, shelf);
}

#[test]
fn other_files_are_refused_with_the_reason() {
    let (_, text) = file();
    assert_eq!(
        check(&text.replace("/comments\"", "/plans\"")),
        Err(ImportError::NotOurs)
    );
    assert_eq!(check("[]"), Err(ImportError::NotOurs));
    // What the comments of a newer version look like is not known: they are not even read.
    let newer =
        r#"{"kind":"inside-out/comments","version":2,"article":"gut","comments":"elsewhere"}"#;
    assert_eq!(check(newer), Err(ImportError::Newer { version: 2 }));
    let other = text.replace("\"gut\"", "\"sleep\"");
    let article = article("sleep");
    assert_eq!(check(&other), Err(ImportError::OtherArticle { article }));
    let broken = text.replace("Z\"", "\"");
    assert!(
        serde_json::from_str::<Exported>(&broken).is_err(),
        "one bad comment refuses the file"
    );
}
