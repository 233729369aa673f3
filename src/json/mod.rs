//! JSON: what is kept on the device, taken along and put into the page. Pure.
//!
//! `serde_json` would weigh 7 kB more as sent. The browser's own parser weighs nothing, but each of its values comes over to
//! the program by itself: the first of ten thousand comments stood there after 172 ms instead of 131.

mod reader;
mod writer;

use serde::{Serialize, de::DeserializeOwned};

use self::{reader::Reader, writer::Writer};

/// The value that `text` holds; `None` where it is no JSON or not a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut reader = Reader::new(text);
    let value = T::deserialize(&mut reader).ok()?;
    reader.is_at_end().then_some(value)
}

/// The member `name` of the object that `text` holds, as it is written; `None` where there is none. What follows it is not
/// looked at.
pub fn member<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    Reader::new(text).member(name).ok()
}

/// `value` as text; `None` where it holds something else than objects, arrays, texts, whole numbers and truth values.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    let mut text = String::new();
    value.serialize(Writer(&mut text)).ok()?;
    Some(text)
}

// Against `serde_json`, natively.
#[cfg(all(test, not(target_arch = "wasm32")))]
#[expect(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Small,
        Large,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Thing {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        count: u64,
        is: bool,
        kind: Kind,
        #[serde(default)]
        list: Vec<u32>,
        map: BTreeMap<String, Vec<Thing>>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Named {
        name: String,
    }

    fn things() -> impl Strategy<Value = Thing> {
        let kind = prop_oneof![Just(Kind::Small), Just(Kind::Large)];
        let parts = (
            any::<String>(),
            any::<Option<String>>(),
            any::<u64>(),
            any::<bool>(),
            kind,
            any::<Vec<u32>>(),
        );
        let leaf = parts.prop_map(|(name, note, count, is, kind, list)| Thing {
            name,
            note,
            count,
            is,
            kind,
            list,
            map: BTreeMap::new(),
        });
        leaf.prop_recursive(2, 8, 3, |inner| {
            let map = prop::collection::btree_map(
                any::<String>(),
                prop::collection::vec(inner.clone(), 0..3),
                0..3,
            );
            (inner, map).prop_map(|(thing, map)| Thing { map, ..thing })
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_others_write(thing in things()) {
            let written = write(&thing).expect("writable");
            let other: Thing = serde_json::from_str(&written).expect("JSON");
            prop_assert_eq!(&other, &thing);
            let pretty = serde_json::to_string_pretty(&thing).expect("writable");
            prop_assert_eq!(read::<Thing>(&pretty), Some(thing.clone()));
            prop_assert_eq!(read::<Thing>(&written), Some(thing));
        }

        #[test]
        fn a_text_that_is_cut_or_goes_on_is_refused(thing in things(), cut in any::<prop::sample::Index>()) {
            let written = write(&thing).expect("writable");
            let mut end = cut.index(written.len());
            while !written.is_char_boundary(end) {
                end -= 1;
            }
            prop_assert_eq!(read::<Thing>(&written[..end]), None);
            prop_assert_eq!(read::<Thing>(&(written + "]")), None);
        }

        #[test]
        fn what_others_read_is_read_alike(text in "[\\[\\]{}\",:\\\\u0-9a-ftrlsn é]{0,12}") {
            let quoted = format!("\"{text}\"");
            prop_assert_eq!(read::<String>(&quoted), serde_json::from_str(&quoted).ok());
            prop_assert_eq!(read::<Vec<bool>>(&text), serde_json::from_str(&text).ok());
            let ignored = format!("{{\"x\":{text},\"name\":\"a\"}}");
            if let Ok(named) = serde_json::from_str::<Named>(&ignored) {
                prop_assert_eq!(read(&ignored), Some(named));
            }
        }
    }

    #[test]
    fn escapes_are_read() {
        let text = r#""\u00e9\n\t\"\\\/\ud83d\ude00""#;
        assert_eq!(read::<String>(text).as_deref(), Some("é\n\t\"\\/😀"));
        for broken in [
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\u+123""#,
            r#""\x""#,
            r#""\é""#,
            "\"\n\"",
            "\"a",
        ] {
            assert_eq!(read::<String>(broken), None, "{broken}");
        }
    }

    #[test]
    fn members_may_stand_in_any_order_and_be_unknown_or_absent() {
        #[derive(Debug, PartialEq, Deserialize)]
        struct Pair {
            a: u32,
            #[serde(default)]
            b: Option<bool>,
        }
        let pair = |a, b| Some(Pair { a, b });
        assert_eq!(
            read(r#" { "b" : true , "x" : [{"a":7},"]"] , "a" : 1 } "#),
            pair(1, Some(true))
        );
        assert_eq!(read(r#"{"a":1,"b":null}"#), pair(1, None));
        assert_eq!(read(r#"{"a":1,"a":2}"#), pair(2, None), "as browsers do it");
        assert_eq!(member(r#"{"x":{"a":0},"a" : [1] }"#, "a"), Some("[1] "));
        assert_eq!(member(r#"{"x":{"a":0}}"#, "a"), None);
        for broken in [
            "{}",
            r#"{"a":1,}"#,
            r#"{"a":1 "b":true}"#,
            r#"{"a":-1}"#,
            r#"{"a":1.5}"#,
            r#"{"a":"1"}"#,
            "[1]",
        ] {
            assert_eq!(read::<Pair>(broken), None, "{broken}");
        }
    }

    #[test]
    fn deep_nesting_ends_at_once() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(read::<Kind>(&deep), None);
        let ignored = format!("{{\"x\":{deep}}}");
        assert_eq!(read::<BTreeMap<String, Kind>>(&ignored), None);
    }
}
