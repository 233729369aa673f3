//! The rules of a comment, from outside.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use comments::{
    AuthorName, AuthorNameError, Comment, CommentBody, CommentBodyError, CommentId, NewComment,
    Timestamp,
};
use proptest::prelude::*;

#[test]
fn a_name_is_trimmed_and_shown_as_typed() {
    assert_eq!(
        AuthorName::new("  Shin Min-Hae ").expect("a name").as_str(),
        "Shin Min-Hae"
    );
    assert_eq!(
        AuthorName::new("민해 🙂").expect("a name").as_str(),
        "민해 🙂"
    );
    assert_eq!(AuthorName::new("<b>").expect("a name").as_str(), "<b>");
}

#[test]
fn a_name_says_which_rule_it_breaks() {
    let cases = [
        (" \t ".to_owned(), AuthorNameError::Empty),
        ("\u{200B}\u{200B}".to_owned(), AuthorNameError::Empty),
        ("a".repeat(61), AuthorNameError::TooLong { length: 61 }),
        ("a\nb".to_owned(), AuthorNameError::Hidden('\n')),
        (
            "evil\u{202E}txt".to_owned(),
            AuthorNameError::Hidden('\u{202E}'),
        ),
    ];
    for (typed, error) in cases {
        assert_eq!(AuthorName::new(&typed), Err(error), "{typed:?}");
    }
    assert!(AuthorName::new(&"é".repeat(60)).is_ok());
}

#[test]
fn a_body_is_kept_as_typed_with_unified_line_breaks() {
    let body =
        CommentBody::new("\n one\r\ntwo\rthree <script>alert(1)</script> \n").expect("a body");
    assert_eq!(body.as_str(), "one\ntwo\nthree <script>alert(1)</script>");
}

#[test]
fn a_body_says_which_rule_it_breaks() {
    let cases = [
        (String::new(), CommentBodyError::Empty),
        (" \n\u{200B}\t".to_owned(), CommentBodyError::Empty),
        (
            "x".repeat(6_000),
            CommentBodyError::TooLong { length: 6_000 },
        ),
        (
            "x\n".repeat(201),
            CommentBodyError::TooManyLines { lines: 201 },
        ),
        ("a\u{0}b".to_owned(), CommentBodyError::Control('\0')),
    ];
    for (typed, error) in cases {
        assert_eq!(CommentBody::new(&typed), Err(error));
    }
    assert!(CommentBody::new(&"é".repeat(5_000)).is_ok());
    let reason = CommentBodyError::TooLong { length: 6_000 }.to_string();
    assert_eq!(
        reason,
        "This comment has 6000 characters; at most 5000 fit."
    );
}

#[test]
fn a_form_reports_every_wrong_field() {
    let error = NewComment::new(&"a".repeat(61), " ").expect_err("both are wrong");
    assert_eq!(error.name, Some(AuthorNameError::TooLong { length: 61 }));
    assert_eq!(error.body, Some(CommentBodyError::Empty));
    assert_eq!(NewComment::new("  ", "text").expect("a comment").name, None);
}

#[test]
fn ids_made_later_sort_later() {
    let at = |millis| CommentId::new(Timestamp::from_millis(millis).expect("a time"), [255; 10]);
    assert!(at(1_000) < at(1_001));
    assert_eq!(at(0).to_string().parse(), Ok(at(0)));
    assert!(
        "67e55044-10b1-426f-9247-bb680e5fe0c8"
            .parse::<CommentId>()
            .is_err(),
        "version 4"
    );
}

#[test]
fn times_are_written_as_rfc_3339() {
    let time = Timestamp::from_millis(1_795_350_605_123).expect("a time");
    assert_eq!(time.to_string(), "2026-11-22T12:30:05.123Z");
    assert_eq!("2026-11-22T12:30:05.123Z".parse(), Ok(time));
    for wrong in [
        "",
        "yesterday",
        "1969-12-31T23:59:59Z",
        "2026-13-01T00:00:00Z",
    ] {
        assert!(wrong.parse::<Timestamp>().is_err(), "{wrong}");
    }
    assert!(Timestamp::from_millis(u64::MAX).is_err());
}

#[test]
fn reading_goes_through_the_same_rules() {
    let json = |body: &str| {
        let id = "019307f8-4c00-7000-8000-000000000000";
        format!(r#"{{"id":"{id}","body":"{body}","created":"2026-11-22T12:30:05.123Z"}}"#)
    };
    let comment: Comment = serde_json::from_str(&json("hello")).expect("a comment");
    assert_eq!(comment.name, None);
    assert!(serde_json::from_str::<Comment>(&json("   ")).is_err());
}

proptest! {
    #[test]
    fn any_text_is_kept_or_refused_and_what_is_kept_stays_the_same(typed in "\\PC{0,80}|.{0,80}") {
        if let Ok(body) = CommentBody::new(&typed) {
            prop_assert_eq!(CommentBody::new(body.as_str()), Ok(body));
        }
        if let Ok(name) = AuthorName::new(&typed) {
            prop_assert_eq!(AuthorName::new(name.as_str()), Ok(name));
        }
    }

    #[test]
    fn a_time_reads_back_what_it_writes(millis in 0_u64..=253_402_300_799_999) {
        let time = Timestamp::from_millis(millis).expect("a time");
        prop_assert_eq!(time.to_string().parse(), Ok(time));
    }
}
