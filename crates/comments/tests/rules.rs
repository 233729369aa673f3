//! The rules of a comment, from outside.
#![expect(clippy::expect_used, reason = "a test says what it expects")]

use comments::{
    At, AuthorName, CommentBody, CommentId, Field, FieldError, Hidden, NewComment, Rule, Shelf,
    Sort, Timestamp,
};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

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

fn broken(field: Field, rule: Rule) -> FieldError {
    FieldError { field, rule }
}

fn hidden(character: char, line: usize, column: usize) -> Rule {
    Rule::Hidden(Hidden {
        character,
        line,
        column,
    })
}

#[test]
fn a_name_says_which_rule_it_breaks() {
    let too_long = Rule::TooLong {
        limit: 60,
        size: 61,
    };
    let flood = Rule::Flood { limit: 8, size: 9 };
    for (typed, rule) in [
        (" \t ".to_owned(), Rule::Empty),
        ("\u{200B}\u{200B}".to_owned(), Rule::Empty),
        ("\u{3164}\u{2800}".to_owned(), Rule::Empty),
        ("\u{2800}".to_owned(), Rule::Empty),
        ("a".repeat(61), too_long),
        ("e\u{301}".repeat(61), too_long),
        ("a\nb".to_owned(), hidden('\n', 1, 1)),
        ("evil\u{202E}txt".to_owned(), hidden('\u{202E}', 1, 4)),
        ("a\u{FFFE}b".to_owned(), hidden('\u{FFFE}', 1, 1)),
        ("a\u{1FFFF}b".to_owned(), hidden('\u{1FFFF}', 1, 1)),
        (format!("a{}", "\u{300}".repeat(9)), flood),
        (format!("a{}b", "\u{200B}".repeat(9)), flood),
    ] {
        let error = broken(Field::Name, rule);
        assert_eq!(AuthorName::new(&typed), Err(error), "{typed:?}");
    }
    for typed in [
        "é".repeat(60),
        "e\u{301}".repeat(60),
        "👩\u{200D}🚀".repeat(60),
        "🇰🇷".repeat(60),
    ] {
        assert!(AuthorName::new(&typed).is_ok(), "{typed}");
    }
}

#[test]
fn a_body_is_kept_as_typed_with_unified_line_breaks() {
    let body =
        CommentBody::new("\n one\r\ntwo\rthree <script>alert(1)</script> \n").expect("a body");
    assert_eq!(body.as_str(), "one\ntwo\nthree <script>alert(1)</script>");
}

#[test]
fn a_body_says_which_rule_it_breaks() {
    let (limit, size) = (5_000, 6_000);
    for (typed, rule) in [
        (String::new(), Rule::Empty),
        (" \n\u{200B}\t".to_owned(), Rule::Empty),
        ("\u{2800}\u{2800}\n\u{2800}".to_owned(), Rule::Empty),
        ("x".repeat(6_000), Rule::TooLong { limit, size }),
        (
            "x\n".repeat(201),
            Rule::TooManyLines {
                limit: 200,
                size: 201,
            },
        ),
        ("a\u{0}b".to_owned(), hidden('\0', 1, 1)),
        ("a\u{202D}b".to_owned(), hidden('\u{202D}', 1, 1)),
        ("a\u{FFFF}b".to_owned(), hidden('\u{FFFF}', 1, 1)),
        (
            "\n\r\n e\u{301}\u{202A}e\u{7}".to_owned(),
            hidden('\u{7}', 3, 3),
        ),
        (
            "x\u{489}".to_owned() + &"\u{489}".repeat(8),
            Rule::Flood { limit: 8, size: 9 },
        ),
    ] {
        assert_eq!(CommentBody::new(&typed), Err(broken(Field::Body, rule)));
    }
    assert!(CommentBody::new(&"é".repeat(5_000)).is_ok());
    assert_eq!(
        broken(Field::Body, Rule::TooLong { limit, size }).to_string(),
        "This comment has 6000 characters; at most 5000 fit."
    );
}

#[test]
fn what_office_programs_paste_is_taken() {
    let body = "one\u{B}two\u{2028}three\u{85}\u{202A}+49 151\u{202C} \u{2068}\u{5D0}\u{2069}\u{FEFF}\u{200F}";
    let body = CommentBody::new(body).expect("a body");
    assert_eq!(
        body.as_str(),
        "one\ntwo\nthree\n+49 151 \u{5D0}\u{FEFF}\u{200F}"
    );
    let name = AuthorName::new("\u{2068}Ada\u{2069}\u{B}Lovelace\t").expect("a name");
    assert_eq!(name.as_str(), "Ada Lovelace");
}

#[test]
fn pictures_may_be_made_of_braille() {
    let picture =
        "\u{28FF}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{2800}\u{28FF}";
    assert!(CommentBody::new(picture).is_ok());
}

#[test]
fn a_hidden_character_is_said_with_its_place() {
    let error = |typed| {
        let refused = CommentBody::new(typed).expect_err("it is refused");
        refused.to_string()
    };
    assert_eq!(
        error("Dear Ada,\nthank\u{7} you"),
        "This comment holds a hidden character (U+0007), in line 2, after 5 characters. \
         Delete what is there, then type it again."
    );
    assert!(error("\u{202E}a").contains("in line 1, at its beginning"));
    assert!(error("a\u{202E}a").contains("after 1 character."));
}

#[test]
fn a_form_reports_every_wrong_field() {
    let error = NewComment::new(None, &"a".repeat(61), " ").expect_err("both are wrong");
    assert_eq!(error.name.map(|error| error.field), Some(Field::Name));
    assert_eq!(error.body, Some(broken(Field::Body, Rule::Empty)));
    let nameless = NewComment::new(None, "  ", "text").expect("a comment");
    assert_eq!(nameless.name, None);
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
        "2026-02-29T00:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T12:60:00Z",
        "2026-11-22T12:30Z",
        "2026-11-22T12:30:05:07Z",
        "2026-11-22T12:30:05.Z",
        "2026-11-22T12:30:05.12\u{e9}Z",
        "2026-11-22T12:30:+5Z",
        "2026-11-22T12:30:05+01:00",
        "2026-11-22 12:30:05Z",
    ] {
        assert!(wrong.parse::<Timestamp>().is_err(), "{wrong}");
    }
    assert!(Timestamp::from_millis(u64::MAX).is_err());
    for (written, millis) in [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-22T12:30:05.1Z", 1_795_350_605_100),
        ("2026-11-22T12:30:05.123456789Z", 1_795_350_605_123),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] {
        assert_eq!(written.parse(), Timestamp::from_millis(millis), "{written}");
    }
}

proptest! {
    #[test]
    fn ids_are_what_others_take_for_uuids(millis in 0..=253_402_300_799_999_u64, random: [u8; 10]) {
        let id = CommentId::new(Timestamp::from_millis(millis).expect("a time"), random);
        let other = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
        prop_assert_eq!(id.to_string(), other.to_string());
        prop_assert_eq!(other.to_string().to_uppercase().parse(), Ok(id));
    }

    #[test]
    fn only_uuids_of_version_7_are_ids(bits: u128, version in 0_u128..16, cut in 0_usize..36) {
        let uuid = uuid::Uuid::from_u128(bits & !(0xF << 76) | version << 76);
        let is_ours = uuid.get_version_num() == 7 && uuid.get_variant() == uuid::Variant::RFC4122;
        let text = uuid.to_string();
        prop_assert_eq!(text.parse::<CommentId>().is_ok(), is_ours);
        prop_assert!(text[..cut].parse::<CommentId>().is_err());
        let longer = text.clone() + "-";
        prop_assert!(longer.parse::<CommentId>().is_err());
        prop_assert!(text.replace('-', "+").parse::<CommentId>().is_err());
    }

    #[test]
    fn every_time_is_read_back(millis in 0..=253_402_300_799_999_u64) {
        let time = Timestamp::from_millis(millis).expect("a time");
        prop_assert_eq!(time.to_string().parse(), Ok(time));
    }
}

#[test]
fn reading_goes_through_the_same_rules() {
    let json = |body: &str| {
        let id = "019307f8-4c00-7000-8000-000000000000";
        format!(r#"{{"id":"{id}","body":"{body}","created":"2026-11-22T12:30:05.123Z"}}"#)
    };
    let read = |body| serde_json::from_str::<Shelf>(&format!("[{}]", json(body)));
    let page = read("hello")
        .expect("a comment")
        .page(Sort::Newest, &At::Start);
    assert_eq!(page.threads.items[0].first.name(), None);
    assert!(read("   ").is_err());
}

/// Pieces of which texts are made that people write: each is one character for readers.
const CHARACTERS: [&str; 16] = [
    "a",
    "é",
    "e\u{301}",
    "ñ\u{303}",
    "ß",
    "한",
    "\u{1112}\u{1161}\u{11ab}",
    "民",
    "م",
    "בּ",
    "नि",
    "กำ",
    "🙂",
    "👍🏽",
    "👩\u{200D}👩\u{200D}👧",
    "🇩🇪",
];

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

    /// As Unicode counts them (UAX #29).
    #[test]
    fn characters_are_counted_as_readers_do(picks in prop::collection::vec(0..CHARACTERS.len(), 61..90)) {
        let typed: String = picks.iter().map(|pick| CHARACTERS[*pick]).collect();
        let size = typed.graphemes(true).count();
        let rule = Rule::TooLong { limit: 60, size };
        prop_assert_eq!(AuthorName::new(&typed), Err(broken(Field::Name, rule)));
    }
}
